"""The key ring: every secret of an installation in one private file, apart from the data it protects."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Self, overload

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from simpul.database import key_backups, private_files, ring_content
from simpul.database.home import ring_path
from simpul.database.ring_content import Ring
from simpul.kit.refusals import Refusal, Refused

SHORTEST_PASSPHRASE = 12

SENTENCES = {
    "keyring_missing": "Berkas kunci %(path)s tidak ada; pulihkan dari cadangan kunci.",
    "keyring_exists": "Berkas kunci %(path)s sudah ada dan tidak ditimpa.",
    "keyring_open_to_others": (
        "%(path)s dapat dibuka pengguna lain (%(mode)s); jadikan 0600 untuk berkas kunci dan 0700 untuk foldernya."
    ),
    "keyring_of_another_user": "%(path)s milik pengguna lain; jalankan Simpul sebagai pemiliknya.",
    "keyring_unreadable": "Berkas kunci %(path)s rusak; pulihkan dari cadangan kunci.",
    "key_missing": "Kunci %(key_id)s untuk %(column)s tidak ada di berkas kunci ini.",
    "key_in_use": "Kunci %(key_id)s untuk %(column)s masih dipakai; putar dahulu sampai selesai.",
    "keys_exhausted": "Nomor kunci untuk %(column)s sudah habis.",
    "passphrase_short": "Frasa sandi sekurang-kurangnya %(length)s karakter.",
    "backup_exists": "%(path)s sudah ada; cadangan tidak menimpa berkas.",
    "backup_locked": "Cadangan kunci %(path)s tidak terbuka: frasa sandi salah atau berkasnya rusak.",
}


class KeyringRefused(Refused):
    """The key ring did not do as asked, and nothing changed; as text it is one sentence that says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(Refusal(code, params))

    def __str__(self) -> str:
        return SENTENCES[self.refusal.code] % self.refusal.params


class Keyring:
    """Secrets by name, keys by column and number, signing keys. Whatever is missing is made and kept on first need.

    A column's keys are numbered from 1, field and index keys together, so that one number names one key for ever.
    Other processes see a change at their next question: the file is read again when it is another one than before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[tuple[int, ...], Ring] | None = None
        self._decoded: tuple[Ring, dict[tuple[str, str], list[tuple[int, bytes]]]] = ({}, {})

    @classmethod
    def create(cls, path: Path) -> Self:
        return cls._put(path, ring_content.as_bytes(ring_content.empty_ring()))

    @classmethod
    def open(cls, path: Path) -> Self:
        keyring = cls(path)
        keyring._current()
        return keyring

    @classmethod
    def open_or_create(cls, path: Path | None = None) -> Self:
        """For whoever sets an installation up; without a path it is this installation's ring."""
        path = path or ring_path()
        if not path.exists():
            try:
                return cls.create(path)
            except KeyringRefused as refused:
                # Another process was quicker: its ring is the one.
                if refused.refusal.code != "keyring_exists":
                    raise
        return cls.open(path)

    def exists(self) -> bool:
        return self.path.exists()

    def secret(self, name: str) -> str:
        """256 random bits as url-safe text, the same for everyone who asks by this name."""
        if name in self._current()["secrets"]:
            return str(self._current()["secrets"][name])
        with self._changing() as ring:
            return str(ring["secrets"].setdefault(name, secrets.token_urlsafe(32)))

    @overload
    def field_key(self, column: str) -> tuple[int, bytes]: ...
    @overload
    def field_key(self, column: str, key_id: int) -> bytes: ...
    def field_key(self, column: str, key_id: int | None = None) -> tuple[int, bytes] | bytes:
        """The newest key that encrypts `column`, with its number; or the key of that number."""
        if key_id is None:
            return self._live_keys(column, "field")[0]
        for known, key in self._live_keys(column, "field"):
            if known == key_id:
                return key
        raise KeyringRefused("key_missing", column=column, key_id=key_id)

    def index_keys(self, column: str) -> list[tuple[int, bytes]]:
        """The keys of the column's blind index, newest first: more than one while an index is being renewed."""
        return list(self._live_keys(column, "index"))

    def rotate_field(self, column: str) -> int:
        return self._rotate(column, "field")

    def rotate_index(self, column: str) -> int:
        return self._rotate(column, "index")

    def retire(self, column: str, key_id: int) -> None:
        """Destroy a key for good: what it still encrypts is lost. The newest is never retired; numbers never return."""
        with self._changing() as ring:
            keys = ring["columns"].get(column, [])
            if not 0 < key_id <= len(keys) or keys[key_id - 1]["key"] is None:
                raise KeyringRefused("key_missing", column=column, key_id=key_id)
            entry = keys[key_id - 1]
            if key_id == ring_content.live_keys(keys, entry["use"])[0][0]:
                raise KeyringRefused("key_in_use", column=column, key_id=key_id)
            entry.update(key=None, retired_at=ring_content.now())

    def signing_key(self) -> tuple[int, Ed25519PrivateKey]:
        """The newest key that signs, with its number."""
        if not self._current()["signing"]:
            with self._changing() as ring:
                if not ring["signing"]:
                    ring_content.add_signing_key(ring)
        keys = self._current()["signing"]
        return len(keys), ring_content.signing_key_of(keys[-1])

    def rotate_signing(self) -> int:
        with self._changing() as ring:
            return ring_content.add_signing_key(ring)

    def signing_public_keys(self) -> dict[int, Ed25519PublicKey]:
        """Every key that ever signed, by number, for whoever checks old signatures."""
        self.signing_key()
        signing = self._current()["signing"]
        return {
            number: ring_content.signing_key_of(entry).public_key() for number, entry in enumerate(signing, start=1)
        }

    def back_up(self, destination: Path, passphrase: str) -> None:
        """The whole ring as one file under a passphrase, opened again at once: a backup nobody has read is none."""
        held = self._current()
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise KeyringRefused("passphrase_short", length=SHORTEST_PASSPHRASE)
        try:
            private_files.write_private_once(destination, key_backups.lock_up(ring_content.as_bytes(held), passphrase))
        except FileExistsError:
            raise KeyringRefused("backup_exists", path=str(destination)) from None
        _unlock(destination, passphrase)
        with self._changing() as ring:
            ring["backed_up"] = ring_content.digest(held)

    def is_backed_up(self) -> bool:
        """Whether the newest backup holds every key there is: what it lacks would go with this disk."""
        return bool(self._current().get("backed_up") == ring_content.digest(self._current()))

    @classmethod
    def restore(cls, source: Path, passphrase: str, path: Path) -> Self:
        """Put the ring of a backup at `path`, where there must be none."""
        return cls._put(path, _unlock(source, passphrase))

    @classmethod
    def _put(cls, path: Path, content: bytes) -> Self:
        private_files.make_private_directory(path.parent)
        with private_files.locked(path):
            if path.exists():
                raise KeyringRefused("keyring_exists", path=str(path))
            private_files.replace_private(path, content)
        return cls.open(path)

    def _rotate(self, column: str, use: str) -> int:
        with self._changing() as ring:
            if len(ring["columns"].get(column, ())) == ring_content.LARGEST_KEY_ID:
                raise KeyringRefused("keys_exhausted", column=column)
            return ring_content.add_key(ring, column, use)

    def _live_keys(self, column: str, use: str) -> list[tuple[int, bytes]]:
        ring = self._current()
        if self._decoded[0] is not ring:
            self._decoded = (ring, {})
        known = self._decoded[1]
        if not (keys := known.get((column, use), [])):
            if not (keys := ring_content.live_keys(ring["columns"].get(column, ()), use)):
                return self._first_key(column, use)
            known[column, use] = keys
        return keys

    def _first_key(self, column: str, use: str) -> list[tuple[int, bytes]]:
        with self._changing() as ring:
            # Another process may have been quicker; its key is then the first.
            if not ring_content.live_keys(ring["columns"].get(column, ()), use):
                ring_content.add_key(ring, column, use)
            return ring_content.live_keys(ring["columns"][column], use)

    def _current(self) -> Ring:
        read = self._read
        try:
            if read is None or read[0] != _mark(os.stat(self.path)):
                self._read = read = self._load()
        except FileNotFoundError:
            raise KeyringRefused("keyring_missing", path=str(self.path)) from None
        except PermissionError:
            raise KeyringRefused("keyring_of_another_user", path=str(self.path)) from None
        return read[1]

    def _load(self) -> tuple[tuple[int, ...], Ring]:
        descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if refusal := private_files.refusal_to_trust(self.path, found):
                raise KeyringRefused(refusal.code, **refusal.params)
            try:
                ring = json.loads(file.read())
            except ValueError:
                ring = None
        if not isinstance(ring, dict) or ring.get("format") != ring_content.FORMAT:
            raise KeyringRefused("keyring_unreadable", path=str(self.path))
        return _mark(found), ring

    @contextmanager
    def _changing(self) -> Iterator[Ring]:
        """The ring as it is now, to be changed by nobody else meanwhile; written before the lock opens."""
        with private_files.locked(self.path):
            _, ring = self._load()
            before = ring_content.as_bytes(ring)
            yield ring
            if ring_content.as_bytes(ring) != before:
                private_files.replace_private(self.path, ring_content.as_bytes(ring))


def ring() -> Keyring:
    """This installation's key ring. Never made here: a new ring beside an old database would hide that one is lost."""
    return _ring_of(os.environ.get("SIMPUL_HOME"), os.environ.get("XDG_DATA_HOME"))


@lru_cache(maxsize=8)
def _ring_of(*_environment: str | None) -> Keyring:
    # Asked for every value that is read: the path is worked out once for each environment, not each time.
    return Keyring(ring_path())


def _unlock(source: Path, passphrase: str) -> bytes:
    try:
        return key_backups.unlock(source.read_bytes(), passphrase)
    except key_backups.StaysLocked:
        raise KeyringRefused("backup_locked", path=str(source)) from None


def _mark(found: os.stat_result) -> tuple[int, ...]:
    # The change time is there so that a chmod alone is noticed too.
    return (found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)
