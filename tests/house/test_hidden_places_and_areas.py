"""Whoever is bound to an area reaches nobody whose place is hidden: being found there would tell where they live."""

import pytest
from django.db import connection

from simpul.accounts.services import give_grant
from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.kit.refusals import Refused
from simpul.registry import queries, services
from simpul.registry.models import Membership, PaperTask, Person
from tests.factories.families import code_of
from tests.factories.registry import facts
from tests.house.test_hidden_places import (  # noqa: F401 - fixtures
    API,
    FAMILIES,
    ON,
    PEOPLE,
    child,
    mother,
    places,
)  # fmt: skip

BOUND = ("cecep", "asep", "dedi")


@pytest.mark.parametrize("name", BOUND)
def test_neither_the_protected_nor_who_lives_with_them(cast, sign_in, mother, child, name):  # noqa: F811
    client = sign_in(name)
    with acting_as(cast.yuni.pk):
        family = Membership.objects.get(person=child).family_id
    for path in (f"{PEOPLE}{mother.pk}/", f"{PEOPLE}{child.pk}/", f"{FAMILIES}{family}/", f"{API}people/{child.pk}/"):
        assert client.get(path).status_code == 404, path
    assert client.post(PEOPLE, {"text": "Rahayu"}, follow=True).context["page"].count == 0
    assert _rows(getattr(cast, name)) == set()
    assert client.get("/").context["figures"][0].value == 0


def test_a_protection_takes_effect_at_the_next_request(cast, sign_in):
    client = sign_in("cecep")
    person = _register(cast.cecep, cast, "Rahayu Warga")
    assert client.get(f"{PEOPLE}{person.pk}/").status_code == 200
    with acting_as(cast.yuni.pk):
        services.correct_person(
            person=person, version=1, facts=facts(person.name, area_code=person.area_id, address_is_protected=True),
            reason="report", on=ON, by=cast.yuni,
        )  # fmt: skip
    assert client.get(f"{PEOPLE}{person.pk}/").status_code == 404
    assert _rows(cast.cecep) == set()


def test_a_grant_opens_to_look_and_no_more(cast, sign_in, child):  # noqa: F811
    give_grant(user=cast.cecep, kind="person", subject=child.pk, effect="allow", relation="test", by=None)
    client = sign_in("cecep")
    assert client.get(f"{PEOPLE}{child.pk}/").status_code == 200
    assert client.get(f"{PEOPLE}{child.pk}/correct/").status_code == 404
    with acting_as(cast.cecep.pk):
        for act in (
            lambda: services.add_alias(person=child, name="Ayu", kind="called", by=cast.cecep),
            lambda: services.correct_person(
                person=child, version=1, facts=facts(child.name), reason="typing", on=ON, by=cast.cecep
            ),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert code_of(refused) == "outside_reach"
        assert Person.objects.filter(pk=child.pk).update(birth_place="Garut") == 0  # the rows say the same


def test_only_who_sees_the_whole_office_protects(cast, sign_in):
    """Whoever is bound to an area would lose sight of the person in the middle of the act."""
    village = cast.cecep.assignments.get().area_id
    form = {
        "step": "save", "id": new_id(), "name": "Rahayu Warga", "sex": "P", "number_state": "none_yet", "placement": "none",
        "village": village, "address_is_protected": "on",
    }  # fmt: skip
    answer = sign_in("cecep").post(f"{PEOPLE}register/", form)
    assert answer.status_code == 422
    assert "melindungi alamat" in answer.content.decode()
    person = _register(cast.cecep, cast, "Rahayu Warga")
    protected = facts(person.name, area_code=village, address_is_protected=True)
    with acting_as(cast.cecep.pk), pytest.raises(services.CorrectionRefused) as refused:
        services.correct_person(person=person, version=1, facts=protected, reason="report", on=ON, by=cast.cecep)
    assert code_of(refused) == "protected_by_office"
    assert sign_in("yuni").post(f"{PEOPLE}register/", form).status_code == 302


def test_a_task_is_out_of_reach_with_its_person(cast, child):  # noqa: F811
    """What somebody bound to the area had promised can be handed to somebody who still sees the person."""
    with acting_as(cast.yuni.pk):
        PaperTask.objects.create(
            person=child, office=cast.office, paper="national_number", assigned_to=cast.cecep.pk, due_on=ON,
            opened_by=cast.yuni.pk,
        )  # fmt: skip
    with acting_as(cast.rina.pk):
        assert services.open_paper_tasks_of(cast.cecep.pk, out_of_reach=True) == 1
        assert services.hand_over_paper_tasks(user=cast.cecep, successor=cast.dedi, by=cast.rina) == 0
        assert services.hand_over_paper_tasks(user=cast.cecep, successor=cast.yuni, by=cast.rina) == 1


def test_policy_and_rows_agree(cast, mother, child):  # noqa: F811
    near = _register(cast.yuni, cast, "Rahayu Tetangga", area=cast.cecep.assignments.get().area_id)
    for user in (getattr(cast, name) for name in (*BOUND, "yuni", "sari", "wati")):
        with acting_as(user.pk):
            found = set(queries.people_visible_to(user).values_list("pk", flat=True))
            rows = _rows(user)
            families = set(queries.families_visible_to(user).values_list("pk", flat=True))
        assert found == rows
        assert near.pk in rows or user is cast.wati
        assert len(families) == (1 if user in (cast.yuni, cast.sari) else 0)


def _register(by, cast, name, *, area=None):
    with acting_as(by.pk):
        area = area or cast.cecep.assignments.get().area_id
        return services.register_person(
            id=new_id(), facts=facts(name, area_code=area), office=cast.office, on=ON, by=by
        )


def _rows(user):
    with acting_as(user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM registry_person")
        return {row[0] for row in cursor.fetchall()}
