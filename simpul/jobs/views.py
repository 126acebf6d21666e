"""The pages of work in the background: followed, left and found again, stopped, tried once more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from simpul.jobs import forms, queries, services
from simpul.ui.routes import signed_in_route

PAGE = 50
OWN = "everybody follows the work they asked for"


@signed_in_route(OWN)
def list_jobs(request: HttpRequest) -> HttpResponse:
    """The latest fifty: what is being done, and what lately ended."""
    told = [forms.in_words(job, now=timezone.now(), follow=True) for job in queries.jobs_of(request.user)[:PAGE]]
    context = {"open": [one for one in told if one.is_open], "ended": [one for one in told if not one.is_open]}
    return render(request, "jobs/list_jobs.html", context)


@signed_in_route(OWN)
def view_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is; a page that asks again by itself gets the part that changes, until there is nothing to ask for."""
    job = get_object_or_404(queries.jobs_visible_to(request.user), pk=pk)
    told = forms.in_words(job, now=timezone.now())
    asks_again = "HX-Request" in request.headers
    template = "jobs/_progress.html" if asks_again else "jobs/view_job.html"
    response = render(request, template, {"told": told, "is_mine": job.asked_by == request.user.pk})
    if asks_again and not told.is_open:
        response["HX-Refresh"] = "true"  # what may be done now stands elsewhere on the page
    return response


@require_http_methods(["GET", "POST"])
@signed_in_route(OWN)
def cancel_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask first, then stop."""
    job = get_object_or_404(queries.jobs_of(request.user), pk=pk)
    told = forms.in_words(job, now=timezone.now(), follow=True)
    if request.method == "POST":
        services.cancel_job(job=job, by=request.user)
        messages.success(request, _("Pekerjaan dihentikan. Yang belum selesai dibatalkan."))
        return redirect(told.url)
    return render(request, "jobs/cancel_job.html", {"told": told})


@require_POST
@signed_in_route(OWN)
def retry_job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From the beginning."""
    job = get_object_or_404(queries.jobs_of(request.user), pk=pk)
    services.retry_job(job=job, by=request.user)
    return redirect(forms.in_words(job, now=timezone.now(), follow=True).url)


@signed_in_route("whoever asked for the work, as long as their role allows what the kind of work declares")
def download_result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file that came of it, while it is kept and the right lasts."""
    job = get_object_or_404(queries.jobs_with_result(request.user), pk=pk)
    content = services.download_result(job=job, by=request.user)
    name = f"{job.kind.replace('.', '-')}-{str(job.pk)[-6:]}{queries.ending_of(job)}"
    return HttpResponse(
        content,
        content_type=job.result.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
