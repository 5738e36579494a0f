"""Where an answer may send us on to: to public places of the web, whatever a service or who speaks for it says."""

import ipaddress
import socket
from urllib.parse import SplitResult, urljoin, urlsplit

from readinglist.importing.lookup.trouble import ServiceError


def followed(service: str, base: str, address: str, location: str) -> str:
    """The address that a redirect from `address` leads to.

    Names are resolved here, so that none can stand for a private address. The service's own place, as it is set, is
    allowed wherever it is.

    Raises:
        ServiceError: It leads to no web address, or into a private network.
    """
    try:
        target = urljoin(address, location)
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _refused(service, target, "is no place on the web")
        if _place(parts) != _place(urlsplit(base)) and _is_private(parts.hostname):
            raise _refused(service, target, "is a place within a private network or this computer")
    except ValueError as error:
        raise _refused(service, location, "is no address") from error
    return target


def _place(parts: SplitResult) -> tuple[str, str, int | None]:
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _is_private(host: str) -> bool:
    """Whether any address of a host is not one of the public internet; a name without an address leads nowhere.

    Raises ValueError for what can be no name.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    for *_, where in found:
        address = ipaddress.ip_address(str(where[0]).partition("%")[0])
        if isinstance(address, ipaddress.IPv6Address):
            address = address.ipv4_mapped or address.sixtofour or address
        if not address.is_global or address.is_multicast:
            return True
    return False


def _refused(service: str, target: str, why: str) -> ServiceError:
    return ServiceError(
        f"{service} redirects to “{target[:200]}”, which {why}. That was not followed.",
        "Correct the service's address in services.toml if it was changed; else try again later.",
    )
