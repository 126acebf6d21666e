"""Relations between people."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from simpul.accounts.rules.permissions import Permission
from simpul.audit.api import Done, Key, done_once
from simpul.registry import queries, services
from simpul.registry.schemas import people as shapes
from simpul.ui.routes import route
from simpul.ui.schemas import answers

router = Router()


@router.post("", response=answers(Done, status=201), operation_id="record_relation")
@route(Permission.CHANGE_FAMILY)
def record_relation(request: HttpRequest, key: Key, asked: shapes.RecordRelation) -> Any:
    """`person` is parent, spouse, guardian or carer of `other`."""
    people = queries.people_changeable_by(request.user, Permission.CHANGE_FAMILY)
    known = {"person": get_object_or_404(people, pk=asked.person), "other": get_object_or_404(people, pk=asked.other)}

    def act() -> Done:
        relation = services.record_relation(kind=asked.kind, from_on=asked.from_on, by=request.user, **known)
        remarks = queries.remarks_on(relation, on=queries.today_for(request.user))
        return Done(id=relation.pk, remarks=[remark.code for remark in remarks])

    return done_once(request, key, "registry.record_relation", act, status=201)


@router.post("{uuid:pk}/end/", response=answers(Done), operation_id="end_relation")
@route(Permission.CHANGE_FAMILY)
def end_relation(request: HttpRequest, pk: UUID, key: Key, asked: shapes.EndRelation) -> Any:
    """The relation is over, or was a mistake."""
    relation = get_object_or_404(queries.relations_visible_to(request.user), pk=pk)

    def act() -> Done:
        services.end_relation(relation=relation, until_on=asked.until_on, by=request.user)
        return Done(id=relation.pk)

    return done_once(request, key, "registry.end_relation", act)
