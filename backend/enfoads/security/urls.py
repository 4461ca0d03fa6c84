"""Addresses that callers give: which of them the studio opens, and a session that opens no other.

What counts is the connection, not the spelling: a host is looked up once, every answer is judged, and the socket goes to an
address that was judged. So it holds for redirects, for odd spellings of 127.0.0.1 and for a name server that changes its mind.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from typing import Any
from urllib.parse import SplitResult, urlsplit

import requests
from AntiSSRF import IPAddressRanges
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from enfoads.errors import UrlRefused

MAX_URL = 8192  # characters; a signed address with a session token has about 2000
_ODD = re.compile(r"[\x00-\x20\x7f\\]")  # what parsers read differently
_PRIVILEGED = 1024  # ports below it belong to other services, such as mail
_SHOWN = 300  # characters of an address in messages
# The special-purpose registries of IANA and the clouds' own addresses; ::/96 hides an IPv4 address in the old way (RFC 4291).
_CLOSED = [ipaddress.ip_network(block) for block in (*IPAddressRanges.recommended_latest, "::/96")]


class UrlPolicy:
    """https to public addresses; anything at all on the hosts that the settings name. Raises UrlRefused for the rest."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """`allowed`: "host" for all its ports, or "host:port"."""
        self._allowed = {(_plain(parts.hostname or ""), parts.port) for parts in (urlsplit(f"//{entry}") for entry in allowed)}

    def check(self, url: str) -> str:
        """Judge the text of an address; no name is looked up. Returns what messages call it: host and path."""
        parts, port = _split(url)
        host = parts.hostname or ""
        name = without_query(url)
        if "@" in parts.netloc:
            raise _refused(name, "it carries a user name or password", "lleva un usuario o una contraseña")
        if self._allows(host, port):
            return name
        if parts.scheme != "https":
            raise _refused(name, "only https is fetched", "solo se descarga por https")
        if port != 443 and port < _PRIVILEGED:
            raise _refused(name, f"port {port} is not for files", f"el puerto {port} no es para archivos")
        return name

    def addresses(self, host: str, port: int, *, secure: bool) -> list[str]:
        """Look a host up. Every answer must be public, or none is used. Raises OSError when there is no such host."""
        host = host.strip("[]")
        allowed = self._allows(host, port)
        if not secure and not allowed:
            raise _refused(host, "only https is fetched", "solo se descarga por https")
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except UnicodeError as error:
            raise OSError(str(error)) from None
        addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if not allowed and not all(is_public(address) for address in addresses):
            raise _refused(host, "its address is not public", "su dirección no es pública")
        return addresses

    def _allows(self, host: str, port: int) -> bool:
        host = _plain(host)
        return (host, None) in self._allowed or (host, port) in self._allowed


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast and not any(ip in block for block in _CLOSED if block.version == ip.version)


def without_query(url: str) -> str:
    """Host and path of an address, for messages and records: what it may hide stands before or after them."""
    try:
        parts = urlsplit(_ODD.sub("", url))
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "the address"
    return f"{f'[{host}]' if ':' in host else host}{port}{parts.path}"[:_SHOWN] or "the address"


def reusable(url: str) -> str:
    """An address that `UrlPolicy.check` admitted, without the query that may have signed it: what is recorded, and can be asked again."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path}"


def _split(url: str) -> tuple[SplitResult, int]:
    if len(url) > MAX_URL or _ODD.search(url):
        raise _refused(without_query(url[:MAX_URL]), "it is not a valid address", "no es una dirección válida")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _refused("the address", "it is not a valid address", "no es una dirección válida") from None
    if parts.scheme not in ("http", "https"):
        raise _refused(without_query(url), "only https is fetched", "solo se descarga por https")
    if not parts.hostname:
        raise _refused(without_query(url), "it names no host", "no nombra un servidor")
    return parts, port or (443 if parts.scheme == "https" else 80)


def _plain(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


def _refused(name: str, detail: str, detail_es: str) -> UrlRefused:
    return UrlRefused(name=name, detail=detail, detail_es=detail_es)


# The session ------------------------------------------------------------------------------------------------------------


class GuardedSession(requests.Session):
    """Opens what the policy admits, redirects included; knows no proxy, password file or certificate of the environment.

    `close` also ends every connection under way, whichever thread waits on it.
    """

    def __init__(self, policy: UrlPolicy) -> None:
        super().__init__()
        self.trust_env = False
        self._policy = policy
        self._handles: list[socket.socket] = []
        self._closed = False
        self._lock = threading.Lock()
        adapter = _GuardedAdapter(self)
        self.mount("https://", adapter)
        self.mount("http://", adapter)

    def check(self, url: str) -> None:
        self._policy.check(url)

    def connect(self, connection: HTTPConnection, *, secure: bool) -> socket.socket:
        """A socket to an address that the policy has just admitted."""
        try:
            addresses = self._policy.addresses(connection.host, connection.port, secure=secure)
        except socket.gaierror as error:
            raise NameResolutionError(connection.host, connection, error) from None
        except OSError as error:
            raise NewConnectionError(connection, "no such host") from error
        for address in addresses:
            try:
                opened = create_connection(
                    (address, connection.port), connection.timeout, connection.source_address, connection.socket_options
                )
            except OSError:
                continue
            with self._lock:
                if not self._closed:
                    self._handles.append(opened.dup())  # reaches the connection under TLS too
                    return opened
            opened.close()
            break
        raise NewConnectionError(connection, "no address answers")

    def close(self) -> None:
        with self._lock:
            self._closed = True
            handles, self._handles = self._handles, []
        super().close()
        for handle in handles:
            with handle, suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)


class _GuardedAdapter(HTTPAdapter):
    """Judges every hop before it is sent, and makes connections that judge where they go."""

    def __init__(self, session: GuardedSession) -> None:
        self._session = session
        super().__init__()

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = _pools(self._session)

    def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
        self._session.check(request.url or "")
        response = super().send(request, *arguments, **options)
        if response.is_redirect:  # requests reads the body of a redirect to its end, and some have none
            response.raw.close()
            response.raw = BytesIO()
        return response


def _pools(session: GuardedSession) -> dict[str, type[HTTPConnectionPool]]:
    """Connection classes that ask the session for their socket; name, Host header and certificate stay those of the address."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return session.connect(self, secure=False)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return session.connect(self, secure=True)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
