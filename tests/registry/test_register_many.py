"""A list and the counter write the same rows: many people at once, compared with one after the other."""

import json
from dataclasses import asdict, replace
from datetime import date

from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.database.encryption import blind_index, unseal
from simpul.kit.birth_dates import BirthDate, Precision
from simpul.kit.ids import new_id
from simpul.registry.models import Family, Membership, Person
from simpul.registry.rules.people import PersonFacts
from simpul.registry.rules.registration import registration_text
from simpul.registry.services import JoinFamily, NewContact, NewFamily, register_person
from simpul.registry.services.bulk import IncomingFamily, IncomingPerson, register_many
from simpul.registry.services.people import REGISTRATION, _content
from tests.factories import registry as make
from tests.factories.families import villages

ON = make.TODAY
TABLES = ("person", "family", "familynumber", "membership", "alias", "contact", "papertask", "nameword")
SEALED = {
    "registry_person": {"national_number": "id", "address": "id"},
    "registry_family": {"address": "id"},
    "registry_familynumber": {"number": "family_id"},
    "registry_contact": {"number": "person_id", "rule": "person_id"},
}
OWN = {"id", "registered_at", "changed_at", "recorded_at", "added_at", "opened_at", "closed_at", "registration_digest"}


def a_list(village):
    """A family of three with everything that may come along, somebody alone, and two who share a number."""
    card = IncomingFamily(new_id(), village, "Kp. Cikadu 7", "3", "2", make.KK)
    bare = IncomingFamily(new_id(), village, None, "3", "2", None)
    here = {"area_code": village}
    return [card, bare], [
        IncomingPerson(
            new_id(), make.facts("Drs. H. Udin bin Sobari", national_number=make.NIK, **here),
            NewContact("+6281234567890", "careful", "Hanya pagi"), card.id, "1", "Mang Udin",
        ),
        IncomingPerson(new_id(), make.facts("Siti", birth=BirthDate(date(1970, 1, 1), Precision.YEAR), **here), None, card.id, "3"),
        IncomingPerson(new_id(), replace(make.facts("Ma'ruf", birth=None, **here), number_state="none_yet"), None, card.id, "4"),
        IncomingPerson(new_id(), make.facts("Aminah", national_number=make.NIK, address=None, **here), None, bare.id, "1"),
        IncomingPerson(new_id(), make.facts("Sri", national_number=make.NIK), NewContact("+6281234567891", "safe")),
    ]  # fmt: skip


def registered_one_by_one(families, people, cast):
    """The same at the counter; afterwards the families have the ids of the list's."""
    cards, made = {family.id: family for family in families}, {}
    for one in people:
        placement = None
        if one.family and one.relation == "1":
            placement = NewFamily(cards[one.family].number)
        elif one.family:
            placement = JoinFamily(Family.objects.get(pk=made[one.family]), one.relation)
        person = register_person(
            id=one.id, facts=one.facts, office=cast.office, on=ON, by=cast.yuni, contact=one.phone, alias=one.alias,
            placement=placement, not_the_same_as=set(Person.objects.values_list("pk", flat=True)),
        )  # fmt: skip
        if one.family:
            made[one.family] = Membership.objects.get(person=person).family_id
    return {made: id for id, made in made.items()}


def rows_of(names):
    """Every row of every table, opened, without what is made anew each time."""
    found = {}
    for table in TABLES:
        name = f"registry_{table}"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {name}")
            columns = [column.name for column in cursor.description]
            rows = [dict(zip(columns, map(plain, row), strict=True)) for row in cursor.fetchall()]
        found[table] = sorted((sorted(opened(name, row, names).items(), key=str) for row in rows), key=str)
    return found


def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def opened(table, row, names):
    for column, subject in SEALED.get(table, {}).items():
        if row[column] is not None:
            row[column] = unseal(f"{table.replace('_', '.')}.{column}", row[subject], row[column])
    own = OWN - {"id"} if table == "registry_person" else OWN
    return {
        column: str(names.get(value, value))
        for column, value in row.items()
        if column not in own and not (table == "registry_family" and column == "version")
    }


def in_turn(act):
    """What an act leaves, undone again."""
    from django.db import transaction

    sid = transaction.savepoint()
    answer = act()
    transaction.savepoint_rollback(sid)
    return answer


def test_a_list_writes_what_the_counter_writes(cast):
    families, people = a_list(villages()[0].pk)

    def counter():
        return rows_of(registered_one_by_one(families, people, cast))

    def at_once():
        answer = register_many(families=families, people=people, office=cast.office, on=ON, by=cast.yuni)
        assert (answer.people, answer.families, answer.again, answer.refused) == (5, 2, 0, {})
        return rows_of({})

    with acting_as(cast.yuni.pk):
        one_by_one, together = in_turn(counter), in_turn(at_once)
    for table in TABLES:
        assert together[table] == one_by_one[table], table
    assert len(together["papertask"]) == 4  # no NIK, no card, and two who share a number


def test_each_row_begins_its_history_and_each_person_leaves_one_event(cast):
    families, people = a_list(villages()[0].pk)
    source = new_id()
    with acting_as(cast.yuni.pk):
        register_many(families=families, people=people, office=cast.office, on=ON, by=cast.yuni, source=source)
        for table in TABLES[:6]:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT count(*), (SELECT count(*) FROM registry_{table}event WHERE pgh_label = 'insert')"
                    f" FROM registry_{table}"
                )
                assert len(set(cursor.fetchone())) == 1, table
        assert code_of_content(people[4], cast) == bytes(Person.objects.get(pk=people[4].id).registration_digest)
    (event,) = events_about(people[0].id, cast)
    assert (event["act"], event["detail"]["source"]) == ("registry.person_registered", str(source))
    assert (event["detail"]["contact"], event["detail"]["alias"]) == ("careful", "called")
    assert events_about(people[2].id, cast)[0]["detail"]["papers"] == ["national_number"]
    assert [event["detail"]["count"] for event in events_about(families[0].id, cast)] == [3]


def events_about(subject, cast):
    """What the auditor reads of it."""
    with acting_as(cast.sari.pk):
        return list(AuditEvent.objects.filter(subject=subject).order_by("id").values("act", "detail"))


def code_of_content(one, cast):
    """The digest that the counter would have kept."""
    return blind_index(REGISTRATION, _content(one.facts, cast.office, one.phone, one.alias, None))


def test_the_same_list_again_changes_nothing_and_another_content_is_named(cast):
    families, people = a_list(villages()[0].pk)
    with acting_as(cast.yuni.pk):
        register_many(families=families, people=people, office=cast.office, on=ON, by=cast.yuni)
        before = rows_of({})
        other = replace(people[4], alias="Mak Sri")
        again = register_many(families=families, people=[*people[:4], other], office=cast.office, on=ON, by=cast.yuni)
        assert (again.people, again.families, again.again) == (0, 0, 4)
        assert {id: refusal.code for id, refusal in again.refused.items()} == {other.id: "sent_with_other_content"}
        assert rows_of({}) == before


def test_what_the_counter_recorded_is_known_to_the_list(cast):
    """One person, one content: whoever was typed in under an id is passed over when a list brings them."""
    id, facts = new_id(), make.facts("Sri")
    with acting_as(cast.yuni.pk):
        register_person(id=id, facts=facts, office=cast.office, on=ON, by=cast.yuni)
        answer = register_many(families=[], people=[IncomingPerson(id, facts)], office=cast.office, on=ON, by=cast.yuni)
    assert (answer.people, answer.again) == (0, 1)


def refusals(cast, *people, families=(), by="yuni", office=None):
    user = getattr(cast, by)
    with acting_as(user.pk):
        answer = register_many(families=families, people=people, office=office or cast.office, on=ON, by=user)
    return answer, [answer.refused[one.id].code if one.id in answer.refused else "" for one in people]


def test_who_cannot_be_recorded_is_named_and_the_others_are_recorded(cast):
    good = IncomingPerson(new_id(), make.facts("Sri"))
    answer, codes = refusals(
        cast, good,
        IncomingPerson(new_id(), make.facts("")),
        IncomingPerson(new_id(), make.facts("A" * 201)),
        IncomingPerson(new_id(), make.facts("Udin", birth=BirthDate(date(2999, 1, 1)))),
        IncomingPerson(new_id(), make.facts("Udin", area_code="99.99.99.9999")),
        IncomingPerson(new_id(), make.facts("Udin"), NewContact("+6281", "careful")),
        IncomingPerson(new_id(), make.facts("Udin"), family=new_id(), relation="3"),
        IncomingPerson(good.id, make.facts("Sri")),
    )  # fmt: skip
    assert codes[1:7] == [
        "name_missing", "text_too_long", "birth_date_in_future", "area_is_no_village", "careful_needs_rule", "family_out_of_reach",
    ]  # fmt: skip
    assert (answer.people, answer.again) == (1, 1)


def test_nobody_is_put_where_whoever_sends_the_list_does_not_reach(cast):
    here, elsewhere = cast.cecep.assignments.get().area_id, villages()[-1].pk
    _, codes = refusals(
        cast,
        IncomingPerson(new_id(), make.facts("Sri", area_code=elsewhere)),
        IncomingPerson(new_id(), make.facts("Udin", area_code=here, address_is_protected=True)),
        by="cecep",
    )  # fmt: skip
    assert codes == ["outside_reach", "outside_reach"] or codes == ["outside_reach", "protected_by_office"]
    _, codes = refusals(cast, IncomingPerson(new_id(), make.facts("Sri")), office=cast.other_office)
    assert codes == ["outside_reach"]


def test_a_village_registers_its_own_list(cast):
    families, people = a_list(cast.cecep.assignments.get().area_id)
    answer, codes = refusals(cast, *people[:4], families=families, by="cecep")
    assert (answer.people, answer.families, codes) == (4, 2, [""] * 4)


def test_a_family_without_one_head_is_not_founded(cast):
    village = villages()[0].pk
    headless, two = IncomingFamily(new_id(), village), IncomingFamily(new_id(), village)
    answer, codes = refusals(
        cast,
        IncomingPerson(new_id(), make.facts("Sri"), family=headless.id, relation="4"),
        IncomingPerson(new_id(), make.facts("Udin"), family=two.id, relation="1"),
        IncomingPerson(new_id(), make.facts("Asep"), family=two.id, relation="1"),
        families=[headless, two],
    )  # fmt: skip
    assert codes == ["family_without_head", "family_with_heads", "family_with_heads"]
    assert (answer.people, set(answer.refused) > {headless.id, two.id}) == (0, True)


def test_a_newcomer_joins_a_family_that_is_there_and_shares_a_number_known_before(cast):
    head = make.person(cast.yuni, cast.office, "Udin", family=True, national_number=make.NIK)
    with acting_as(cast.yuni.pk):
        family = Membership.objects.get(person=head).family
    child = IncomingPerson(new_id(), make.facts("Siti", national_number=make.NIK), family=family.pk, relation="4")
    second_head = IncomingPerson(new_id(), make.facts("Asep"), family=family.pk, relation="1")
    answer, codes = refusals(cast, child, second_head)
    assert (answer.people, codes) == (1, ["", "head_by_change_only"])
    with acting_as(cast.yuni.pk):
        place = Membership.objects.get(person=child.id)
        assert (place.relation, place.from_on, place.family.version) == ("4", ON, family.version + 1)
        assert [task.paper for task in place.person.paper_tasks.all()] == ["number_shared"]
    assert events_about(family.pk, cast)[-1]["detail"]["people"] == [str(child.id)]


def test_an_id_that_a_person_out_of_sight_has_is_refused_alone(cast):
    stranger = make.person(cast.wati, cast.other_office, "Neneng")
    answer, codes = refusals(
        cast, IncomingPerson(stranger.pk, make.facts("Sri")), IncomingPerson(new_id(), make.facts("Udin"))
    )
    assert (answer.people, codes) == (1, ["sent_with_other_content", ""])


texts = st.text(max_size=12)
all_facts = st.builds(
    PersonFacts, name=texts, sex=texts, birth_place=texts, national_number=st.none() | texts, number_state=texts,
    area_code=st.none() | texts, address=st.none() | texts, rt=texts, rw=texts, address_is_protected=st.booleans(),
    birth=st.none() | st.builds(BirthDate, st.dates(), st.sampled_from(Precision)),
)  # fmt: skip


@given(
    all_facts,
    st.none() | st.tuples(texts, texts, texts),
    texts,
    st.sampled_from([(), ("new", None), ("new", "1"), (7, "3")]),
)
def test_the_text_of_a_registration_is_its_json(facts, contact, alias, placement):
    office = new_id()
    said = dict(zip(("number", "safety", "rule"), contact, strict=True)) if contact else None
    placed = [part if part is None else str(part) for part in placement]
    expected = json.dumps([asdict(facts), str(office), said, alias, *placed], default=str, sort_keys=True)
    assert registration_text(facts, office, contact=contact, alias=alias, placement=placement) == expected
