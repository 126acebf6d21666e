"""Code lists: loaded in editions, edited by the office, and never overwritten by an upgrade."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from simpul.directory import engine, queries, services
from simpul.directory.models import CodeList, CodeListEdition, CodeListEntry
from simpul.directory.rules.code_lists import Entry, Values
from simpul.directory.services import CodeListRefused
from simpul.kit.refusals import StaleRefused
from tests.directory.conftest import Recorded
from tests.factories import directory as make

pytestmark = pytest.mark.django_db

ON = date(2027, 1, 15)
FOLDER = Path(engine.__file__).parent / "codelists"


def add(code: str, values: Values, list: str = "agama") -> Entry:
    return services.add_entry(list=list, code=code, values=values, on=ON, by=None)


@pytest.fixture
def ship(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Upgrade to a version that ships another file for one list; the number of lists that changed."""
    shipped = {known.code: known for known in engine.read_code_lists()}

    def upgrade(code: str, change: Callable[[str], str], on: date = ON) -> int:
        known = shipped[code]
        text = change(known.text)
        shipped[code] = replace(known, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
        monkeypatch.setattr(engine, "read_code_lists", lambda: list(shipped.values()))
        return services.load_reference(on=on).code_lists

    return upgrade


class TestLoaded:
    def test_every_file_is_a_list_and_every_line_an_entry(self) -> None:
        shipped = engine.read_code_lists()
        folder = {path.stem for path in FOLDER.iterdir() if path.suffix == ".csv"} - {"lists"}
        assert {known.code for known in shipped} == folder == set(CodeList.objects.values_list("code", flat=True))
        assert len(folder) == 59
        for known in shipped:
            codes = [code for code, _ in known.entries()]
            assert [entry.code for entry in queries.entries(known.code)] == codes
            assert len(codes) == len(known.text.splitlines()) - 1

    def test_a_list_has_titles_in_both_languages(self) -> None:
        assert CodeList.objects.get(pk="agama").title_id == "Agama"
        assert not CodeList.objects.filter(title_en="").exists()

    def test_columns_of_its_own_are_kept_and_dates_count(self) -> None:
        entry = queries.entry("pkh_components", "BUMIL")
        assert entry is not None
        assert entry.values.extra["amount_per_year_idr"] == "3000000"
        assert entry.is_unverified
        assert queries.entries("pkh_components", on=date(2024, 12, 31)) == []
        assert queries.entries("pkh_components", on=date(2025, 1, 1))

    def test_labels(self) -> None:
        assert queries.label("agama", "2", "id") == "Kristen"
        assert queries.label("agama", "2", "en") == "Protestant"
        assert queries.label("agama", "77", "id") == "77"
        assert queries.label("nothing", "1", "id") == "1"
        assert next(iter(queries.labels("agama", "id").items())) == ("1", "Islam")

    def test_a_label_costs_no_query_once_it_is_known(self, django_assert_num_queries: Callable[..., object]) -> None:
        queries.label("agama", "1", "id")
        with django_assert_num_queries(0):
            assert [queries.label("agama", code, "en") for code in ("1", "2", "3")] == [
                "Islam",
                "Protestant",
                "Catholic",
            ]

    def test_loading_again_changes_nothing(self) -> None:
        before = list(CodeListEntry.objects.order_by("pk").values())
        loaded = services.load_reference()
        assert (loaded.areas, loaded.code_lists, loaded.holiday_years) == (0, 0, 0)
        assert list(CodeListEntry.objects.order_by("pk").values()) == before


class TestUpgrade:
    def test_local_words_outlive_an_upgrade_and_the_change_is_marked(self, ship: Callable[..., int]) -> None:
        services.edit_entry(list="agama", code="2", version=1, changes={"name_id": "Protestan"}, on=ON, by=make.actor())
        assert ship("agama", lambda text: text.replace("2,Kristen,Protestant", "2,Kristen,Protestant Christian")) == 1
        entry = queries.entry("agama", "2")
        assert entry is not None
        assert entry.label("id") == "Protestan"
        assert entry.shipped is not None
        assert entry.shipped.name_en == "Protestant Christian"
        assert entry.has_shipped_changed
        assert queries.shipped_changes("agama") == [entry]

    def test_an_upgrade_that_leaves_the_entry_alone_marks_nothing(self, ship: Callable[..., int]) -> None:
        services.edit_entry(list="agama", code="2", version=1, changes={"name_id": "Protestan"}, on=ON, by=None)
        assert ship("agama", lambda text: text.replace("3,Katholik", "3,Katolik")) == 1
        assert queries.label("agama", "3", "id") == "Katolik"
        assert queries.label("agama", "2", "id") == "Protestan"
        assert queries.shipped_changes("agama") == []

    def test_a_reset_takes_what_is_shipped_now(self, ship: Callable[..., int]) -> None:
        services.edit_entry(list="agama", code="2", version=1, changes={"name_id": "Protestan"}, on=ON, by=None)
        ship("agama", lambda text: text.replace("2,Kristen,", "2,Kristen Protestan,"))
        entry = services.reset_entry(list="agama", code="2", version=3, on=ON, by=None)
        assert (entry.label("id"), entry.is_local, entry.has_shipped_changed) == ("Kristen Protestan", False, False)

    def test_records_keep_the_words_of_their_edition(self, ship: Callable[..., int]) -> None:
        assert queries.current_edition("agama") == 1
        ship("agama", lambda text: text.replace("3,Katholik", "3,Katolik"))
        assert queries.current_edition("agama") == 2
        assert queries.label("agama", "3", "id", edition=1) == "Katholik"
        assert queries.label("agama", "3", "id", edition=2) == "Katolik"
        assert [e.label("id") for e in queries.entries("agama", on=date(2027, 1, 14)) if e.code == "3"] == ["Katholik"]
        assert [e.label("id") for e in queries.entries("agama", on=ON) if e.code == "3"] == ["Katolik"]

    def test_a_code_shipped_no_more_is_not_offered_and_still_named(self, ship: Callable[..., int]) -> None:
        ship("agama", lambda text: "".join(line for line in text.splitlines(True) if not line.startswith("3,")))
        assert "3" not in queries.labels("agama", "id")
        assert queries.label("agama", "3", "id") == "Katholik"
        assert CodeListEntry.objects.filter(list="agama", code="1").count() == 1

    def test_a_code_that_comes_back_is_offered_again(self, ship: Callable[..., int]) -> None:
        kept: list[str] = []
        ship("agama", lambda text: kept.append(text) or text.replace("3,Katholik", "33,Katholik"))  # type: ignore[func-returns-value]
        ship("agama", lambda text: kept[0])
        assert queries.labels("agama", "id")["3"] == "Katholik"
        assert "33" not in queries.labels("agama", "id")

    def test_an_office_keeps_what_it_added_and_sees_when_the_code_is_shipped(self, ship: Callable[..., int]) -> None:
        services.add_entry(list="agama", code="88", values=Values("Sunda Wiwitan", ""), on=ON, by=None)
        ship("agama", lambda text: text + "88,Penghayat,Believers,Dukcapil,\n")
        entry = queries.entry("agama", "88")
        assert entry is not None
        assert (entry.label("id"), entry.has_shipped_changed) == ("Sunda Wiwitan", True)

    def test_the_place_in_the_list_moves_without_a_new_line(self, ship: Callable[..., int]) -> None:
        def last_line_first(text: str) -> str:
            head, *lines = text.splitlines(True)
            return "".join([head, lines[-1], *lines[:-1]])

        before = [entry.code for entry in queries.entries("agama")]
        ship("agama", last_line_first)
        assert [entry.code for entry in queries.entries("agama")] == [before[-1], *before[:-1]]
        assert CodeListEntry.objects.filter(list="agama").count() == len(before)


class TestActs:
    def test_an_entry_is_edited(self, recorded: list[Recorded]) -> None:
        entry = services.edit_entry(
            list="complaint_types", code=_first("complaint_types"), version=1, on=ON, by=make.actor(),
            changes={"name_en": "Other words", "code": "X"},
        )  # fmt: skip
        assert (entry.label("en"), entry.is_local, entry.version) == ("Other words", True, 2)
        assert queries.current_edition("complaint_types") == 2
        assert [(event.act, event.actor, event.detail["fields"]) for event in recorded] == [
            ("directory.entry_edited", make.actor().pk, ["name_en"])
        ]
        row = CodeListEntry.objects.get(list="complaint_types", origin="local")
        assert row.changed_by == make.actor().pk

    def test_a_stale_edit_is_refused(self) -> None:
        services.edit_entry(list="agama", code="2", version=1, changes={"name_id": "Protestan"}, on=ON, by=None)
        with pytest.raises(StaleRefused):
            services.edit_entry(list="agama", code="2", version=1, changes={"name_id": "Kristiani"}, on=ON, by=None)
        services.reset_entry(list="agama", code="2", version=2, on=ON, by=None)
        with pytest.raises(StaleRefused):
            services.hide_entry(list="agama", code="2", version=2, on=ON, by=None)
        assert queries.label("agama", "2", "id") == "Kristen"

    def test_a_hidden_entry_is_not_offered_and_still_named(self, recorded: list[Recorded]) -> None:
        hidden = services.hide_entry(list="agama", code="2", version=1, on=ON, by=None)
        assert "2" not in queries.labels("agama", "id")
        assert queries.label("agama", "2", "id") == "Kristen"
        assert "2" in {entry.code for entry in queries.entries("agama", with_hidden=True)}
        services.show_entry(list="agama", code="2", version=hidden.version, on=ON, by=None)
        assert "2" in queries.labels("agama", "id")
        assert [event.act for event in recorded] == ["directory.entry_hidden", "directory.entry_shown"]

    def test_an_entry_is_added(self, recorded: list[Recorded]) -> None:
        services.add_entry(list="agama", code="8", values=Values("Sunda Wiwitan", "", sort=99), on=ON, by=None)
        assert list(queries.labels("agama", "en"))[-1] == "8"
        assert queries.label("agama", "8", "en") == "Sunda Wiwitan"
        assert recorded[0].detail == {"list": "agama", "code": "8"}

    @pytest.mark.parametrize(
        ("act", "code"),
        [
            (lambda: add(code="1", values=Values("x", "")), "entry_exists"),
            (lambda: add(code="a b", values=Values("x", "")), "entry_code_shape"),
            (lambda: add(code="9", values=Values("", "x")), "entry_without_name"),
            (lambda: add("9", list="no", values=Values("x", "")), "unknown_code_list"),
            (lambda: services.hide_entry(list="agama", code="77", version=1, on=ON, by=None), "unknown_entry"),
            (lambda: services.reset_entry(list="agama", code="1", version=1, on=ON, by=None), "entry_not_edited"),
            (lambda: services.edit_entry(list="agama", code="1", version=1, changes={"name_id": ""}, on=ON, by=None),
             "entry_without_name"),
        ],
    )  # fmt: skip
    def test_refused(self, act: Callable[[], object], code: str, recorded: list[Recorded]) -> None:
        with pytest.raises(CodeListRefused) as refused:
            act()
        assert refused.value.refusal.code == code
        assert not recorded
        assert not CodeListEdition.objects.filter(is_shipped=False).exists()

    def test_what_the_office_added_has_nothing_to_go_back_to(self) -> None:
        services.add_entry(list="agama", code="8", values=Values("Sunda Wiwitan", ""), on=ON, by=None)
        with pytest.raises(CodeListRefused) as refused:
            services.reset_entry(list="agama", code="8", version=2, on=ON, by=None)
        assert refused.value.refusal.code == "entry_not_shipped"

    def test_an_edit_that_is_undone_leaves_no_label_behind(self) -> None:
        @transaction.atomic
        def edit_and_fail() -> None:
            services.edit_entry(list="agama", code="2", version=1, changes={"name_id": "Protestan"}, on=ON, by=None)
            assert queries.label("agama", "2", "id") == "Protestan"
            raise LookupError

        with pytest.raises(LookupError):
            edit_and_fail()
        assert queries.label("agama", "2", "id") == "Kristen"
        services.edit_entry(list="agama", code="2", version=1, changes={"name_id": "Kristiani"}, on=ON, by=None)
        assert queries.label("agama", "2", "id") == "Kristiani"


class TestConstraints:
    def test_a_code_has_one_line_an_edition(self) -> None:
        of = make.code_list()
        make.code_list_entry(of, since_edition=1, until_edition=3)
        make.code_list_entry(of, since_edition=3)
        make.code_list_entry(of, since_edition=2, origin="local")
        with pytest.raises(IntegrityError), transaction.atomic():
            make.code_list_entry(of, since_edition=2, until_edition=3)

    @pytest.mark.parametrize("wrong", [{"name_id": ""}, {"origin": "x"}, {"since_edition": 2, "until_edition": 2}])
    def test_the_database_refuses_an_entry(self, wrong: dict[str, object]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make.code_list_entry(make.code_list(), **wrong)

    @pytest.mark.parametrize("wrong", [{"sha256": None}, {"is_shipped": False}, {"edition": 0}])
    def test_the_database_refuses_an_edition(self, wrong: dict[str, object]) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            make.code_list_edition(**wrong)


def _first(name: str) -> str:
    return queries.entries(name)[0].code
