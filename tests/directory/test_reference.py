"""Loading what ships: areas that an upgrade changes, and the words for every refusal."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from simpul.config.strings import read_catalogue
from simpul.directory import engine, forms, queries, services
from simpul.directory.engine import AreaRow
from simpul.directory.models import Area, AreaEdition
from tests.factories import directory as make

ROOT = Path(engine.__file__).parent
ON = date(2027, 1, 15)
CIMEKAR, CINUNUK = "32.04.05.2003", "32.04.05.2004"


@pytest.fixture(scope="module")
def known() -> list[AreaRow]:
    return list(engine.read_areas())


@pytest.fixture
def ship_areas(known: list[AreaRow], monkeypatch: pytest.MonkeyPatch, db: None) -> Callable[..., int]:
    """Upgrade to a version that ships some areas by another name, and one no more; the number that changed."""

    def upgrade(*, names: dict[str, str] | None = None, without: str = "", sha256: str = "1" * 64) -> int:
        rows = [(code, (names or {}).get(code, name), *others) for code, name, *others in known if code != without]
        monkeypatch.setattr(engine, "areas_sha256", lambda: sha256)
        monkeypatch.setattr(engine, "read_areas", lambda: rows)
        return services.load_reference(on=ON).areas

    return upgrade


def test_an_area_shipped_no_more_ends_and_one_that_comes_back_goes_on(ship_areas: Callable[..., int]) -> None:
    assert ship_areas(without=CINUNUK) == 0
    assert Area.objects.get(pk=CINUNUK).valid_until == date(2027, 1, 14)
    assert queries.find_areas("cinunuk", within="32.04.05") == []
    assert ship_areas(sha256="2" * 64) == 1
    assert Area.objects.get(pk=CINUNUK).valid_until is None
    assert AreaEdition.objects.order_by("-pk")[0].sha256 == "2" * 64


def test_an_ending_that_was_written_down_outlives_an_upgrade(ship_areas: Callable[..., int]) -> None:
    services.record_area_change(
        kind="merge", former_code=CINUNUK, successors=[CIMEKAR], on=date(2026, 6, 1), source="Perda 4/2026", by=None
    )
    ship_areas()
    assert Area.objects.get(pk=CINUNUK).valid_until == date(2026, 5, 31)
    assert [area.code for area in queries.resolve(CINUNUK).areas] == [CIMEKAR]


def test_a_new_name_comes_with_an_upgrade_and_a_local_one_stays(ship_areas: Callable[..., int]) -> None:
    district = Area.objects.get(pk="32.04.05")
    services.rename_area(area=district, name="Cileunyi Raya", on=ON, source="Perda 4/2026", by=make.actor())
    ship_areas(names={CIMEKAR: "Cimekar Baru", "32.04.05": "Kileunyi"})
    assert Area.objects.get(pk=CIMEKAR).name == "Cimekar Baru"
    district.refresh_from_db()
    assert (district.name, district.shipped_name) == ("Cileunyi Raya", "Kileunyi")
    assert queries.find_areas("cinunuk raya")[0].code == CINUNUK


def test_an_area_opened_here_outlives_an_upgrade(ship_areas: Callable[..., int]) -> None:
    services.open_area(code="32.04.05.2091", name="Cimekar Hilir", on=ON, source="Perda 4/2026", by=None)
    ship_areas()
    assert Area.objects.get(pk="32.04.05.2091").valid_until is None


@pytest.mark.django_db
def test_the_app_loads_nothing_twice() -> None:
    assert services.load_reference().areas == 0
    assert AreaEdition.objects.count() == 1


def test_every_refusal_has_a_sentence_and_every_sentence_an_english_one() -> None:
    source = "".join(path.read_text() for path in ROOT.rglob("*.py"))
    codes = set(re.findall(r'(?:Refusal|Remark)\(\s*"(\w+)"', source))
    assert codes == set(forms.SENTENCES)
    english = {message.id: message.string for message in read_catalogue("en") if isinstance(message.id, str)}
    words = set(re.findall(r'_\(\s*"((?:[^"\\]|\\.)*)"\s*\)', source)) | {
        str(text) for text in forms.SENTENCES.values()
    }
    for said in words:
        assert sorted(re.findall(r"%\(\w+\)s", said)) == sorted(re.findall(r"%\(\w+\)s", english[said]))
