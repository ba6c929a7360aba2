"""What each exception of requests and urllib3 means to a terminal: a reason why the hub was not reached."""

from __future__ import annotations

from requests import exceptions as rq
from urllib3 import exceptions as u3

from kiosk.delivery.model import Unreachable

# The nearest class along an exception's ancestors decides. Anything odd counts as "not the hub":
# it fails no entry, and a person looking at the terminal is told to look at the line, not at the paper.
REASONS: dict[type[BaseException], Unreachable] = {
    rq.RequestException: Unreachable.NOT_THE_HUB,
    rq.InvalidJSONError: Unreachable.NOT_THE_HUB,
    rq.JSONDecodeError: Unreachable.NOT_THE_HUB,
    rq.HTTPError: Unreachable.HUB_TROUBLE,
    rq.ConnectionError: Unreachable.OFFLINE,
    rq.ProxyError: Unreachable.OFFLINE,
    rq.SSLError: Unreachable.NOT_THE_HUB,
    rq.Timeout: Unreachable.TIMEOUT,
    rq.ConnectTimeout: Unreachable.TIMEOUT,
    rq.ReadTimeout: Unreachable.TIMEOUT,
    rq.URLRequired: Unreachable.NOT_THE_HUB,
    rq.TooManyRedirects: Unreachable.NOT_THE_HUB,
    rq.MissingSchema: Unreachable.NOT_THE_HUB,
    rq.InvalidSchema: Unreachable.NOT_THE_HUB,
    rq.InvalidURL: Unreachable.NOT_THE_HUB,
    rq.InvalidHeader: Unreachable.NOT_THE_HUB,
    rq.InvalidProxyURL: Unreachable.NOT_THE_HUB,
    rq.ChunkedEncodingError: Unreachable.OFFLINE,
    rq.ContentDecodingError: Unreachable.NOT_THE_HUB,
    rq.StreamConsumedError: Unreachable.OFFLINE,
    rq.RetryError: Unreachable.OFFLINE,
    rq.UnrewindableBodyError: Unreachable.OFFLINE,
    u3.HTTPError: Unreachable.NOT_THE_HUB,
    u3.PoolError: Unreachable.OFFLINE,
    u3.ProtocolError: Unreachable.OFFLINE,
    u3.ProxyError: Unreachable.OFFLINE,
    u3.SSLError: Unreachable.NOT_THE_HUB,
    u3.DecodeError: Unreachable.NOT_THE_HUB,
    u3.TimeoutError: Unreachable.TIMEOUT,
    u3.TimeoutStateError: Unreachable.TIMEOUT,
    u3.NewConnectionError: Unreachable.OFFLINE,
    u3.NameResolutionError: Unreachable.OFFLINE,
    u3.IncompleteRead: Unreachable.OFFLINE,
    u3.InvalidChunkLength: Unreachable.OFFLINE,
    u3.MaxRetryError: Unreachable.OFFLINE,
    u3.InvalidHeader: Unreachable.NOT_THE_HUB,
    u3.HeaderParsingError: Unreachable.NOT_THE_HUB,
    u3.ResponseError: Unreachable.NOT_THE_HUB,
    u3.ResponseNotChunked: Unreachable.NOT_THE_HUB,
    u3.BodyNotHttplibCompatible: Unreachable.NOT_THE_HUB,
    u3.LocationValueError: Unreachable.NOT_THE_HUB,
    u3.LocationParseError: Unreachable.NOT_THE_HUB,
    u3.URLSchemeUnknown: Unreachable.NOT_THE_HUB,
    u3.ProxySchemeUnknown: Unreachable.NOT_THE_HUB,
    u3.ProxySchemeUnsupported: Unreachable.NOT_THE_HUB,
    u3.UnrewindableBodyError: Unreachable.OFFLINE,
}
# ProxySchemeUnsupported is the one class of urllib3 outside its own tree.
FOREIGN = (rq.RequestException, u3.HTTPError, u3.ProxySchemeUnsupported)


def unreachable(error: BaseException) -> Unreachable:
    """The reason a foreign exception stands for."""
    return next(REASONS[kind] for kind in type(error).__mro__ if kind in REASONS)
