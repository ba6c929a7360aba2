"""A printer that is spoken to in the Internet Printing Protocol (RFC 8010, RFC 8011), itself or behind a local CUPS."""
