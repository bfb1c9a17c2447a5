"""Connections only to public addresses, whatever name, redirect or notation leads there.

A name is resolved once, at the moment of connecting; each address is checked, and the connection goes to the address
that was checked. So neither a redirect, nor a name that answers differently the second time, nor `2130706433`,
`0177.1`, `::ffff:127.0.0.1` or `64:ff9b::7f00:1` reaches the machine itself, its network or a cloud's metadata.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterable, Iterator
from functools import cache

import httpcore
import httpx

from prospect.lexicon.sentences import say
from prospect.sources.refusals import FetchRefused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.IPv6Network("::/96")
# Public by its number, yet every machine of one cloud finds its metadata there.
_METADATA = frozenset({ipaddress.IPv4Address("168.63.129.16"), ipaddress.IPv4Address("100.100.100.200")})


def embedded(address: Address) -> Iterator[Address]:
    """An address and every IPv4 address that it carries inside (mapped, compatible, 6to4, Teredo, NAT64)."""
    yield address
    if isinstance(address, ipaddress.IPv4Address):
        return
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _COMPATIBLE or any(address in network for network in _NAT64):
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    yield from (one for one in inner if one is not None)


def may_connect(address: Address, *, loopback: bool = False) -> bool:
    """Whether an address is a public one; with `loopback`, this machine itself counts too."""
    if loopback and any(one.is_loopback for one in embedded(address)):
        return True
    if isinstance(address, ipaddress.IPv6Address) and any(address in network for network in _NAT64):
        return all(_is_public(one) for one in embedded(address) if isinstance(one, ipaddress.IPv4Address))
    return all(_is_public(one) for one in embedded(address))


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast and address not in _METADATA


class GuardedBackend(httpcore.NetworkBackend):
    """Connects over TCP to public addresses only; raises FetchRefused ``private_address`` for any other."""

    def __init__(self, *, loopback: bool) -> None:
        self._loopback = loopback
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                return self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        """The host's addresses, of which not one may be private: a name that has both kinds is laid as a trap."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if not may_connect(ipaddress.ip_address(address.partition("%")[0]), loopback=self._loopback):
                raise FetchRefused(
                    "private_address",
                    say("{host} is not on the public internet, so it is not asked for anything.", host=host),
                )
        return addresses


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities of this system; reading them takes some 50 ms, so it is done once a process."""
    return ssl.create_default_context()


class GuardedTransport(httpx.BaseTransport):
    """httpx's transport over a pool that connects through `GuardedBackend`; proxies of the environment do not count."""

    def __init__(self, *, loopback: bool) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted(),
            max_connections=20,
            max_keepalive_connections=4,
            keepalive_expiry=15,
            network_backend=GuardedBackend(loopback=loopback),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        assert isinstance(request.stream, httpx.SyncByteStream)
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )  # fmt: skip

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    """The body of an answer of the pool, which gives its connection back when closed."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
