"""Finding a family, founding one, its page, its timeline: find_family, found_family, view_family, reveal_family_number."""

from datetime import date

import pytest

from simpul.database.context import acting_as
from simpul.registry import queries, services
from simpul.registry.models import Family
from simpul.registry.signals import timeline_asked
from tests.factories.families import code_of, make_family, make_person, people_of, villages
from tests.registry.events import events_of

ON, KK = date(2026, 6, 1), "3204050101260001"


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        yield make_family(cast.yuni, cast.office, ("Budi Setiawan", "4"), head="Aminah binti Sobari", number=KK)


def found(cast, text="", who="yuni", **more):
    viewer = getattr(cast, who)
    with acting_as(viewer.pk):
        return [row.family for row in queries.find_families(viewer, text=text, on=ON, **more).rows]


@pytest.mark.parametrize("text", [KK, "3204 0501 0126 0001", "aminah", "sob ami", "AMINAH SOBARI"])
def test_it_finds_by_whole_number_and_by_words_of_the_head(cast, family, text):
    assert found(cast, text) == [family]


@pytest.mark.parametrize("text", ["3204050101260002", "32040501", "budi", "aminah x"])
def test_it_finds_nothing_else(cast, family, text):
    assert found(cast, text) == []


def test_it_hides_from_other_offices_on_every_surface(cast, family, sign_in):
    for who in ("wati", "ujang", "agus", "maria"):
        assert found(cast, KK, who) == found(cast, "aminah", who) == [], who
    wati = sign_in("wati")
    for address in ("", "join/", "split/", "merge/", "move/", "change-head/", "leave/", "end/", "change-number/"):
        assert wati.get(f"/registry/families/{family.pk}/{address}").status_code == 404, address
    for address in ("", "timeline/"):
        assert wati.get(f"/api/registry/families/{family.pk}/{address}").status_code == 404, address
    assert found(cast, KK, "sari") == [family]
    assert sign_in("sari").get(f"/registry/families/{family.pk}/").status_code == 200


def test_pages_follow_each_other_without_gap(cast, family):
    for number in range(5):
        make_family(cast.yuni, cast.office, head=f"Ujang {chr(65 + number)}")
    seen, before = [], None
    while True:
        page = queries.find_families(cast.yuni, before=before, on=ON, limit=2)
        seen += [row.family.pk for row in page.rows]
        before = page.next_before
        if before is None:
            break
    assert seen == sorted(Family.objects.values_list("pk", flat=True), reverse=True)


def test_find_family_page_leaves_no_name_in_the_address(cast, family, sign_in):
    client = sign_in("yuni")
    answer = client.post("/registry/families/", {"text": "Aminah"})
    assert answer.status_code == 302
    assert "minah" not in answer["Location"]
    page = client.get(answer["Location"]).content.decode()
    assert "Aminah binti Sobari" in page
    assert "KK" in page
    assert KK not in page
    assert (
        "Aminah" not in sign_in("rina").get(answer["Location"]).content.decode().split("</table>")[0].split("<form")[1]
    )


def test_a_village_narrows(cast, family):
    elsewhere = make_family(cast.yuni, cast.office, head="Rohaya", area=villages(many=3)[2])
    assert found(cast, area=elsewhere.area_id) == [elsewhere]
    assert found(cast, area="32.04") == [elsewhere, family]
    assert found(cast, area="32.05") == []


def test_view_family_shows_members_masked(cast, family, sign_in):
    page = sign_in("yuni").get(f"/registry/families/{family.pk}/").content.decode()
    assert "Aminah binti Sobari" in page
    assert "Budi Setiawan" in page
    assert "••••••••••••0001" in page
    assert KK not in page


def test_reveal_family_number_is_recorded_with_its_reason(cast, family, sign_in):
    address = f"/registry/families/{family.pk}/reveal-number/"
    assert sign_in("yuni").post(address, {}).status_code == 422
    page = sign_in("yuni").post(address, {"reason": "counter"})
    assert KK in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    event = events_of(family, "registry.number_revealed").get()
    assert event["detail"] == {"fields": ["family_number"], "reason": "counter"}
    assert sign_in("sari").post(address, {"reason": "counter"}).status_code == 403
    assert sign_in("wati").post(address, {"reason": "counter"}).status_code == 404


def test_found_family_page(cast, sign_in):
    with acting_as(cast.yuni.pk):
        head = make_person(cast.yuni, cast.office, "Rohaya")
        area = villages()[0]
    body = {
        "head": head.pk,
        "village": area.pk,
        "address": "Kp. Baru 1",
        "rt": "1",
        "rw": "2",
        "number": "",
        "on": "1-6-2026",
    }
    answer = sign_in("yuni").post("/registry/families/found/", body)
    assert answer.status_code == 302
    with acting_as(cast.yuni.pk):
        family = Family.objects.get()
        assert (family.address, family.area_id, family.numbers.count()) == ("Kp. Baru 1", area.pk, 0)
        assert events_of(family, "registry.family_founded").get()["detail"]["has_number"] is False
        assert [task.paper for task in head.paper_tasks.filter(closed_at=None)] == ["family_card"]
        services.change_family_number(family=family, number=KK, on=ON, by=cast.yuni)
        assert not head.paper_tasks.filter(closed_at=None)
        with pytest.raises(services.FamilyRefused) as refused:
            services.found_family(
                head=head,
                office=cast.office,
                area_id=area.pk,
                address="",
                rt="",
                rw="",
                number=None,
                on=ON,
                by=cast.yuni,
            )
        assert code_of(refused) == "belongs_to_family"


def test_nobody_founds_a_family_in_another_office(cast):
    with acting_as(cast.yuni.pk):
        head = make_person(cast.yuni, cast.office, "Rohaya")
        with pytest.raises(services.OutOfReach):
            services.found_family(
                head=head,
                office=cast.other_office,
                area_id=None,
                address="",
                rt="",
                rw="",
                number=None,
                on=ON,
                by=cast.yuni,
            )


def test_timeline_tells_everything_newest_first(cast, family):
    people = people_of(family)
    new = services.split_family(
        family=family, members=[(people["Budi Setiawan"], "1")], number=None, on=ON, by=cast.yuni
    )
    services.change_family_number(family=family, number="3204050106260009", on=date(2026, 7, 1), by=cast.yuni)
    entries = queries.timeline(family, viewer=cast.yuni, language="id")
    assert [entry.code for entry in entries] == [
        "registry.family_number_changed",
        "registry.family_split",
        "registry.family_joined",
        "registry.family_founded",
    ]
    split = entries[1]
    assert (split.on, split.by, split.params["people"], split.family) == (ON, "Yuni Astuti", "Budi Setiawan", new.pk)
    assert [entry.code for entry in queries.timeline(new, viewer=cast.yuni, language="id")] == [
        "registry.family_founded.by_split"
    ]


def test_timeline_does_not_tell_who_looked(cast, family):
    services.reveal_family_number(family=family, reason="counter", by=cast.yuni)
    assert all("revealed" not in entry.code for entry in queries.timeline(family, viewer=cast.yuni, language="id"))


def test_acts_are_told_only_to_who_sees_the_family(cast, family):
    from simpul.registry.queries.timeline import _events_about

    with acting_as(cast.wati.pk):
        assert _events_about([family.pk]) == []
    with acting_as(cast.agus.pk):
        assert _events_about([family.pk]) == []
    assert _events_about([family.pk])


def test_other_modules_add_to_the_timeline(cast, family):
    def visit(sender, family, people, viewer, **_):
        return [queries.Entry("registry.family_ended", date(2026, 9, 1), url="/visits/1/")]

    timeline_asked.connect(visit)
    try:
        assert queries.timeline(family, viewer=cast.yuni, language="id")[0].url == "/visits/1/"
    finally:
        timeline_asked.disconnect(visit)


def test_the_database_itself_shows_nothing_to_other_offices(cast, family):
    from simpul.registry.models import FamilyNumber, Membership

    for who in (cast.wati, cast.agus, cast.maria):
        with acting_as(who.pk):
            assert [model.objects.count() for model in (Family, FamilyNumber, Membership)] == [0, 0, 0], who
