"""The audit page: who saw or changed what of whom, for the auditor of that office and for nobody else."""

import pytest
from django.urls import reverse

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from tests.desk.test_home import aminah, today  # noqa: F401 - the fixture
from tests.factories import registry as make


def trail(client, **asked):
    return client.get(reverse("desk:audit"), asked)


def test_auditor_reads_who_did_what(sign_in, aminah):  # noqa: F811
    page = trail(sign_in("sari")).content.decode()
    assert "Yuni Astuti" in page
    assert "mendaftarkan" in page
    assert "Aminah Sobari" in page


def test_auditor_of_another_office_reads_nothing_of_it(sign_in, aminah):  # noqa: F811
    page = trail(sign_in("ujang")).content.decode()
    assert "Yuni Astuti" not in page
    assert "Aminah" not in page
    assert "Aminah" not in sign_in("ujang").get(reverse("desk:audit_of", args=[aminah.pk])).content.decode()


@pytest.mark.parametrize("username", ["yuni", "rina", "agus", "cecep"])
def test_others_are_refused_and_the_refusal_is_recorded(username, sign_in, cast):
    assert trail(sign_in(username)).status_code == 403
    with acting_as(cast.sari.pk):
        assert AuditEvent.objects.filter(act="accounts.access_denied", actor=getattr(cast, username).pk).count() == 1


def test_of_one_person(sign_in, aminah):  # noqa: F811
    page = sign_in("sari").get(reverse("desk:audit_of", args=[aminah.pk])).content.decode()
    assert "mendaftarkan" in page


@pytest.mark.parametrize("asked", [{"from_on": "kemarin"}, {"actor": "siapa"}, {"before": "-1"}, {"act": "tidak.ada"}])
def test_bad_filters_get_a_sentence(asked, sign_in):
    answer = trail(sign_in("sari"), **asked)
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


def test_every_act_of_the_program_has_a_sentence():
    import re

    from simpul.desk.forms.sentences import SENTENCES
    from tests.house.code import python_files

    acts = {act for path in python_files() for act in re.findall(r'record\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text())}
    assert acts - set(SENTENCES) == set()


def test_system_page_is_for_whoever_keeps_it_running(sign_in):
    assert sign_in("agus").get(reverse("desk:system")).status_code == 200
    assert sign_in("rina").get(reverse("desk:system")).status_code == 403


class TestOpenings:
    """Looking is recorded a hundred times a day: one line tells how often somebody looked, and opens to each."""

    @pytest.fixture
    def looked_at(self, cast, sign_in):
        people = [make.person(cast.yuni, cast.office, f"Warga {letter}", birth=None) for letter in "ABC"]
        for person in people * 2:
            sign_in("yuni").get(reverse("registry:view_person", args=[person.pk]))
        sign_in("rina").get(reverse("registry:view_person", args=[people[0].pk]))
        return people

    def test_one_line_for_each_who_looked(self, sign_in, looked_at):
        events = trail(sign_in("sari")).context["events"]
        lines = {(e.who, e.times, e.people) for e in events if e.act == "registry.person_viewed"}
        assert lines == {("Yuni Astuti", 6, 3), ("Rina Suryani", 1, 1)}
        page = trail(sign_in("sari")).content.decode()
        assert "6 kali" in page
        assert "3 orang" in page

    def test_each_by_itself_when_asked_for(self, sign_in, looked_at, cast):
        events = trail(sign_in("sari"), act="registry.person_viewed", actor=cast.yuni.pk).context["events"]
        assert [event.times for event in events] == [1] * 6
        of_one = sign_in("sari").get(reverse("desk:audit_of", args=[looked_at[0].pk])).context["events"]
        assert {(e.who, e.times) for e in of_one if e.act == "registry.person_viewed"} == {
            ("Yuni Astuti", 2),
            ("Rina Suryani", 1),
        }

    def test_pages_follow_each_other_without_gap(self, cast, sign_in, looked_at, monkeypatch):
        from simpul.desk.queries import trail as queries

        client, seen, address = sign_in("sari"), 0, reverse("desk:audit")
        with acting_as(cast.sari.pk):
            whole = AuditEvent.objects.count()
        monkeypatch.setattr(queries, "PAGE", 2)
        monkeypatch.setattr(queries, "WINDOW", 5)
        while address:
            answer = client.get(address)
            assert len(answer.context["events"]) <= 2
            seen += sum(event.times for event in answer.context["events"])
            address = answer.context["older"] and reverse("desk:audit") + answer.context["older"]
        assert seen == whole


class TestAsking:
    """The auditor asks by staff member, by name, by days."""

    def test_by_who_did_it(self, sign_in, aminah, cast):  # noqa: F811
        client = sign_in("sari")
        assert {e.who for e in trail(client, actor=cast.yuni.pk).context["events"]} == {"Yuni Astuti"}
        assert trail(client, actor=cast.wati.pk).status_code == 400  # of another office: not among the choices

    def test_by_name(self, sign_in, aminah, cast):  # noqa: F811
        make.person(cast.yuni, cast.office, "Warga Lain", birth=None)
        events = trail(sign_in("sari"), person="amin").context["events"]
        assert {e.subject for e in events} == {aminah.pk}

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"from_on": "2026-11-24", "until_on": "2026-11-01"}, "sebelum tanggal awalnya"),
            ({"person": "3204055208680001"}, "nomor tidak boleh berada di alamat"),
        ],
    )
    def test_refused_in_words(self, asked, sentence, sign_in):
        answer = trail(sign_in("sari"), **asked)
        assert answer.status_code == 400
        assert sentence in answer.content.decode()

    def test_families_have_a_name_and_acts_their_reason(self, sign_in, aminah):  # noqa: F811
        asked = {"fields_opened": ["national_number"], "reason": "visit"}
        assert sign_in("yuni").post(reverse("registry:reveal_number", args=[aminah.pk]), asked).status_code == 200
        answer = trail(sign_in("sari"))
        names = {e.act: e.subject_name for e in answer.context["events"]}
        assert names["registry.family_founded"] == "keluarga Aminah Sobari"
        assert "untuk: Kunjungan rumah" in answer.content.decode()

    def test_a_printed_extract_stands_there_once(self, sign_in, aminah):  # noqa: F811
        asked = {"purpose": "school", "paper": "f4", "language": "id", "safe_to_take_home": "yes"}
        printed = sign_in("yuni").post(reverse("registry:print_extract", args=[aminah.pk]), asked)
        assert printed.status_code == 200
        acts = [e.act for e in trail(sign_in("sari")).context["events"]]
        assert acts.count("registry.extract_printed") == 1
        assert "documents.paper_issued" not in acts
        assert trail(sign_in("sari"), act="documents.paper_issued").context["events"]


def test_every_field_and_reason_of_an_event_has_words():
    from dataclasses import fields

    from simpul.desk.forms.sentences import FIELDS
    from simpul.registry.rules.people import PersonFacts

    assert {field.name for field in fields(PersonFacts)} <= set(FIELDS)
