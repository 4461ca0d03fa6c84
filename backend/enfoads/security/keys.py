"""Who may use the studio: API keys, the sessions signed in with them, and the brake on guessing.

Keys come from `ENFOADS_API_KEYS` and from `data/keys.json`, where `enfoads keys` keeps them hashed. Without any the studio
is open, on loopback only. Each key is an owner of its own: its jobs and assets are seen by nobody else.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from itsdangerous import BadData, URLSafeTimedSerializer

from enfoads.errors import NotFound, TooManyRequests, Unauthorized
from enfoads.security.session import MAX_AGE
from enfoads.settings import Settings

LOCAL = "local"  # the owner when there are no keys, and of whoever can read the data folder


@dataclass(frozen=True, slots=True)
class Key:
    """`hash` is the hex HMAC-SHA256 of the key under the studio's secret."""

    id: str
    name: str
    owner: str
    hash: str
    created_at: str


class KeyRing:
    """The keys of one data folder. Reads `keys.json` again when it changed, so a running server knows new keys at once."""

    def __init__(self, settings: Settings) -> None:
        self._file = settings.data_dir / "keys.json"
        self._secret_file = settings.data_dir / "secret"
        self._from_environment = settings.api_keys
        self._exposed = settings.is_exposed
        self._read: tuple[object, Sequence[Key]] = (None, [])

    @property
    def exist(self) -> bool:
        return bool(self._from_environment or self.list())

    @property
    def required(self) -> bool:
        """Where others can reach the studio a key is needed even after the last one was removed: then nobody gets in."""
        return self._exposed or self.exist

    def list(self) -> Sequence[Key]:
        """The keys of `keys.json`. A file that cannot be read raises: it must never open the studio."""
        try:
            found = self._file.stat()
        except FileNotFoundError:
            return []
        version = (found.st_mtime_ns, found.st_size, found.st_ino)
        if self._read[0] != version:
            self._read = (version, [Key(**record) for record in json.loads(self._file.read_bytes())])
        return self._read[1]

    def add(self, name: str, owner: str = "") -> tuple[Key, str]:
        """A new key and its text, which is shown this once. `owner`: share another key's library (its id, or `local`)."""
        identifier = f"key_{secrets.token_hex(4)}"
        text = f"enf_{identifier.removeprefix('key_')}_{secrets.token_urlsafe(32)}"
        created_at = datetime.now(UTC).isoformat(timespec="seconds")
        key = Key(identifier, name, owner or identifier, self._hash(text), created_at)
        self._write([*self.list(), key])
        return key, text

    def remove(self, identifier: str) -> None:
        """Raises NotFound. Sessions signed in with the key end with it."""
        keys = self.list()
        if all(key.id != identifier for key in keys):
            raise NotFound(kind="key", kind_es="la clave", id=identifier)
        self._write([key for key in keys if key.id != identifier])

    def verify(self, text: str) -> Key:
        """The key a caller sent. Every key is compared, in constant time. Raises Unauthorized."""
        digest = self._hash(text)
        matching = [key for key in (*self._fixed, *self.list()) if hmac.compare_digest(key.hash, digest)]
        if not matching:
            raise Unauthorized
        return matching[0]

    def sign(self, key_id: str) -> str:
        """The value of a session cookie."""
        return self._signer.dumps(key_id)

    def session_owner(self, value: str) -> str:
        """Whose session a cookie is. Raises Unauthorized when it is forged, too old or its key was removed."""
        try:
            key_id = self._signer.loads(value, max_age=MAX_AGE)
        except BadData:
            raise Unauthorized from None
        if key_id == LOCAL:
            return LOCAL
        for key in (*self._fixed, *self.list()):
            if key.id == key_id:
                return key.owner
        raise Unauthorized

    @cached_property
    def _secret(self) -> bytes:
        return _secret(self._secret_file)

    def signer(self, purpose: str) -> URLSafeTimedSerializer:
        """Signs with the data folder's secret; what was signed for one purpose is not valid for another."""
        return URLSafeTimedSerializer(self._secret, salt=purpose)

    @cached_property
    def _signer(self) -> URLSafeTimedSerializer:
        return self.signer("enfoads.session")

    @cached_property
    def _fixed(self) -> Sequence[Key]:
        named = [(f"env_{digest[:12]}", digest) for digest in map(self._hash, self._from_environment)]
        return [Key(id=id, name="ENFOADS_API_KEYS", owner=id, hash=digest, created_at="") for id, digest in named]

    def _hash(self, text: str) -> str:
        return hmac.new(self._secret, text.encode(errors="replace"), hashlib.sha256).hexdigest()

    def _write(self, keys: Sequence[Key]) -> None:
        temporary = self._file.with_suffix(".tmp")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as target:
            json.dump([asdict(key) for key in keys], target, indent=1)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(self._file)


def _secret(path: Path) -> bytes:
    """The data folder's own secret, made at first use; linked into place, so that two makers agree on one."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"secret.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as target:
            target.write(secrets.token_hex(32))
            target.flush()
            os.fsync(target.fileno())
        try:
            with suppress(FileExistsError):
                path.hardlink_to(temporary)
        finally:
            temporary.unlink()
    secret = path.read_bytes().strip()
    if len(secret) < 32:  # cut short by a power cut or by hand: anybody could sign a session with it
        raise ValueError(f"{path} is damaged; remove it and make new keys")
    return secret


class LoginLimit:
    """At most `attempts` wrong keys from one address within `window` seconds."""

    def __init__(self, attempts: int = 10, window: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self.attempts, self.window, self._clock = attempts, window, clock
        self._failures: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def check(self, address: str, verify: Callable[[], Key]) -> Key:
        """What `verify` returns. Raises TooManyRequests before asking it, or its Unauthorized."""
        with self._lock:
            recent = self._recent(address)
            if len(recent) >= self.attempts:
                raise TooManyRequests(retry_after=int(recent[0] + self.window - self._clock()) + 1)
        try:
            return verify()
        except Unauthorized:
            with self._lock:
                self._failures.setdefault(address, deque()).append(self._clock())
            raise

    def _recent(self, address: str) -> deque[float]:
        """The address's failures within the window; forgets everybody's older ones."""
        oldest = self._clock() - self.window
        for known, failures in list(self._failures.items()):
            while failures and failures[0] < oldest:
                failures.popleft()
            if not failures:
                del self._failures[known]
        return self._failures.get(address, deque())
