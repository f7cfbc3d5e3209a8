"""Addresses of pages: taken apart, and looked up once, so that what was checked is what is connected to."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from reader.model.problem import NotByItself, Problem

LONGEST = 4_000
_PORTS = {"http": 80, "https": 443}
_KEPT = "!$%&'()*+,/:;=?@[]~-._"  # what may stand in path and query; all else is written with per cent signs
_BARE = re.compile(r"(?!\w+:(?!\d))[\w.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.I)
_WRAPPED_IPV4 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
_BROWSER = "Open it in a browser, copy the story there and paste it here."
_ODD = Problem("This is no address of a page.", "An address begins with http:// or https://.")

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]


class Address(Struct, frozen=True):
    """An address of the net in its parts; `host` is in ASCII and `target` what is asked of it: path and query."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def looks_like_address(words: str) -> bool:
    """Say whether words are one address of the net."""
    words = words.strip()
    return words.lower().startswith(("http://", "https://")) and not re.search(r"\s", words)


def read_address(words: str) -> Address:
    """Take an address apart; one that begins with its host is taken for https.

    Raises:
        Problem: it is no address, of another kind than http and https, or holds a password.
    """
    words = words.strip()
    if _BARE.fullmatch(words):
        words = f"https://{words}"
    try:
        parts = urlsplit(words)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _copy(_ODD) from None
    if parts.scheme not in _PORTS:
        if parts.scheme and ":" in words:
            raise Problem("Only http and https addresses are fetched.", _BROWSER)
        raise _copy(_ODD)
    if parts.username is not None or parts.password is not None:
        raise Problem("This address holds a user's name or password.", _BROWSER)
    if len(words) > LONGEST or re.search(r"[\x00-\x20\x7f]", words):
        raise _copy(_ODD)
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Address(parts.scheme, _read_host(host), port or _PORTS[parts.scheme], target)


def follow(address: Address, location: str) -> Address:
    """Return the address a page at `address` sends on to.

    Raises:
        Problem: it sends to something that is not fetched.
    """
    try:
        return read_address(urljoin(str(address), location.strip()))
    except ValueError:
        raise _copy(_ODD) from None


def find_hosts(address: Address, *, private: bool = False, resolve: Resolve | None = None) -> list[str]:
    """Return the numbers of the address's host: these, and no later answer to the same question, are connected to.

    Raises:
        Problem: there is no such host.
        NotByItself: it is this machine or one of its network, and that is not asked for.
    """
    try:
        found = list(dict.fromkeys((resolve or look_up)(address.host, address.port)))
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise Problem(
            f"There is no site “{address.host}”, or no network.", "Look whether the address is right, and try again."
        )
    if not private and not all(is_public(host) for host in found):
        what = f"“{address.host}” is not on the net but on this machine or its own network."
        raise NotByItself(what, "Nothing is fetched from there by itself.")
    return found


def look_up(host: str, port: int) -> list[str]:
    """Ask the system for the numbers of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(number: str) -> bool:
    """Say whether the number of a host is one of the net's: not loopback, private, link-local, multicast, reserved."""
    try:
        ip: IpAddress = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (inner := _find_inner(ip)):
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _find_inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one leads to."""
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    wrapped = any(ip in network for network in _WRAPPED_IPV4)
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if wrapped else None


def _read_host(host: str) -> str:
    if re.fullmatch(r"[0-9a-f:.]+:[0-9a-f:.]*", host, re.I):
        return host
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _copy(_ODD) from None
    if not re.fullmatch(r"[a-z0-9_.-]+", ascii_host) or not ascii_host.strip("."):
        raise _copy(_ODD)
    return ascii_host


def _copy(problem: Problem) -> Problem:
    return Problem(problem.what, problem.advice)
