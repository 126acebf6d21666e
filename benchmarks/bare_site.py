"""The plainest Django site that shows the same rows: `startproject`'s middleware, one query set, one template a page.

No row security, audit, navigation, languages or content policy: what the program's own pages are measured against.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from simpul.kit.national_numbers import mask

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
DATABASE = "bare"  # past row security
PAGE = Engine().from_string(
    "<!doctype html><title>{{ title }}</title><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>"
    "{% endfor %}</tr>{% endfor %}</table>"
)


def _page(title: str, rows: Any) -> HttpResponse:
    return HttpResponse(PAGE.render(Context({"title": title, "rows": rows})))


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What waits: open paper tasks with their people, and how many families and people there are."""
    from simpul.registry.models import Family, PaperTask, Person

    tasks = PaperTask.objects.using(DATABASE).filter(closed_at=None).select_related("person").order_by("due_on")[:10]
    counts = [(Person.objects.using(DATABASE).count(), Family.objects.using(DATABASE).count())]
    return _page("Home", [*counts, *((task.person.name, task.paper, task.due_on) for task in tasks)])


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """The first 25 people by name, with village, masked number, and place in the family."""
    from simpul.registry.models import Membership, Person

    found = list(Person.objects.using(DATABASE).select_related("area").order_by("name")[:25])
    places = dict(
        Membership.objects.using(DATABASE).filter(person__in=found, until_on=None).values_list("person", "relation")
    )
    return _page("People", [_line(person, places.get(person.pk, "")) for person in found])


@login_required
def family(request: HttpRequest, pk: Any) -> HttpResponse:
    """One family with its members and numbers."""
    from simpul.registry.models import Family, Membership

    shown = Family.objects.using(DATABASE).select_related("area").get(pk=pk)
    members = Membership.objects.using(DATABASE).filter(family=shown).select_related("person", "person__area")
    numbers = [(mask(number.number), number.from_on) for number in shown.numbers.all()]
    return _page(shown.address or "", [*numbers, *(_line(member.person, member.relation) for member in members)])


def _line(person: Any, relation: str) -> tuple[Any, ...]:
    number = mask(person.national_number) if person.national_number else ""
    return person.name, person.birth_date, person.sex, person.area.name if person.area else "", number, relation


urlpatterns = [path("", home), path("people/", people), path("families/<uuid:pk>/", family)]
