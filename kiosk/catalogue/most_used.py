"""Which items stand first on the choosing screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.catalogue.model import Catalogue, ServiceItem


def most_used(
    catalogue: Catalogue, configured: Sequence[str], *, counts: Mapping[str, int], limit: int = 4
) -> tuple[ServiceItem, ...]:
    """The station's own choice in its order, then the most applied for here, then the list's order; no item twice.

    A configured id the list does not hold is left out: lists change under a station's settings.
    """
    known = {item.id: item for item in catalogue.items}
    chosen = [known[item_id] for item_id in dict.fromkeys(configured) if item_id in known]
    rest = [item for item in catalogue.items if item not in chosen and counts.get(item.id, 0) > 0]
    rest.sort(key=lambda item: (-counts[item.id], item.no))
    return tuple((chosen + rest)[:limit])
