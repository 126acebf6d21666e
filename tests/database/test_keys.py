"""The key ring: private, whole at every moment, the same for every process."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from simpul.database import private_files
from simpul.database.keys import SENTENCES, Keyring, KeyringRefused, ring

GuardIsOff = Callable[[str], bool]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office" / "keys" / "ring.json"


@pytest.fixture
def keyring(path: Path) -> Keyring:
    return Keyring.create(path)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(KeyringRefused) as caught:
        act()
    assert SENTENCES[caught.value.refusal.code].split("%")[0] in str(caught.value)
    return caught.value.refusal.code


def test_a_new_ring_is_private_whatever_the_umask(path: Path) -> None:
    before = os.umask(0)
    try:
        Keyring.create(path).secret("django")
    finally:
        os.umask(before)
    modes = [(place.stat().st_mode & 0o777) for place in (path.parent, path, path.with_suffix(".lock"))]
    assert modes == [0o700, 0o600, 0o600]


@pytest.mark.parametrize(("place", "mode"), [("file", 0o640), ("file", 0o604), ("folder", 0o750), ("folder", 0o701)])
def test_a_ring_that_others_can_reach_is_refused(
    keyring: Keyring, place: str, mode: int, guard_is_off: GuardIsOff, monkeypatch: pytest.MonkeyPatch
) -> None:
    if guard_is_off("keyring_private"):
        monkeypatch.setattr(private_files, "OPEN_TO_OTHERS", 0)
    (keyring.path if place == "file" else keyring.path.parent).chmod(mode)
    assert refused(lambda: Keyring.open(keyring.path)) == "keyring_open_to_others"


def test_a_file_opened_to_others_later_is_refused_at_the_next_question(keyring: Keyring) -> None:
    assert keyring.secret("django")
    keyring.path.chmod(0o644)
    assert refused(lambda: keyring.secret("django")) == "keyring_open_to_others"


def test_what_is_not_a_ring_is_refused_and_left_alone(path: Path) -> None:
    assert refused(lambda: Keyring.open(path)) == "keyring_missing"
    Keyring.create(path)
    for content in (b"", b"[]", b'{"format": 99}', b"\xff\xfe"):
        path.write_bytes(content)
        assert refused(lambda: Keyring.open(path)) == "keyring_unreadable"
        assert refused(lambda: Keyring(path).secret("django")) == "keyring_unreadable"
        assert path.read_bytes() == content
    assert refused(lambda: Keyring.create(path)) == "keyring_exists"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
def test_what_root_changes_stays_with_the_service_that_reads_it(keyring: Keyring) -> None:
    os.chown(keyring.path.parent, 65534, 65534)
    keyring.rotate_field("registry.person.national_number")
    assert {place.stat().st_uid for place in keyring.path.parent.iterdir()} == {65534}


def test_the_ring_of_an_installation_is_never_made_by_asking_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMPUL_HOME", str(tmp_path / "office"))
    assert not ring().exists()
    assert refused(lambda: ring().secret("django")) == "keyring_missing"
    made = Keyring.open_or_create()
    assert ring().secret("django") == made.secret("django") == Keyring.open_or_create(made.path).secret("django")


def test_secrets_are_long_different_and_kept(keyring: Keyring) -> None:
    first, second = keyring.secret("django"), keyring.secret("role:simpul_app")
    assert first != second
    assert len(first) == len(second) == 43
    assert Keyring.open(keyring.path).secret("django") == first


ASK = """
import sys, time
from contextlib import nullcontext
from pathlib import Path
from simpul.database import private_files
from simpul.database.keys import Keyring
path, start, locked = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
if locked == "unlocked":
    private_files.locked = lambda path: nullcontext()
keyring = Keyring(path)
time.sleep(max(0, start - time.time()))
print(*[keyring.secret(f"name {n}") + keyring.field_key(f"column {n}")[1].hex() for n in range(15)])
"""


def test_processes_that_need_the_same_new_secret_at_once_get_the_same(
    keyring: Keyring, guard_is_off: GuardIsOff
) -> None:
    locked = "unlocked" if guard_is_off("keyring_lock") else "locked"
    command = [sys.executable, "-c", ASK, str(keyring.path), str(time.time() + 1.0), locked]
    asking = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(4)]
    answers = [process.communicate(timeout=60)[0].split() for process in asking]
    assert [process.returncode for process in asking] == [0, 0, 0, 0]
    assert len(answers[0]) == 15
    assert answers == answers[:1] * 4


TURN = """
import sys
from pathlib import Path
from simpul.database.keys import Keyring
keyring = Keyring.open(Path(sys.argv[1]))
while True:
    print(keyring.rotate_field("column"), keyring.field_key("column")[1].hex(), flush=True)
"""


def test_a_ring_whose_writer_is_killed_is_whole_and_holds_every_acknowledged_key(keyring: Keyring) -> None:
    keyring.rotate_field("column")
    acknowledged: dict[int, str] = {}
    for round_ in range(8):
        command = [sys.executable, "-c", TURN, str(keyring.path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as turning:
            assert turning.stdout is not None
            lines = [turning.stdout.readline()]
            time.sleep(0.002 * round_)
            turning.kill()
            lines += turning.stdout.readlines()
        whole = [line.split() for line in lines if line.endswith("\n")]
        acknowledged |= {int(number): key for number, key in whole}
    assert len(acknowledged) >= 8
    held = Keyring.open(keyring.path)
    assert {number: held.field_key("column", number).hex() for number in acknowledged} == acknowledged


def test_another_process_sees_a_rotation_at_its_next_question(keyring: Keyring) -> None:
    other = Keyring.open(keyring.path)
    old_id, old = other.field_key("column")
    new_id = keyring.rotate_field("column")
    assert other.field_key("column") == keyring.field_key("column") != (old_id, old)
    assert other.field_key("column", old_id) == old
    assert new_id == other.field_key("column")[0]


def test_field_and_index_keys_are_apart_and_columns_too(keyring: Keyring) -> None:
    keys = [keyring.field_key(column) for column in "ab"] + [keyring.index_keys(column)[0] for column in "ab"]
    assert len({key for _, key in keys}) == 4
    assert {len(key) for _, key in keys} == {32}


def test_indexes_keep_their_older_keys_newest_first_until_one_is_retired(keyring: Keyring) -> None:
    first = keyring.index_keys("column")[0][0]
    second = keyring.rotate_index("column")
    assert [number for number, _ in keyring.index_keys("column")] == [second, first]
    keyring.retire("column", first)
    assert [number for number, _ in keyring.index_keys("column")] == [second]


def test_a_retired_key_is_gone_and_its_number_never_returns(keyring: Keyring) -> None:
    old, old_key = keyring.field_key("column")
    assert refused(lambda: keyring.retire("column", old)) == "key_in_use"
    keyring.rotate_field("column")
    keyring.retire("column", old)
    assert refused(lambda: keyring.field_key("column", old)) == "key_missing"
    assert refused(lambda: keyring.retire("column", old)) == "key_missing"
    assert refused(lambda: keyring.retire("column", 0)) == "key_missing"
    assert keyring.rotate_field("column") == 3
    assert old_key.hex() not in keyring.path.read_bytes().hex()


def test_old_signatures_stay_verifiable_after_the_signing_key_changed(keyring: Keyring) -> None:
    first, key = keyring.signing_key()
    signature = key.sign(b"head of the chain")
    second = keyring.rotate_signing()
    assert keyring.signing_key()[0] == second == first + 1
    keyring.signing_public_keys()[first].verify(signature, b"head of the chain")
    assert set(keyring.signing_public_keys()) == {first, second}
