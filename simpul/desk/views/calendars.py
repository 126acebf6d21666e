"""The working calendar of an office: a year, its holidays, the days of its week."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.desk.forms.calendars import AnnounceYearForm, DeclareHolidayForm, SetWorkingHoursForm
from simpul.desk.queries import calendars as queries
from simpul.desk.queries.offices import offices_managed_by
from simpul.desk.views.refusals import attempt, for_every_office, status_of
from simpul.directory import queries as directory
from simpul.directory import services
from simpul.kit.dates import date_in_words, today
from simpul.ui.routes import route


@require_GET
@route(Permission.MANAGE_OFFICE)
def calendar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A year at a glance, with its holidays below."""
    office = get_object_or_404(offices_managed_by(request.user), pk=pk)
    year = queries.year_of(office, _year(request.GET.get("year") or str(today(office.time_zone).year)))
    return render(request, "desk/calendar.html", {
        "office": office,
        "year": year,
        "changeable": queries.changeable_holidays(request.user, office, year),
        "may_announce": access.reaches_every_office(request.user, Permission.EDIT_CODE_LIST),
        "weekday_names": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in range(7)],
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_OFFICE)
def declare_holiday(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A holiday of this office; or of the country, for whoever may change what holds for every office."""
    office = get_object_or_404(offices_managed_by(request.user), pk=pk)
    with_country = access.reaches_every_office(request.user, Permission.EDIT_CODE_LIST)
    form = DeclareHolidayForm(request.POST or None, with_country=with_country)
    if form.is_valid():
        asked = form.cleaned_data
        whose = office if asked["kind"] == "local" else None
        if attempt(form, services.declare_holiday, office=whose, by=request.user, **asked):
            messages.success(request, _("%(name)s dicatat.") % {"name": asked["name"]})
            return redirect(_address_of(office.pk, asked["on"].year))
    context = {"form": form, "office": office, "back": _address_of(office.pk), "with_country": with_country}
    return render(request, "desk/declare_holiday.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_OFFICE)
def withdraw_holiday(request: HttpRequest, pk: UUID, holiday_pk: UUID) -> HttpResponse:
    """Ask first, then make it a working day again."""
    office = get_object_or_404(offices_managed_by(request.user), pk=pk)
    holiday = get_object_or_404(queries.holidays_changeable_by(request.user, office), pk=holiday_pk)
    if request.method == "POST":
        services.withdraw_holiday(holiday=holiday, by=request.user)
        day = date_in_words(holiday.on, get_language() or "id")
        messages.success(request, _("%(date)s bukan hari libur lagi.") % {"date": day})
        return redirect(_address_of(office.pk, holiday.on.year))
    context = {"office": office, "holiday": holiday, "back": _address_of(office.pk, holiday.on.year)}
    return render(request, "desk/withdraw_holiday.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.MANAGE_OFFICE)
def set_working_hours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """On which weekdays this office works."""
    office = get_object_or_404(offices_managed_by(request.user), pk=pk)
    known = {"weekdays": sorted(directory.calendar(office.pk).weekdays)}
    # A form without a single tick sends nothing but its token.
    form = SetWorkingHoursForm(request.POST if request.method == "POST" else None, initial=known)
    act = {"office": office, "by": request.user}
    if form.is_valid() and attempt(form, services.set_working_hours, **act, **form.cleaned_data):
        messages.success(request, _("Hari kerja disimpan."))
        return redirect(_address_of(office.pk))
    context = {"form": form, "office": office, "back": _address_of(office.pk)}
    return render(request, "desk/set_working_hours.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.EDIT_CODE_LIST)
@for_every_office(Permission.EDIT_CODE_LIST)
def announce_year(request: HttpRequest, pk: UUID, year: int) -> HttpResponse:
    """Say that the country's holidays of a year are complete. It holds for every office."""
    office = get_object_or_404(offices_managed_by(request.user), pk=pk)
    found = queries.year_of(office, _year(str(year)))
    form = AnnounceYearForm(request.POST or None)
    if form.is_valid() and attempt(form, services.announce_year, year=year, by=request.user, **form.cleaned_data):
        messages.success(request, _("Hari libur %(year)s dinyatakan lengkap.") % {"year": year})
        return redirect(_address_of(office.pk, year))
    context = {"form": form, "office": office, "year": found, "back": _address_of(office.pk, year)}
    return render(request, "desk/announce_year.html", context, status=status_of(form))


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and queries.FIRST_YEAR <= int(text[:5]) <= queries.LATEST_YEAR):
        raise Http404
    return int(text)


def _address_of(pk: UUID, year: int | None = None) -> str:
    return reverse("desk:calendar", args=[pk]) + (f"?year={year}" if year else "")
