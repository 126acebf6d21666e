"""The small acts on one person: other names, contacts, papers obtained, extracts. Each carries a key and is done once."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from simpul.accounts.rules.permissions import Permission
from simpul.audit.api import Done, Key, done_once
from simpul.registry import queries, services
from simpul.registry.schemas import person_acts as shapes
from simpul.registry.schemas.persons import phone_in
from simpul.ui.routes import route
from simpul.ui.schemas import answers

router = Router()


@router.post("{uuid:pk}/add-alias/", response=answers(Done, status=201), operation_id="add_alias")
@route(Permission.CORRECT_PERSON)
def add_alias(request: HttpRequest, pk: UUID, key: Key, asked: shapes.AddAlias) -> Any:
    """Another name by which this person is found."""
    person = _person(request, pk)

    def act() -> Done:
        return Done(id=services.add_alias(person=person, name=asked.name, kind=asked.kind, by=request.user).pk)

    return done_once(request, key, "registry.add_alias", act, status=201)


@router.post("{uuid:pk}/aliases/{uuid:alias_pk}/end/", response=answers(Done), operation_id="end_alias")
@route(Permission.CORRECT_PERSON)
def end_alias(request: HttpRequest, pk: UUID, alias_pk: UUID, key: Key) -> Any:
    """This name is used no longer."""
    alias = get_object_or_404(_person(request, pk).aliases, pk=alias_pk)

    def act() -> Done:
        return Done(id=services.end_alias(alias=alias, by=request.user).pk)

    return done_once(request, key, "registry.end_alias", act)


@router.post("{uuid:pk}/add-contact/", response=answers(Done, status=201), operation_id="add_contact")
@route(Permission.CORRECT_PERSON)
def add_contact(request: HttpRequest, pk: UUID, key: Key, asked: shapes.AddContact) -> Any:
    """A way to reach this person, and whether it is safe."""
    person = _person(request, pk)

    def act() -> Done:
        known = {"number": phone_in(asked.number), "kind": asked.kind, "safety": asked.safety, "rule": asked.rule}
        return Done(id=services.add_contact(person=person, by=request.user, **known).pk)

    return done_once(request, key, "registry.add_contact", act, status=201)


@router.post("{uuid:pk}/contacts/{uuid:contact_pk}/end/", response=answers(Done), operation_id="end_contact")
@route(Permission.CORRECT_PERSON)
def end_contact(request: HttpRequest, pk: UUID, contact_pk: UUID, key: Key) -> Any:
    """This number leads nowhere any more, or must not be used again."""
    contact = get_object_or_404(_person(request, pk).contacts, pk=contact_pk)

    def act() -> Done:
        return Done(id=services.end_contact(contact=contact, by=request.user).pk)

    return done_once(request, key, "registry.end_contact", act)


@router.post("{uuid:pk}/paper-tasks/{uuid:task_pk}/close/", response=answers(Done), operation_id="close_paper_task")
@route(Permission.CORRECT_PERSON)
def close_paper_task(request: HttpRequest, pk: UUID, task_pk: UUID, key: Key, asked: shapes.ClosePaperTask) -> Any:
    """The paper has been obtained, or is not needed any more."""
    task = get_object_or_404(_person(request, pk).paper_tasks, pk=task_pk)

    def act() -> Done:
        return Done(id=services.close_paper_task(task=task, outcome=asked.outcome, by=request.user).pk)

    return done_once(request, key, "registry.close_paper_task", act)


@router.post("{uuid:pk}/print-extract/", response=answers(Done, status=201), operation_id="print_extract")
@route(Permission.PRINT_EXTRACT)
def print_extract(request: HttpRequest, pk: UUID, key: Key, asked: shapes.PrintExtract) -> Any:
    """Set and keep an extract; the answer is the paper, whose bytes `print_paper` hands out."""
    person = get_object_or_404(queries.people_changeable_by(request.user, Permission.PRINT_EXTRACT), pk=pk)

    def act() -> Done:
        known = asked.dict(exclude={"safe_to_take_home"})
        paper, _content = services.print_extract(person=person, by=request.user, **known)
        return Done(id=paper.pk)

    return done_once(request, key, "registry.print_extract", act, status=201)


def _person(request: HttpRequest, pk: UUID) -> Any:
    return get_object_or_404(queries.people_changeable_by(request.user), pk=pk)
