"""One sealed value: it opens for its own column and subject, and for nobody without the keys."""

import hashlib
import hmac
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simpul.database import sealing
from simpul.database.encryption import DecryptionFailed, blind_index, blind_indexes, seal, unseal
from simpul.database.home import ring_path
from simpul.database.keys import Keyring, ring
from simpul.kit.ids import new_id

pytest_plugins = ["tests.database.sealed.fixtures"]

COLUMN = "registry.person.national_number"
NUMBER = "3273016508900002"
texts = st.text(st.characters(exclude_categories=["Cs"]))
several = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture(autouse=True)
def guards(keyring: Keyring, guard_is_off: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch) -> None:
    if guard_is_off("sealing_bound"):
        monkeypatch.setattr(sealing, "_bound", lambda column, subject: b"")
    if guard_is_off("blind_index_keyed"):
        monkeypatch.setattr(
            sealing, "_index", lambda value, key_id, key: b"\x01\x00\x01" + hashlib.sha256(value.encode()).digest()
        )


@several
@given(text=texts, subject=st.uuids(), column=st.text("abc._", min_size=1))
def test_what_is_sealed_opens_again(text: str, subject: UUID, column: str) -> None:
    assert unseal(column, subject, seal(column, subject, text)) == text


def test_values_of_two_people_that_are_swapped_do_not_open() -> None:
    siti, budi = new_id(), new_id()
    siti_sealed, budi_sealed = seal(COLUMN, siti, "satu"), seal(COLUMN, budi, "dua")
    for subject, foreign in ((siti, budi_sealed), (budi, siti_sealed)):
        with pytest.raises(DecryptionFailed, match="another column or subject"):
            unseal(COLUMN, subject, foreign)


def test_a_value_does_not_open_as_another_column_even_under_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    subject, key = new_id(), bytes(32)
    monkeypatch.setattr(Keyring, "field_key", lambda self, column, key_id=None: key if key_id else (1, key))
    sealed = seal("registry.person.address", subject, "Jalan Merdeka 5")
    with pytest.raises(DecryptionFailed, match="another column"):
        unseal("registry.contact.number", subject, sealed)


@several
@given(text=texts, place=st.integers(0), change=st.integers(1, 255))
def test_a_changed_byte_anywhere_is_noticed(text: str, place: int, change: int) -> None:
    subject = UUID(int=7)
    sealed = bytearray(seal(COLUMN, subject, text))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(DecryptionFailed):
        unseal(COLUMN, subject, bytes(sealed))


@several
@given(data=st.binary())
def test_what_was_never_sealed_does_not_open(data: bytes) -> None:
    with pytest.raises(DecryptionFailed):
        unseal(COLUMN, UUID(int=7), data)


def test_many_sealed_by_one_act_never_share_a_nonce() -> None:
    subject, seal_one = new_id(), sealing.sealer(COLUMN)
    sealed = [seal_one(subject, NUMBER) for _ in range(1000)]
    assert len({value[sealing.NONCE] for value in sealed}) == 1000
    assert {unseal(COLUMN, subject, value) for value in sealed} == {NUMBER}


def test_equal_texts_do_not_look_equal() -> None:
    subject = new_id()
    sealed = [seal(COLUMN, subject, NUMBER) for _ in range(50)]
    assert len({value[3:15] for value in sealed}) == len({value[15:] for value in sealed}) == 50
    assert {len(value) for value in sealed} == {1 + 2 + 12 + len(NUMBER) + 16}


def test_another_installation_cannot_open_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = new_id()
    sealed = seal(COLUMN, subject, NUMBER)
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path / "elsewhere"))
    Keyring.create(ring_path()).field_key(COLUMN)
    with pytest.raises(DecryptionFailed):
        unseal(COLUMN, subject, sealed)


def test_old_values_open_after_a_rotation_until_their_key_is_retired() -> None:
    subject = new_id()
    old = seal(COLUMN, subject, NUMBER)
    ring().rotate_field(COLUMN)
    new = seal(COLUMN, subject, NUMBER)
    assert sealing.key_id_of(old) != sealing.key_id_of(new) == ring().field_key(COLUMN)[0]
    assert unseal(COLUMN, subject, old) == unseal(COLUMN, subject, new) == NUMBER
    ring().retire(COLUMN, sealing.key_id_of(old))
    with pytest.raises(DecryptionFailed, match="key_missing"):
        unseal(COLUMN, subject, old)


def test_a_stolen_index_cannot_be_guessed_without_the_key() -> None:
    """All birth dates of one district and sex, a day's serials: far fewer numbers than a thief would try."""
    stolen = blind_index(COLUMN, NUMBER)[3:]
    candidates = [f"327301{day + 40:02d}08{year:02d}000{serial}" for day in range(1, 32) for year in range(100)
                  for serial in range(1, 4)]  # fmt: skip
    assert NUMBER in candidates
    bare = [hashlib.sha256, hashlib.sha512, hashlib.sha1, hashlib.md5]
    guesses = {hash_(number.encode()).digest()[:32] for hash_ in bare for number in candidates}
    guesses |= {
        hmac.digest(public, number.encode(), "sha256") for public in (b"", COLUMN.encode()) for number in candidates
    }
    assert stolen not in guesses
    ((_, key),) = ring().index_keys(COLUMN)
    found = [number for number in candidates if hmac.digest(key, number.encode(), "sha256") == stolen]
    assert found == [NUMBER]


def test_indexes_are_equal_for_equal_values_and_differ_between_columns() -> None:
    assert blind_index(COLUMN, NUMBER) == blind_index(COLUMN, NUMBER)
    assert blind_index(COLUMN, NUMBER)[3:] != blind_index("registry.contact.number", NUMBER)[3:]


def test_a_lookup_during_rotation_asks_for_every_key_in_use() -> None:
    old = blind_index(COLUMN, NUMBER)
    ring().rotate_index(COLUMN)
    assert blind_indexes(COLUMN, NUMBER) == [blind_index(COLUMN, NUMBER), old]


def test_many_at_once_get_the_same_indexes() -> None:
    ring().rotate_index(COLUMN)
    newest, numbers = sealing.indexer(COLUMN), (NUMBER, "", "3273016508900003")
    for number in numbers:
        assert newest(number) == blind_index(COLUMN, number)
        assert [index(number) for index in sealing.indexers(COLUMN)] == blind_indexes(COLUMN, number)
