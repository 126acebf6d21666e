"""Finding people: exactly by a whole number, else by the beginnings of names; and never beyond one's reach."""

import sys
from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection

from simpul.database.context import acting_as
from simpul.kit.birth_dates import BirthDate
from simpul.registry import queries
from simpul.registry.models import Person
from simpul.registry.services import NewContact
from tests.factories import registry as make

URL = "/registry/people/"
PHONE = "+6281234567890"


def find(client, text="", **more):
    return client.post(URL, {"text": text, **more}, follow=True)


def names(response):
    return [row.person.name for row in response.context["page"].rows]


@pytest.fixture
def aminah(cast):
    contact = NewContact(PHONE, "safe")
    return make.person(cast.yuni, cast.office, national_number=make.NIK, family=True, contact=contact)


@pytest.mark.parametrize(
    "text", [make.NIK, "3204 0552 0868 0001", make.KK, "0812-3456-7890", "amin", "SOBA amin", "Hj. Aminah"]
)
def test_found_by_whole_numbers_and_by_beginnings_of_names(sign_in, aminah, text):
    assert names(find(sign_in("yuni"), text)) == [aminah.name]


@pytest.mark.parametrize("text", [make.NIK[:15], "amin sobarudin", "inah", "0812", "sobari budi", "%", "_____"])
def test_nothing_else_finds(sign_in, aminah, text):
    page = find(sign_in("yuni"), text).context["page"]
    assert (list(page.rows), page.count) == ([], 0)


def test_number_stays_masked_and_out_of_every_address(sign_in, aminah):
    client = sign_in("yuni")
    for text in (make.NIK, PHONE, "aminah"):
        response = find(client, text)
        addresses = "".join(unquote(address) for address, _ in response.redirect_chain)
        assert text not in addresses
        assert make.NIK not in response.content.decode().replace(f'value="{make.NIK}"', "")
        assert "••••••••••••0001" in response.content.decode()


def test_search_in_an_address_opens_for_its_owner_only(sign_in, aminah):
    yuni, bagus = sign_in("yuni"), sign_in("bagus")
    address = find(yuni, "aminah").redirect_chain[0][0]
    assert names(yuni.get(address)) == [aminah.name]
    assert "page" not in bagus.get(address).context


def test_what_is_no_search_in_an_address_narrows_nothing(sign_in, aminah):
    response = sign_in("yuni").get(f"{URL}?search=nonsense&village=x&birth_year=9&sex=Q&after=1")
    assert response.status_code == 200
    assert "page" not in response.context


def test_those_recorded_lately_are_a_list(sign_in, aminah):
    yuni, bagus, wati = sign_in("yuni"), sign_in("bagus"), sign_in("wati")
    assert names(yuni.get(f"{URL}?registered=today")) == names(bagus.get(f"{URL}?registered=week")) == [aminah.name]
    assert names(bagus.get(f"{URL}?registered=today")) == names(wati.get(f"{URL}?registered=week")) == []


def test_hidden_from_another_office_in_list_and_count(sign_in, aminah):
    wati = sign_in("wati")
    for text in (make.NIK, make.KK, PHONE, "aminah"):
        page = find(wati, text).context["page"]
        assert (list(page.rows), page.count) == ([], 0)


def test_filters_narrow(cast, sign_in, aminah):
    village = cast.cecep.assignments.get().area_id
    near = make.person(
        cast.yuni, cast.office, "Aminah Dua", birth=BirthDate(date(1990, 1, 1), "year"), area_code=village
    )
    client = sign_in("yuni")
    assert names(find(client, "aminah", village=village)) == [near.name]
    assert names(find(client, "aminah", birth_year="1968")) == [aminah.name]
    assert names(find(client, "", sex="P", birth_year="1990")) == [near.name]
    assert names(find(client, "aminah", sex="L")) == []


def test_village_does_not_tell_of_a_protected_address(cast, sign_in):
    village = cast.cecep.assignments.get().area_id
    make.person(cast.yuni, cast.office, "Siti Rahasia", area_code=village, address_is_protected=True)
    client = sign_in("yuni")
    assert names(find(client, "siti", village=village)) == []
    shown = find(client, "siti").content.decode()
    assert "dilindungi" in shown
    with acting_as(cast.yuni.pk):
        assert queries.rows_of(Person.objects.all())[0].village == ""


@pytest.mark.parametrize(("year", "village"), [("sembilan", ""), ("99", ""), ("", "Tidakadadesaini")])
def test_bad_filters_are_said_and_nothing_is_lost(sign_in, year, village):
    response = sign_in("yuni").post(URL, {"text": "aminah", "birth_year": year, "village": village})
    assert response.status_code == 422
    assert "aminah" in response.content.decode()
    assert "error-summary" in response.content.decode()


def test_pages_follow_each_other_without_gap_or_repetition(cast, sign_in):
    for number in range(30):
        make.person(cast.yuni, cast.office, f"Udin {'ABCDEFGHIJ'[number % 10] * (number // 10 + 1)}", birth=None)
    client = sign_in("yuni")
    first = find(client, "udin")
    seen = names(first)
    address = first.redirect_chain[0][0] + f"&after={first.context['page'].next_after}"
    seen += names(client.get(address))
    assert len(seen) == len(set(seen)) == 30
    assert seen == sorted(seen, key=str.upper)


def test_count_is_capped(cast, sign_in, monkeypatch):
    from simpul.registry.queries import find_people

    monkeypatch.setattr(sys.modules[find_people.__module__], "MOST_COUNTED", 2)
    for name in ("Udin A", "Udin B", "Udin C"):
        make.person(cast.yuni, cast.office, name, birth=None)
    assert "lebih dari 2 orang" in find(sign_in("yuni"), "udin").content.decode()


def test_merged_record_leads_to_the_one_that_stands(cast, sign_in, aminah):
    other = make.person(cast.yuni, cast.office, "Amenah Sobarri", birth=None)
    with acting_as(cast.yuni.pk):
        other.merged_into = aminah
        other.save()
    yuni = sign_in("yuni")
    response = find(yuni, "amenah")
    assert names(response) == [aminah.name]
    assert "tercatat juga sebagai Amenah Sobarri" in response.content.decode()
    assert yuni.get(f"{URL}{other.pk}/").url == f"{URL}{aminah.pk}/"


def test_policy_and_row_security_find_the_same_people(cast, aminah):
    village = cast.cecep.assignments.get().area_id
    make.person(cast.yuni, cast.office, "Aminah Desa", area_code=village)
    make.person(cast.wati, cast.other_office, "Aminah Garut")
    for name in ("yuni", "wati", "asep", "cecep", "sari", "agus", "maria"):
        viewer = getattr(cast, name)
        with acting_as(viewer.pk):
            rows = set(Person.objects.values_list("pk", flat=True))
            found = set(queries.search_visible_to(viewer, "aminah").values_list("pk", flat=True))
            assert found == rows == set(queries.people_visible_to(viewer).values_list("pk", flat=True)), name


def test_names_are_found_through_the_index_under_row_security(cast, aminah):
    """Equality and range are leakproof: the policy lets them reach the index, which it would not for LIKE."""
    words = "EXPLAIN SELECT person_id FROM registry_nameword WHERE word >= 'AMINAH' AND word < 'AMINAH~'"
    with acting_as(cast.yuni.pk), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(words)
        by_range = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("EXPLAIN SELECT person_id FROM registry_nameword WHERE word LIKE '%AMINAH%'")
        by_like = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Cond: ((word >= 'AMINAH'" in by_range.replace("(word)::text", "word")
    assert "Index Cond: ((word" not in by_like
