"""Reading families, and founding one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from ninja import Router

from simpul.accounts.rules.permissions import Permission
from simpul.audit.api import Done, Key, done_once
from simpul.kit.dates import today
from simpul.kit.national_numbers import mask
from simpul.registry import queries, services
from simpul.registry.schemas import families as shapes
from simpul.ui.routes import route
from simpul.ui.schemas import answers
from simpul.ui.sentences import sentence

router = Router()


@router.post("search/", response=answers(shapes.FamiliesOut), operation_id="find_family")
@route(Permission.VIEW_PERSON)
def find_family(request: HttpRequest, asked: shapes.SearchFamilies) -> Any:
    """Families by the whole number of their card, or by words of the head's name. Posted: no name is in an address."""
    services.note_search(text=asked.text, by=request.user)
    found = queries.find_families(
        request.user,
        text=asked.text,
        area=asked.area_code or "",
        before=asked.before,
        on=queries.today_for(request.user),
    )
    remark = found.remark.code if found.remark else None
    return {"rows": [_line(row) for row in found.rows], "next_before": found.next_before, "remark": remark}


@router.get("{uuid:pk}/", response=answers(shapes.FamilyOut), operation_id="view_family")
@route(Permission.VIEW_PERSON)
def view_family(request: HttpRequest, pk: UUID) -> Any:
    """Who belongs to the family and where it lives; numbers are masked."""
    family = get_object_or_404(queries.families_visible_to(request.user), pk=pk)
    page = queries.family_page(family, viewer=request.user, on=today(family.office.time_zone))
    return _place(family, page.hides_place) | {
        "id": family.pk,
        "version": family.version,
        "office": family.office_id,
        "began_on": family.began_on,
        "ended_on": family.ended_on,
        "split_from": family.split_from_id,
        "merged_into": family.merged_into_id,
        "numbers": [_number(number) for number in page.numbers],
        "members": [_member(member) for member in page.members],
        "findings": [finding.code for finding in page.findings],
    }


@router.get("{uuid:pk}/timeline/", response=answers(list[shapes.EntryOut]), operation_id="family_timeline")
@route(Permission.VIEW_PERSON)
def family_timeline(request: HttpRequest, pk: UUID) -> Any:
    """Everything that happened to the family and its people, newest first."""
    family = get_object_or_404(queries.families_visible_to(request.user), pk=pk)
    entries = queries.timeline(family, viewer=request.user, language=get_language() or "id")
    return [
        {"code": e.code, "sentence": sentence(e), "on": e.on, "at": e.at, "by": e.by, "family": e.family}
        for e in entries
    ]


@router.post("{uuid:pk}/reveal-number/", response=answers(shapes.WholeNumber), operation_id="reveal_family_number")
@route(Permission.REVEAL_NUMBER)
def reveal_family_number(request: HttpRequest, pk: UUID, asked: shapes.NumberIn) -> Any:
    """The whole number of the card in force; each reading is recorded, so it takes no key."""
    changeable = queries.families_changeable_by(request.user, Permission.REVEAL_NUMBER)
    family = get_object_or_404(changeable, pk=pk)
    return {"number": services.reveal_family_number(family=family, reason=asked.reason, by=request.user)}


@router.post("", response=answers(Done, status=201), operation_id="found_family")
@route(Permission.REGISTER_PERSON, Permission.CHANGE_FAMILY)
def found_family(request: HttpRequest, key: Key, asked: shapes.FoundFamily) -> Any:
    """A new card for somebody who belongs to no family."""
    head = get_object_or_404(queries.people_visible_to(request.user).select_related("office"), pk=asked.head)

    def act() -> Done:
        known = asked.dict(exclude={"head", "area_code"})
        family = services.found_family(head=head, office=head.office, area_id=asked.area_code, by=request.user, **known)
        return Done(id=family.pk, version=family.version)

    return done_once(request, key, "registry.found_family", act, status=201)


def _line(row: queries.FamilyRow) -> dict[str, Any]:
    return {
        "id": row.family.pk,
        "head": row.head.name if row.head else None,
        "members": row.members,
        "number": mask(str(row.number.number)) if row.number else None,
        "area": None if row.hides_place else row.area_in_words,
        "ended_on": row.family.ended_on,
    }


def _place(family: Any, hides_place: bool) -> dict[str, Any]:
    if hides_place:
        return {"area_code": None, "address": None, "rt": "", "rw": "", "place_is_protected": True}
    return {
        "area_code": family.area_id,
        "address": family.address,
        "rt": family.rt,
        "rw": family.rw,
        "place_is_protected": False,
    }


def _number(number: Any) -> dict[str, Any]:
    return {"number": mask(str(number.number)), "from_on": number.from_on, "until_on": number.until_on}


def _member(member: queries.MemberNow) -> dict[str, Any]:
    place = member.membership
    return {
        "membership": place.pk,
        "person": member.person.pk,
        "name": member.person.name,
        "relation": place.relation,
        "from_on": place.from_on,
        "is_alive": member.is_alive,
    }
