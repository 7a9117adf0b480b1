"""How a record is served: on which address, with which rights, behind which token."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """``edit`` lets the page correct events. ``token`` is asked of every visitor; it may only be empty on loopback.

    ``boundaries`` is a GeoJSON file of borders to draw in place of those that ship. ``by`` signs corrections.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    edit: bool = False
    token: str | None = None
    boundaries: Path | None = None
    by: str = "page"


def loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
