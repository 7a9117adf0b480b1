"""Say which machine a web address may lead to. A page on this machine or the local network is often meant for nobody else.

A name is looked up once, and the connection goes to the very address that was checked, so that a name server that answers
differently the second time gains nothing.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit, urlunsplit

# IPv4 addresses inside IPv6 ones, as translators on a network map them.
_MAPPED = ip_network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


class AddressError(Exception):
    """An address that is not fetched. The text says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A web address, taken apart: ``site`` is the host's name and ``header`` how the request names it."""

    scheme: str
    site: str
    port: int
    path: str

    @property
    def header(self) -> str:
        """Return the name and port as a request's ``Host``."""
        name = f"[{self.site}]" if ":" in self.site else self.site
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"


def take_apart(url: str) -> Target:
    """Return the parts of a web address.

    Raises:
        AddressError: it is none that is fetched.
    """
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
        site = name if name.isascii() else name.encode("idna").decode("ascii")
    except ValueError as error:
        raise AddressError("This is no web address: check its spelling.") from error
    if parts.scheme not in _PORTS:
        raise AddressError("Only http and https addresses are fetched: save it to a file, and read that.")
    if not site or any(c <= " " or c == "\x7f" for c in site + parts.netloc):
        raise AddressError("This is no web address: check its spelling.")
    if "@" in parts.netloc:
        raise AddressError("The address holds a user's name or password, which the record would keep: leave it out.")
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return Target(scheme=parts.scheme, site=site, port=port or _PORTS[parts.scheme], path=path)


def look_up(target: Target, *, private: bool) -> list[str]:
    """Return the addresses of a site that may be connected to, in the system's order.

    Raises:
        AddressError: it has none.
    """
    try:
        found = socket.getaddrinfo(target.site, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"The site {target.site} is not found: check the spelling, and the network.") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [address for address in addresses if private or is_public(address)]
    if not allowed:
        raise AddressError(
            f"{target.site} is on this machine or a local network, which is not fetched: "
            "save the page to a file, or allow it with --private-addresses."
        )
    return allowed


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the open internet; addresses wrapped in others count as what is inside."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(part.is_global and not part.is_multicast for part in _layers(found))


def _layers(found: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    if isinstance(found, IPv4Address):
        return [found]
    inside = [found.ipv4_mapped or found.sixtofour, *(found.teredo or ())]
    if found in _MAPPED:
        inside.append(IPv4Address(int(found) & 0xFFFFFFFF))
    within = [part for part in inside if part is not None]
    # The mapping itself is nobody's address; what counts is where it leads.
    return list(within) if found.ipv4_mapped or found in _MAPPED else [found, *within]
