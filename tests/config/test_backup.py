"""`simpul backup`, the loss of everything, `simpul restore`: the office is there again, to the last row and picture."""

import json
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from simpul.database.manifest import hash_file
from simpul.kit.dates import date_in_words, today
from tests.config.running import DEMO_PASSWORD, Installation, Visitor, new_place

pytestmark = [pytest.mark.slow]
SECRET = {"SIMPUL_PASSPHRASE": "simpan terpisah dari data"}


@pytest.fixture(scope="module")
def shelf() -> Iterator[Path]:
    """Another disk: it outlives the installation."""
    place = new_place()
    yield place
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def taken(made_demo: Installation, shelf: Path) -> Path:
    """A backup of an office, with a picture in it, and of its keys."""
    office = made_demo.copy()
    try:
        office.start()
        set_letterhead(signed_in(office, "agus"))
        assert office.stop() == 0
        answer = office.answer("backup", str(shelf / "taken"), "--keep-days", "35")
        assert (answer["attachments"], answer["ended"]) == (1, [])
        office.answer("keys", "backup", str(shelf / "taken.keys"), **SECRET)
    finally:
        office.remove()
    return shelf / "taken"


def signed_in(office: Installation, username: str) -> Visitor:
    visitor = Visitor(office.url)
    assert visitor.sign_in(username, DEMO_PASSWORD).url == f"{office.url}/"
    return visitor


def set_letterhead(agus: Visitor) -> str:
    """Give the office a picture, which is kept as an attachment; the address of a letter that shows it."""
    found = re.search(r"/office/[0-9a-f-]{36}/letterhead/", agus.get("/office/").text)
    assert found
    picture = BytesIO()
    Image.effect_noise((200, 200), 80).save(picture, "PNG")
    page = agus.get(found[0])
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token
    fields = {"lines": "DINAS SOSIAL", "paper": "a4", "valid_from": today("Asia/Jakarta").isoformat()}
    saved = agus.post(
        found[0],
        data={"csrfmiddlewaretoken": token[1], **fields},
        files={"logo": ("lambang.png", picture.getvalue(), "image/png")},
        headers={"Referer": agus.url},
    )
    assert "/letterhead/" not in saved.url, saved.text[:2000]
    return f"{found[0]}preview/"


def figures(office: Installation) -> dict[str, object]:
    """Every table's rows and content but what a running program writes of itself, the audit's head, each attachment."""
    server, found = office.server(), {}
    with server.connect({**server.administrator(), "dbname": "simpul"}) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        for (table,) in tables.fetchall():
            if not table.startswith(("procrastinate_", "django_session", "usersessions_")):
                rows = f"SELECT count(*), md5(string_agg(t::text, ';' ORDER BY t::text COLLATE \"C\")) FROM {table} t"
                found[table] = connection.execute(rows).fetchone()
        found["head"] = connection.execute(
            "SELECT number, hash FROM audit_seal ORDER BY number DESC LIMIT 1"
        ).fetchone()
    files = office.home / "files"
    return found | {str(path.relative_to(files)): hash_file(path) for path in files.rglob("*") if path.is_file()}


def latest_backup(agus: Visitor) -> tuple[str, str]:
    """What the system page says of backups: of the data, of the keys."""
    text = agus.get("/system/").text
    data, keys = (
        re.search(rf"<dt>{what}</dt><dd>(.*?)</dd>", text) for what in ("Cadangan terakhir", "Cadangan kunci")
    )
    assert data
    assert keys
    return data[1], keys[1]


def test_everything_is_lost_and_comes_back(demo: Installation, shelf: Path):
    yuni, agus = signed_in(demo, "yuni"), signed_in(demo, "agus")
    letter = set_letterhead(agus)
    printed = agus.get(letter).content
    person = yuni.register_person(uuid.uuid4(), "Sumiyati Pulang").json()["id"]
    assert latest_backup(agus) == ("belum ada", "belum ada")
    demo.wait(lambda: demo.answer("verify")["unsealed"] == 0, 60)

    answer = demo.answer("backup", str(shelf / "daily"))
    assert answer["attachments"] == 1
    assert not answer["keys_are_backed_up"]
    demo.answer("keys", "backup", str(shelf / "daily.keys"), **SECRET)
    before, head = figures(demo), demo.answer("verify")["head"]
    data, keys = latest_backup(agus)
    assert date_in_words(today("Asia/Jakarta"), "id") in data
    assert keys == "ada"
    assert "Cadangan" not in re.sub(r"<dt>.*?</dt>", "", agus.get("/system/").text), "nothing is left to be done"

    demo.kill()
    shutil.rmtree(demo.home)
    demo.answer("keys", "restore", str(shelf / "daily.keys"), **SECRET)
    restored = demo.answer("restore", str(shelf / "daily"))
    assert restored["attachments"] == 1

    demo.server().start()
    again = demo.run("restore", str(shelf / "daily"))
    assert (again.returncode, again.stdout) == (2, "")
    assert "name an empty place" in again.stderr, "nothing is restored over data"
    assert figures(demo) == before
    verified = demo.answer("verify")
    assert (verified["ok"], verified["head"], verified["unsealed"]) == (True, head, 0)
    demo.start()
    yuni, agus = signed_in(demo, "yuni"), signed_in(demo, "agus")
    assert "Sumiyati Pulang" in yuni.get(f"/registry/people/{person}/").text
    assert agus.get(letter).content == printed
    assert date_in_words(today("Asia/Jakarta"), "id") in latest_backup(agus)[0], "the one it came back from"
    yuni.register_person(uuid.uuid4(), "Darsono Sesudah").raise_for_status()
    demo.wait(lambda: demo.answer("verify")["unsealed"] == 0, 60)


def change_table(folder: Path) -> None:
    largest = max((folder / "database").iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)


def drop_table(folder: Path) -> None:
    next((folder / "database").glob("*.dat.gz")).unlink()


def change_attachment(folder: Path) -> None:
    next(path for path in (folder / "files").rglob("*") if path.is_file()).write_bytes(b"lain")


def drop_attachment(folder: Path) -> None:
    next(path for path in (folder / "files").rglob("*") if path.is_file()).unlink()


def add_file(folder: Path) -> None:
    (folder / "files" / "tambahan").write_bytes(b"tambahan")


def change_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"attachments": {}}))


def drop_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


FAULTS: dict[Callable[[Path], None], str] = {
    change_table: "has changed",
    drop_table: "is missing",
    change_attachment: "has changed",
    drop_attachment: "is missing",
    add_file: "does not belong to it",
    change_manifest: "was changed since",
    drop_manifest: "does not hold a backup",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_backup_that_was_changed_is_refused_in_one_sentence(taken: Path, places, fault, guard_is_off):
    folder = new_place() / "backup"
    shutil.copytree(taken, folder)
    blind = {"PYTHONPATH": str(Path(__file__).with_name("blind_restore"))} if guard_is_off("restore_checks") else {}
    nowhere = places(**blind)
    nowhere.answer("keys", "restore", f"{taken}.keys", **SECRET)
    fault(folder)
    done = nowhere.run("restore", str(folder))
    shutil.rmtree(folder.parent)
    assert done.returncode == 2, done.stdout
    assert done.stdout == ""
    assert re.fullmatch(rf"simpul restore: .*{FAULTS[fault]}.*\n", done.stderr), done.stderr
    assert not (nowhere.home / "pgdata").exists(), "found before anything is restored"
