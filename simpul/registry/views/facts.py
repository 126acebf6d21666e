"""What is known of somebody or of a family beside the record: answered topic by topic, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from simpul.accounts.rules.permissions import Permission
from simpul.kit.dates import today
from simpul.kit.refusals import Refused, StaleRefused
from simpul.registry import queries, services
from simpul.registry.forms import facts as words
from simpul.registry.forms.record_facts import EndFactForm, RecordFactsForm
from simpul.registry.rules.catalogue import Unit, kinds_of
from simpul.ui.routes import route

if TYPE_CHECKING:
    from simpul.registry.queries.facts import Subject

asks = require_http_methods(["GET", "HEAD", "POST"])
PAGE, END = "registry/record_facts.html", "registry/end_fact.html"


@asks
@route(Permission.RECORD_FACTS)
def record_person_facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What everybody who works with this person may know of their life."""
    person = get_object_or_404(queries.people_changeable_by(request.user, Permission.RECORD_FACTS), pk=pk)
    return _record(request, person, Unit.PERSON, confidential=False)


@asks
@route(Permission.VIEW_CONFIDENTIAL_FACTS)
def record_confidential_facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Health, disability in detail, PPKS types: each opening is written down."""
    people = queries.people_changeable_by(request.user, Permission.VIEW_CONFIDENTIAL_FACTS)
    person = get_object_or_404(people, pk=pk)
    services.view_confidential_facts(subject=person, by=request.user)
    return _record(request, person, Unit.PERSON, confidential=True)


@asks
@route(Permission.RECORD_FACTS)
def record_family_facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The house, its water, what the family has and receives."""
    family = get_object_or_404(queries.families_changeable_by(request.user, Permission.RECORD_FACTS), pk=pk)
    return _record(request, family, Unit.FAMILY, confidential=False)


@asks
@route(Permission.RECORD_FACTS)
def end_person_fact(request: HttpRequest, pk: UUID, fact_pk: UUID) -> HttpResponse:
    """One thing that was said of a person holds no more, or never did."""
    person = get_object_or_404(queries.people_changeable_by(request.user, Permission.RECORD_FACTS), pk=pk)
    return _end(request, person, Unit.PERSON, fact_pk)


@asks
@route(Permission.RECORD_FACTS)
def end_family_fact(request: HttpRequest, pk: UUID, fact_pk: UUID) -> HttpResponse:
    """The same of a family."""
    family = get_object_or_404(queries.families_changeable_by(request.user, Permission.RECORD_FACTS), pk=pk)
    return _end(request, family, Unit.FAMILY, fact_pk)


def facts_shown(request: HttpRequest, subject: Subject) -> dict[str, Any]:
    """What the page of a person or family tells of ordinary facts, and what may be done about them."""
    on = today(subject.office.time_zone)
    held = queries.facts_in_force(subject, viewer=request.user, on=on, confidential=False)
    return {
        "facts_by_topic": words.by_topic(held.values()),
        "may_record_facts": queries.may_record_facts(request.user, subject),
        "may_read_confidential": queries.may_read_confidential(request.user, subject),
    }


def _record(request: HttpRequest, subject: Subject, unit: Unit, *, confidential: bool) -> HttpResponse:
    topics = words.topics_of(unit, confidential=confidential)
    topic = request.GET.get("topic") or topics[0][0]
    if topic not in dict(topics):
        raise Http404
    on = today(subject.office.time_zone)
    form = _form(request, subject, unit, topic, on=on, confidential=confidential)
    may_record = queries.may_record_facts(request.user, subject)
    status = 200
    if form.is_bound and may_record:
        answer = _act(request, form, subject, on=on, topic=topic)
        if isinstance(answer, HttpResponse):
            return answer
        status = answer
    history = queries.fact_history(subject, viewer=request.user, on=on, confidential=confidential)
    context = {
        "form": form, "topics": topics, "topic": topic, "title": dict(topics)[topic], "unit": str(unit), "on": on,
        "subject": subject, str(unit): subject, "is_confidential": confidential, "may_record": may_record,
        "held": words.by_topic(fact for fact in form.held.values() if fact.kind.topic == topic),
        "history": [words.told_of(fact) for fact in history if fact.kind.topic == topic],
    }  # fmt: skip
    return render(request, PAGE, context, status=status)


def _form(
    request: HttpRequest, subject: Subject, unit: Unit, topic: str, *, on: Any, confidential: bool
) -> RecordFactsForm:
    kinds = [kind for kind in kinds_of(unit, confidential=confidential) if kind.topic == topic]
    held = queries.facts_in_force(subject, viewer=request.user, on=on, confidential=confidential)
    asked = {"version": queries.facts_version(subject, request.user)}
    return RecordFactsForm(request.POST or None, kinds=kinds, held=held, on=on, initial=asked)


def _act(request: HttpRequest, form: RecordFactsForm, subject: Subject, *, on: Any, topic: str) -> HttpResponse | int:
    """The page to go on to, or the status with which the form is shown again."""
    if not form.is_valid():
        return 422
    try:
        services.record_facts(subject=subject, on=on, by=request.user, **form.act())
    except Refused as refused:
        form.add_refusal(refused.refusal)
        if isinstance(refused, StaleRefused):  # what others said stands beside the form now: sending it again is meant
            form.data = {**form.data.dict(), "version": str(queries.facts_version(subject, request.user))}
        return 409 if isinstance(refused, StaleRefused) else 422
    messages.success(request, _("Keadaan dicatat."))
    return redirect(f"{request.path}?topic={topic}")


def _end(request: HttpRequest, subject: Subject, unit: Unit, fact_pk: UUID) -> HttpResponse:
    on = today(subject.office.time_zone)
    fact = queries.fact_said(subject, fact_pk, viewer=request.user, on=on)
    if fact is None:
        raise Http404
    page = "registry:record_confidential_facts" if fact.kind.confidential else f"registry:record_{unit}_facts"
    back = f"{reverse(page, args=[subject.pk])}?topic={fact.kind.topic}"
    form = EndFactForm(request.POST or None, on=on)
    if form.is_bound and form.is_valid():
        try:
            services.end_fact(subject=subject, fact=fact, on=on, by=request.user, **form.act())
        except Refused as refused:
            form.add_refusal(refused.refusal)
        else:
            messages.success(request, _("Keadaan diakhiri."))
            return redirect(back)
    context = {"form": form, "shown": words.told_of(fact), "back": back, "unit": str(unit), str(unit): subject}
    return render(request, END, context, status=422 if form.errors else 200)
