"""Acts on families. Each names the version that was read and carries a key, so that it is done once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from simpul.accounts.rules.permissions import Permission
from simpul.audit.api import Done, Key, done_once
from simpul.registry import queries, services
from simpul.registry.api.versions import IfMatch, asked_version
from simpul.registry.schemas import families as shapes
from simpul.ui.routes import route
from simpul.ui.schemas import answers

router = Router()


@router.post("{uuid:pk}/join/", response=answers(Done), operation_id="join_family")
@route(Permission.CHANGE_FAMILY, Permission.REGISTER_PERSON)
def join_family(request: HttpRequest, pk: UUID, key: Key, asked: shapes.JoinFamily, if_match: IfMatch = None) -> Any:
    """Somebody who belongs to no family comes into this one."""
    person = get_object_or_404(queries.people_visible_to(request.user), pk=asked.person)
    known = {"person": person, "relation": asked.relation, "on": asked.on}
    return _act(request, pk, key, asked, if_match, services.join_family, known, services.COMES_IN)


@router.post("{uuid:pk}/leave/", response=answers(Done), operation_id="leave_family")
@route(Permission.CHANGE_FAMILY)
def leave_family(request: HttpRequest, pk: UUID, key: Key, asked: shapes.LeaveFamily, if_match: IfMatch = None) -> Any:
    """Somebody leaves without another card here."""
    person = get_object_or_404(queries.people_visible_to(request.user), pk=asked.person)
    known = {"person": person, "reason": asked.reason, "on": asked.on}
    return _act(request, pk, key, asked, if_match, services.leave_family, known)


@router.post("{uuid:pk}/change-head/", response=answers(Done), operation_id="change_head")
@route(Permission.CHANGE_FAMILY)
def change_head(request: HttpRequest, pk: UUID, key: Key, asked: shapes.ChangeHead, if_match: IfMatch = None) -> Any:
    """Another member heads the family."""
    new_head = get_object_or_404(queries.people_visible_to(request.user), pk=asked.new_head)
    known = {
        "new_head": new_head,
        "relation_of_former": asked.relation_of_former,
        "reason": asked.reason,
        "on": asked.on,
        "relations": _relations(asked.relations),
    }
    return _act(request, pk, key, asked, if_match, services.change_head, known)


@router.post("{uuid:pk}/split/", response=answers(Done, status=201), operation_id="split_family")
@route(Permission.CHANGE_FAMILY)
def split_family(request: HttpRequest, pk: UUID, key: Key, asked: shapes.SplitFamily, if_match: IfMatch = None) -> Any:
    """Some members found a card of their own; the answer is the new family."""
    people = queries.people_visible_to(request.user).in_bulk([member.person for member in asked.members])
    if len(people) != len({member.person for member in asked.members}):
        raise Http404
    members = [(people[member.person], member.relation) for member in asked.members]
    known = {"members": members, "number": asked.number, "on": asked.on}
    return _act(request, pk, key, asked, if_match, services.split_family, known, status=201)


@router.post("{uuid:pk}/merge/", response=answers(Done), operation_id="merge_families")
@route(Permission.CHANGE_FAMILY)
def merge_families(
    request: HttpRequest, pk: UUID, key: Key, asked: shapes.MergeFamilies, if_match: IfMatch = None
) -> Any:
    """Everybody moves to another card, and this one ends."""
    into = get_object_or_404(queries.families_changeable_by(request.user), pk=asked.into)
    known = {
        "into": into,
        "into_version": asked.into_version,
        "relations": _relations(asked.relations),
        "on": asked.on,
    }
    return _act(request, pk, key, asked, if_match, services.merge_families, known)


@router.post("{uuid:pk}/move/", response=answers(Done), operation_id="move_family")
@route(Permission.CHANGE_FAMILY)
def move_family(request: HttpRequest, pk: UUID, key: Key, asked: shapes.MoveFamily, if_match: IfMatch = None) -> Any:
    """The family lives somewhere else, and the living move along."""
    known = asked.dict(exclude={"version", "area_code"}) | {"area_id": asked.area_code}
    return _act(request, pk, key, asked, if_match, services.move_family, known)


@router.post("{uuid:pk}/change-number/", response=answers(Done), operation_id="change_family_number")
@route(Permission.CHANGE_FAMILY)
def change_family_number(
    request: HttpRequest, pk: UUID, key: Key, asked: shapes.ChangeFamilyNumber, if_match: IfMatch = None
) -> Any:
    """A new card with a new number."""
    known = {"number": asked.number, "on": asked.on}
    return _act(request, pk, key, asked, if_match, services.change_family_number, known)


@router.post("{uuid:pk}/end/", response=answers(Done), operation_id="end_family")
@route(Permission.CHANGE_FAMILY)
def end_family(request: HttpRequest, pk: UUID, key: Key, asked: shapes.EndFamily, if_match: IfMatch = None) -> Any:
    """Nobody living belongs to the family any more."""
    return _act(request, pk, key, asked, if_match, services.end_family, {"on": asked.on})


@router.post("{uuid:pk}/members/{uuid:place_pk}/correct/", response=answers(Done), operation_id="correct_membership")
@route(Permission.CHANGE_FAMILY)
def correct_membership(
    request: HttpRequest, pk: UUID, place_pk: UUID, key: Key, asked: shapes.CorrectMembership, if_match: IfMatch = None
) -> Any:
    """Somebody's place in this family was recorded wrongly."""
    family = get_object_or_404(queries.families_changeable_by(request.user), pk=pk)
    place = get_object_or_404(family.memberships, pk=place_pk)
    known = asked.dict(exclude={"version"}) | {"membership": place}

    def correct(*, family: Any, **more: Any) -> None:
        services.correct_membership(**more)

    return _act(request, pk, key, asked, if_match, correct, known)


def _act(
    request: HttpRequest,
    pk: UUID,
    key: UUID,
    asked: shapes.Versioned,
    if_match: str | None,
    service: Callable[..., Any],
    known: Mapping[str, Any],
    permissions: Iterable[Permission] = (),
    *,
    status: int = 200,
) -> Any:
    """Do the act once; the answer is the new family where one was made (201), else this one in its new version."""
    family = get_object_or_404(queries.families_changeable_by(request.user, *permissions), pk=pk)
    version = asked_version(asked.version, if_match)

    def act() -> Done:
        made = service(family=family, version=version, by=request.user, **known)
        result = made if status == 201 else family
        result.refresh_from_db()
        return Done(id=result.pk, version=result.version)

    return done_once(request, key, f"registry.{service.__name__}", act, status=status)


def _relations(given: Iterable[shapes.MemberRelation]) -> dict[UUID, str]:
    return {member.person: member.relation for member in given}
