"""Which addresses a stranger can make the studio open. A mistake here reads a cloud's credentials or a router's page."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests

from enfoads.errors import UrlRefused
from enfoads.security import urls
from enfoads.security.urls import GuardedSession, UrlPolicy, is_public, without_query

CERTIFICATE = Path(__file__).parent / "support/models.example.pem"
LOCAL_SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "0", "0.0.0.0",
    "localhost", "LOCALHOST", "localhost.", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]",
]  # fmt: skip
PRIVATE = [
    "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.100.100.200", "169.254.169.254",
    "169.254.170.2", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "168.63.129.16", "fd00:ec2::254", "fc00::1", "fe80::1", "fec0::1", "ff02::1", "::", "::1", "100::1", "2001:db8::1",
    "2001::1", "2002:a00:1::1", "64:ff9b::a00:1", "::ffff:10.0.0.1", "::10.0.0.1", "5f00::1", "3fff::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "104.16.1.1", "2606:4700:4700::1111", "2a00:1450:4003::200e", "::ffff:8.8.8.8"]


class Canary:
    """Listens on this machine's loopback and counts who comes."""

    def __init__(self) -> None:
        self.hits = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                visitor = self.listener.accept()[0]
                visitor.close()
                self.hits += 1

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


@pytest.fixture
def canary() -> Iterator[Canary]:
    bird = Canary()
    yield bird
    bird.close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A name server: host -> the addresses it gives at each question, the last for ever."""
    known: dict[str, list[list[str]]] = {}
    real = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: int, **options: int) -> list[object]:
        if host not in known:
            return real(host, port, *rest, **options)  # type: ignore[return-value]
        answers = known[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(urls.socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize("host", LOCAL_SPELLINGS)
def test_no_spelling_of_this_machine_is_connected_to(host: str, canary: Canary) -> None:
    with GuardedSession(UrlPolicy()) as session, pytest.raises((UrlRefused, requests.RequestException)):
        session.get(f"https://{host}:{canary.port}/", timeout=2)
    assert canary.hits == 0


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_outside_the_open_internet_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://8.8.8.8/a", "gopher://8.8.8.8/", "data:text/plain,a", "//8.8.8.8/a", "8.8.8.8/a", "", "https://",
        "https:///etc", "http://8.8.8.8/a", "HTTP://8.8.8.8/a", "https://user@8.8.8.8/", "https://user:pass@8.8.8.8/", "https://:@8.8.8.8/",
        "https://8.8.8.8:22/", "https://8.8.8.8:25/", "https://8.8.8.8:99999/", "https://8.8.8.8:port/", "https://8.8.8.8\\@127.0.0.1/",
        "https://8.8.8.8/ a", "https://8.8.8.8\t/", "https://8.8.8.8/\r\nHost: a", "https://[::1/", "https://8.8.8.8/" + "a" * 9000,
    ],
)  # fmt: skip
def test_what_is_no_plain_https_address_is_refused_before_any_name_is_looked_up(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls.socket, "getaddrinfo", lambda *_, **__: pytest.fail("looked up"))
    with pytest.raises(UrlRefused):
        UrlPolicy().check(url)


def test_a_name_with_one_private_address_among_public_ones_is_refused(names: dict[str, list[list[str]]]) -> None:
    names["mixed.example"] = [["8.8.8.8", "10.0.0.1"]]
    with pytest.raises(UrlRefused, match="not public"):
        UrlPolicy().addresses("mixed.example", 443, secure=True)


def test_a_name_that_turns_private_after_the_check_is_not_followed(names: dict[str, list[list[str]]], canary: Canary) -> None:
    """DNS rebinding: the first answer is public and unreachable, every later one is this machine."""
    names["rebind.example"] = [["192.0.2.1"], ["127.0.0.1"]]
    url = f"https://rebind.example:{canary.port}/"
    for _ in range(3):
        with GuardedSession(UrlPolicy()) as session, pytest.raises((UrlRefused, requests.RequestException)):
            session.get(url, timeout=0.5)
    assert canary.hits == 0


def test_the_connection_goes_to_the_address_that_was_judged(
    names: dict[str, list[list[str]]], canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look-up would give another answer, so there must be none."""
    names["once.example"] = [["8.8.8.8"], ["127.0.0.1"]]
    tried: list[str] = []

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        tried.append(address[0])
        raise OSError("unreachable")

    monkeypatch.setattr(urls, "create_connection", connect)
    with GuardedSession(UrlPolicy()) as session, pytest.raises(requests.ConnectionError):
        session.get(f"https://once.example:{canary.port}/", timeout=2)
    assert tried == ["8.8.8.8"]


def test_a_refusal_does_not_tell_which_private_address_a_name_has(names: dict[str, list[list[str]]]) -> None:
    names["intranet.example"] = [["10.1.2.3"]]
    with pytest.raises(UrlRefused) as refused:
        UrlPolicy().addresses("intranet.example", 443, secure=True)
    assert "10.1.2.3" not in refused.value.message("en") + refused.value.message("es")


@pytest.mark.parametrize(
    ("entry", "url", "admitted"),
    [
        ("minio", "http://minio:9000/a", True),
        ("minio:9000", "http://minio:9000/a", True),
        ("minio:9000", "http://minio:9001/a", False),
        ("minio:9000", "https://MINIO.:9000/a", True),
        ("[::1]:9000", "http://[::1]:9000/a", True),
        ("minio", "http://minio.evil.example/a", False),
        ("minio", "http://evil.example/minio", False),
        ("minio", "http://minio@evil.example/", False),
        ("127.0.0.1", "http://127.1/a", False),
    ],
)
def test_only_the_named_host_and_port_may_be_private_or_plain(entry: str, url: str, admitted: bool) -> None:
    policy = UrlPolicy([entry])
    if admitted:
        assert policy.check(url)
    else:
        with pytest.raises(UrlRefused):
            policy.check(url)


def test_proxies_and_passwords_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch, canary: Canary) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{canary.port}")
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{canary.port}")
    with GuardedSession(UrlPolicy()) as session, pytest.raises((UrlRefused, requests.RequestException)):
        session.get("https://127.0.0.1/", timeout=1)
    assert canary.hits == 0


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://r2.example/b/a.safetensors?X-Amz-Signature=secret#f", "r2.example/b/a.safetensors"),
        ("https://user:secret@r2.example:8443/a", "r2.example:8443/a"),
        ("https://[2606::1]:9000/a?secret", "[2606::1]:9000/a"),
        ("https://[::1", "the address"),
    ],
)
def test_what_messages_show_of_an_address_has_no_query_and_no_password(url: str, shown: str) -> None:
    assert without_query(url) == shown


class TlsServer:
    """Answers over TLS as models.example; remembers the name it was asked for and the Host header."""

    def __init__(self) -> None:
        self.names: list[str | None] = []
        self.hosts: list[str] = []
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(CERTIFICATE)
        self.context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self._serve)
        self.thread.start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                visitor = self.listener.accept()[0]
                with visitor, suppress(OSError), self.context.wrap_socket(visitor, server_side=True) as secure:
                    lines = secure.recv(65536).decode().split("\r\n")
                    self.hosts += [line[6:] for line in lines if line.startswith("Host: ")]
                    secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


@pytest.fixture
def tls() -> Iterator[TlsServer]:
    server = TlsServer()
    yield server
    server.close()


def test_over_tls_the_certificate_and_the_signed_host_are_those_of_the_address(names: dict[str, list[list[str]]], tls: TlsServer) -> None:
    """The socket goes to a number; a signature covers Host with its port, and the certificate bears the name."""
    names["models.example"] = [["127.0.0.1"]]
    with GuardedSession(UrlPolicy(["models.example"])) as session:
        session.verify = str(CERTIFICATE)
        assert session.get(f"https://models.example:{tls.port}/a", timeout=10).text == "ok"
    assert (tls.names, tls.hosts) == (["models.example"], [f"models.example:{tls.port}"])


def test_a_certificate_of_another_name_is_refused(names: dict[str, list[list[str]]], tls: TlsServer) -> None:
    names["other.example"] = [["127.0.0.1"]]
    with GuardedSession(UrlPolicy(["other.example"])) as session:
        session.verify = str(CERTIFICATE)
        with pytest.raises(requests.exceptions.SSLError):
            session.get(f"https://other.example:{tls.port}/a", timeout=10)
    assert tls.hosts == []


def test_the_second_address_of_a_name_is_tried_when_the_first_does_not_answer(names: dict[str, list[list[str]]], tls: TlsServer) -> None:
    names["models.example"] = [["::1", "127.0.0.1"]]
    with GuardedSession(UrlPolicy(["models.example"])) as session:
        session.verify = str(CERTIFICATE)
        assert session.get(f"https://models.example:{tls.port}/a", timeout=10).status_code == 200


def test_closing_the_session_ends_a_read_that_waits_in_another_thread(run_server: Callable[[], int]) -> None:
    port = run_server()
    session = GuardedSession(UrlPolicy([f"127.0.0.1:{port}"]))
    answer = session.get(f"http://127.0.0.1:{port}/", stream=True, timeout=60)
    ended = threading.Event()

    def read() -> None:
        with suppress(Exception):
            answer.raw.read1(1)
        ended.set()

    reader = threading.Thread(target=read)
    reader.start()
    session.close()
    assert ended.wait(20)
    reader.join()
    answer.close()


@pytest.fixture
def run_server() -> Iterator[Callable[[], int]]:
    """A server that sends its headers and then nothing."""
    listener = socket.create_server(("127.0.0.1", 0))
    visitors: list[socket.socket] = []

    def serve() -> None:
        with suppress(OSError):
            visitor = listener.accept()[0]
            visitors.append(visitor)
            visitor.recv(65536)
            visitor.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    yield lambda: int(listener.getsockname()[1])
    listener.close()
    thread.join()
    for visitor in visitors:
        visitor.close()
