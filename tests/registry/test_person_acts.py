"""Other names, contacts and papers of one person."""

import pytest
from django.urls import reverse

from simpul.accounts.models import Assignment
from simpul.accounts.services import assign_role, close_account, end_assignment
from simpul.accounts.services.staff import AccountRefused, open_work
from simpul.database.context import acting_as
from simpul.kit.dates import today
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.registry.models import Alias, Contact, PaperTask
from tests.factories import registry as make
from tests.registry.events import events_of


def url(act, person, *more):
    return reverse(f"registry:{act}", args=[person.pk, *more])


@pytest.fixture
def aminah(cast):
    return make.person(cast.yuni, cast.office, number_state="none_yet")


def test_add_alias_finds_and_end_alias_does_not(cast, sign_in, aminah):
    client = sign_in("yuni")
    for _ in range(2):
        assert client.post(url("add_alias", aminah), {"name": "Mak Inah", "kind": "called"}).status_code == 302
    with acting_as(cast.yuni.pk):
        alias = Alias.objects.get()
    found = client.post("/registry/people/", {"text": "inah"}, follow=True)
    assert [row.person for row in found.context["page"].rows] == [aminah]
    client.post(url("end_alias", aminah, alias.pk))
    assert client.post("/registry/people/", {"text": "inah"}, follow=True).context["page"].count == 0
    assert client.post("/registry/people/", {"text": "aminah"}, follow=True).context["page"].count == 1
    events_of(aminah, "registry.alias_added").get()
    events_of(aminah, "registry.alias_ended").get()


def test_add_contact_asks_whether_it_is_safe(cast, sign_in, aminah):
    client, sent = sign_in("yuni"), {"id": str(new_id()), "number": "0812-3456-7890", "kind": "own_phone"}
    assert "aman dihubungi" in client.post(url("add_contact", aminah), sent).content.decode()
    careful = client.post(url("add_contact", aminah), sent | {"safety": "careful"})
    assert careful.status_code == 422
    assert "kapan atau bagaimana" in careful.content.decode()
    for _ in range(2):  # sent twice is once
        assert client.post(url("add_contact", aminah), sent | {"safety": "unsafe"}).status_code == 302
    assert client.post(url("add_contact", aminah), sent | {"safety": "safe"}).status_code == 422
    with acting_as(cast.yuni.pk):
        contact = Contact.objects.get()
    assert (contact.number, contact.safety) == ("+6281234567890", "unsafe")
    assert "Jangan dihubungi" in client.get(f"/registry/people/{aminah.pk}/").content.decode()
    client.post(url("end_contact", aminah, contact.pk))
    assert "Jangan dihubungi" not in client.get(f"/registry/people/{aminah.pk}/").content.decode()
    assert "812345" not in str(events_of(aminah, "registry.contact_added").get())


def test_close_paper_task_needs_an_outcome(cast, sign_in, aminah):
    client = sign_in("yuni")
    with acting_as(cast.yuni.pk):
        task = PaperTask.objects.get()
    address = url("close_paper_task", aminah, task.pk)
    assert "NIK / KTP-el" in client.get(f"/registry/people/{aminah.pk}/").content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"outcome": "obtained"}).status_code == 302
    assert events_of(aminah, "registry.paper_task_closed").get()["detail"]["outcome"] == "obtained"


def test_rows_of_another_person_are_not_reached_through_this_one(cast, sign_in, aminah):
    other = make.person(cast.yuni, cast.office, "Orang Lain", number_state="none_yet", birth=None)
    client = sign_in("yuni")
    client.post(url("add_alias", other), {"name": "Si Lain", "kind": "called"})
    client.post(
        url("add_contact", other),
        {"id": str(new_id()), "number": "081234567890", "kind": "own_phone", "safety": "safe"},
    )
    with acting_as(cast.yuni.pk):
        alias, contact, task = Alias.objects.get(), Contact.objects.get(), PaperTask.objects.get(person=other)
    for act, row in (("end_alias", alias), ("end_contact", contact), ("close_paper_task", task)):
        assert client.post(url(act, aminah, row.pk), {"outcome": "obtained"}).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("wati", 404), ("sari", 403)])
def test_refused_outside_role_and_reach(sign_in, aminah, name, status):
    client = sign_in(name)
    assert client.post(url("add_alias", aminah), {"name": "X", "kind": "called"}).status_code == status
    assert client.post(url("add_contact", aminah), {}).status_code == status
    for act in ("end_alias", "end_contact", "close_paper_task"):
        assert client.post(url(act, aminah, new_id())).status_code == status


def test_who_leaves_hands_over_open_paper_tasks(cast, aminah):
    """The administrator closes the account and sees no client, and yet no task is left behind."""
    with acting_as(cast.agus.pk):
        assert [work.count for work in open_work(cast.yuni)] == [1]
        close_account(user=cast.yuni, by=cast.agus, successor=cast.rina)
        assert open_work(cast.yuni) == []
    with acting_as(cast.rina.pk):
        assert PaperTask.objects.get().assigned_to == cast.rina.pk


def test_nobody_takes_over_what_they_cannot_do(cast, aminah):
    """Asep works in another village's district, Wati at another office: the account stays open, the task in its hands."""
    for stranger in (cast.asep, cast.wati):
        with acting_as(cast.agus.pk):
            with pytest.raises(AccountRefused) as refused:
                close_account(user=cast.yuni, by=cast.agus, successor=stranger)
            assert refused.value.refusal == Refusal("successor_out_of_reach", {"count": 1})
            assert [work.count for work in open_work(cast.yuni)] == [1]
    with acting_as(cast.yuni.pk):
        assert PaperTask.objects.get().assigned_to == cast.yuni.pk


def test_who_moves_hands_over_what_they_no_longer_reach(cast, aminah):
    with acting_as(cast.agus.pk):
        post = Assignment.objects.get(user=cast.yuni)
        with pytest.raises(AccountRefused) as refused:
            end_assignment(assignment=post, by=cast.agus)
        assert refused.value.refusal == Refusal("open_work", {"count": 1})
        end_assignment(assignment=post, by=cast.agus, successor=cast.rina)
    with acting_as(cast.rina.pk):
        assert PaperTask.objects.get().assigned_to == cast.rina.pk


def test_who_keeps_another_role_there_keeps_the_tasks(cast, aminah):
    with acting_as(cast.agus.pk):
        assign_role(user=cast.yuni, role="back_office", office=cast.office, from_on=today("Asia/Jakarta"), by=cast.agus)
        end_assignment(assignment=Assignment.objects.get(user=cast.yuni, role="front_office"), by=cast.agus)
        assert [work.count for work in open_work(cast.yuni)] == [1]


def test_nobody_else_counts_or_hands_over(cast, aminah):
    from simpul.registry.services import hand_over_paper_tasks, open_paper_tasks_of

    with acting_as(cast.wati.pk):
        assert open_paper_tasks_of(cast.yuni.pk) == 0
        assert hand_over_paper_tasks(user=cast.yuni, successor=cast.wati, by=cast.wati) == 0
