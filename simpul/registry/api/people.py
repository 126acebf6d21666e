"""People: finding, reading, registering, correcting, opening numbers, merging two records of one person."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from simpul.accounts.rules.permissions import Permission
from simpul.audit.api import Done, Key, done_once
from simpul.kit.ids import new_id
from simpul.registry import queries, services
from simpul.registry.api.versions import IfMatch, asked_version
from simpul.registry.schemas import people as shapes
from simpul.registry.schemas.families import Versioned
from simpul.registry.schemas.fields import partial_date
from simpul.registry.schemas.people import PersonOut
from simpul.registry.schemas.persons import contact_in, facts_in, facts_to_correct, line_out, person_out, revealed_out
from simpul.ui.routes import route
from simpul.ui.schemas import answers

router = Router()


@router.post("search/", response=answers(shapes.PeopleOut), operation_id="find_person")
@route(Permission.VIEW_PERSON)
def find_person(request: HttpRequest, asked: shapes.SearchPeople) -> Any:
    """People by a whole number, or by beginnings of the words of their names. Posted: no name is in an address."""
    services.note_search(text=asked.text, by=request.user)
    filters = queries.Filters(area=asked.area_code or "", birth_year=asked.birth_year, sex=asked.sex)
    page = queries.find_people(request.user, asked.text, filters, after=asked.after)
    return {
        "rows": [line_out(row) for row in page.rows],
        "count": page.count,
        "next_after": page.next_after,
        "has_more_than_counted": page.has_more_than_counted,
    }


@router.post("", response=answers(Done, status=201), operation_id="register_person")
@route(Permission.REGISTER_PERSON)
def register_person(request: HttpRequest, key: Key, asked: shapes.RegisterPerson) -> Any:
    """Record somebody, unless they seem to be recorded already and nobody said that this is another person."""
    offices = {office.pk: office for office in queries.offices_to_register_at(request.user)}
    office = offices.get(asked.office) if asked.office else next(iter(offices.values()), None)
    if office is None:
        raise Http404
    contact = contact_in(asked.contact)
    services.note_numbers(numbers=[asked.national_number, contact and contact.number], by=request.user)

    def act() -> Done:
        person = services.register_person(
            id=new_id(),
            facts=facts_in(asked),
            office=office,
            on=queries.today_for(request.user),
            by=request.user,
            contact=contact,
            alias=asked.alias,
            placement=_placement(request, asked),
            not_the_same_as=asked.not_the_same_as,
        )
        return Done(id=person.pk, version=person.version)

    return done_once(request, key, "registry.register_person", act, status=201)


@router.get("{uuid:pk}/", response=answers(PersonOut), operation_id="view_person")
@route(Permission.VIEW_PERSON)
def view_person(request: HttpRequest, pk: UUID) -> Any:
    """One person, numbers masked; `merged_into` says which record stands for them now."""
    person = get_object_or_404(queries.people_visible_to(request.user), pk=pk)
    page = queries.person_page(person, request.user)
    shown = queries.shown_in_full(person, hides_place=page.hides_place, contacts=page.contacts)
    services.view_person(person=person, fields=shown, by=request.user)
    return person_out(page)


@router.get("{uuid:pk}/relations/", response=answers(list[shapes.RelationOut]), operation_id="relations_of_person")
@route(Permission.VIEW_PERSON)
def relations_of_person(request: HttpRequest, pk: UUID) -> Any:
    """Relations in force, on whatever family card the other person is."""
    person = get_object_or_404(queries.people_visible_to(request.user), pk=pk)
    return [
        {
            "id": r.pk,
            "person": r.person_id,
            "person_name": r.person.name,
            "other": r.other_id,
            "other_name": r.other.name,
            "kind": r.kind,
            "from_on": r.from_on,
        }
        for r in queries.relations_of([person.pk])
    ]


@router.post("{uuid:pk}/correct/", response=answers(Done), operation_id="correct_person")
@route(Permission.CORRECT_PERSON)
def correct_person(
    request: HttpRequest, pk: UUID, key: Key, asked: shapes.CorrectPerson, if_match: IfMatch = None
) -> Any:
    """All facts as they are now known; history keeps what was recorded before."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
    version = asked_version(asked.version, if_match)

    def act() -> Done:
        corrected = services.correct_person(
            person=person,
            version=version,
            facts=facts_to_correct(asked, person),
            reason=asked.reason,
            note=asked.note,
            on=queries.today_for(request.user),
            by=request.user,
        )
        return Done(id=corrected.pk, version=corrected.version)

    return done_once(request, key, "registry.correct_person", act)


@router.post("{uuid:pk}/record-death/", response=answers(Done), operation_id="record_death")
@route(Permission.CORRECT_PERSON)
def record_death(request: HttpRequest, pk: UUID, key: Key, asked: shapes.RecordDeath, if_match: IfMatch = None) -> Any:
    """Somebody died: they leave their family, whose head is chosen anew."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
    version = asked_version(asked.version, if_match)

    def act() -> Done:
        late = services.record_death(
            person=person,
            version=version,
            died=partial_date(asked.died),
            source=asked.source,
            note=asked.note,
            new_head=asked.new_head,
            on=queries.today_for(request.user),
            by=request.user,
        )
        return Done(id=late.pk, version=late.version)

    return done_once(request, key, "registry.record_death", act)


@router.post("{uuid:pk}/reveal-number/", response=answers(shapes.Revealed), operation_id="reveal_number")
@route(Permission.REVEAL_NUMBER)
def reveal_number(request: HttpRequest, pk: UUID, asked: shapes.RevealNumber) -> Any:
    """What is masked, in full; each reading is recorded, so it takes no key."""
    person = get_object_or_404(queries.people_changeable_by(request.user, Permission.REVEAL_NUMBER), pk=pk)
    services.reveal_number(person=person, fields=asked.fields_opened, reason=asked.reason, by=request.user)
    return revealed_out(person, asked.fields_opened)


@router.post("{uuid:pk}/merge/", response=answers(Done), operation_id="merge_people")
@route(Permission.CORRECT_PERSON)
def merge_people(request: HttpRequest, pk: UUID, key: Key, asked: shapes.MergePeople, if_match: IfMatch = None) -> Any:
    """Both records are one person, and `into` stands for them. Nothing is lost."""
    people = queries.people_changeable_by(request.user)
    person, into = get_object_or_404(people, pk=pk), get_object_or_404(people, pk=asked.into)
    version = asked_version(asked.version, if_match)

    def act() -> Done:
        services.merge_people(
            person=person,
            into=into,
            reason=asked.reason,
            version=version,
            into_version=asked.into_version,
            by=request.user,
        )
        person.refresh_from_db()
        return Done(id=person.pk, version=person.version)

    return done_once(request, key, "registry.merge_people", act)


@router.post("{uuid:pk}/unmerge/", response=answers(Done), operation_id="unmerge_people")
@route(Permission.CORRECT_PERSON)
def unmerge_people(request: HttpRequest, pk: UUID, key: Key, asked: Versioned, if_match: IfMatch = None) -> Any:
    """They were two people after all."""
    person = get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
    version = asked_version(asked.version, if_match)

    def act() -> Done:
        services.unmerge_people(person=person, version=version, by=request.user)
        person.refresh_from_db()
        return Done(id=person.pk, version=person.version)

    return done_once(request, key, "registry.unmerge_people", act)


def _placement(request: HttpRequest, asked: shapes.RegisterPerson) -> Any:
    """Into which family the new person comes, if any."""
    if asked.join_family:
        changeable = queries.families_changeable_by(request.user, *services.COMES_IN)
        family = get_object_or_404(changeable, pk=asked.join_family.family, ended_on=None)
        return services.JoinFamily(family, asked.join_family.relation)
    return services.NewFamily(asked.new_family.number) if asked.new_family else None
