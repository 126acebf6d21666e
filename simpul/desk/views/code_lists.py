"""The code lists: finding one, reading it, and writing the office's own words into it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.desk.forms.code_lists import (
    ActOnCodeListEntryForm,
    AddCodeListEntryForm,
    EditCodeListEntryForm,
    FindCodeListForm,
    saved_entry,
)
from simpul.desk.queries import code_lists as queries
from simpul.desk.views.refusals import attempt, for_every_office, status_of
from simpul.directory import queries as directory
from simpul.directory import services
from simpul.directory.rules.code_lists import Entry
from simpul.kit.refusals import StaleRefused
from simpul.registry.queries import today_for
from simpul.ui.routes import route
from simpul.ui.stale import compare


@require_GET
@route(Permission.EDIT_CODE_LIST)
def code_lists(request: HttpRequest) -> HttpResponse:
    """Every list, with what needs a look: unverified entries, and shipped words that changed under the office's."""
    form, text, state, _after = _asked(request)
    lines = queries.lines(text, state, get_language() or "id")
    return render(request, "desk/code_lists.html", {"form": form, "text": text, "state": state, "lines": lines})


@require_GET
@route(Permission.EDIT_CODE_LIST)
def view_code_list(request: HttpRequest, name: str) -> HttpResponse:
    """The entries of a list, each with source, note and what is to be known about it."""
    form, text, state, after = _asked(request)
    context = _of_list(name)
    found = queries.entries_of(name, text, state)
    shown, context["next"] = queries.page_of(found, after)
    context |= {"form": form, "text": text, "state": state, "after": after, "entries": shown, "found": len(found)}
    context["may_edit"] = access.reaches_every_office(request.user, Permission.EDIT_CODE_LIST)
    return render(request, "desk/view_code_list.html", {**context, "counts": queries.counts_of(name)})


@require_GET
@route(Permission.EDIT_CODE_LIST)
def code_list_editions(request: HttpRequest, name: str) -> HttpResponse:
    """What changed in a list, and when."""
    return render(request, "desk/code_list_editions.html", {**_of_list(name), "editions": queries.editions_of(name)})


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.EDIT_CODE_LIST)
@for_every_office(Permission.EDIT_CODE_LIST)
def add_code_list_entry(request: HttpRequest, name: str) -> HttpResponse:
    """An entry that only this installation has."""
    context = _of_list(name)
    form = AddCodeListEntryForm(request.POST or None, columns=queries.columns_of(name))
    if form.is_valid():
        code, on = form.cleaned_data["code"], today_for(request.user)
        if attempt(form, services.add_entry, list=name, code=code, values=form.values(), on=on, by=request.user):
            messages.success(request, _("Kode %(code)s ditambahkan.") % {"code": code})
            return redirect("desk:view_code_list", name=name)
    return render(request, "desk/add_code_list_entry.html", {**context, "form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.EDIT_CODE_LIST)
@for_every_office(Permission.EDIT_CODE_LIST)
def edit_code_list_entry(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """The office's own words over an entry; when somebody else wrote meanwhile, both versions are shown."""
    context, entry = _of_list(name), _entry(name, code)
    form = EditCodeListEntryForm(request.POST or None, columns=queries.columns_of(name), entry=entry)
    if form.is_valid():
        version, on = form.cleaned_data["version"], today_for(request.user)
        act = {"list": name, "code": code, "version": version, "changes": form.changes(), "on": on, "by": request.user}
        try:
            if attempt(form, services.edit_entry, **act):
                messages.success(request, _("Kode %(code)s disimpan.") % {"code": code})
                return redirect("desk:view_code_list", name=name)
        except StaleRefused:
            return _stale(request, name, form, _entry(name, code))
    return render(
        request, "desk/edit_code_list_entry.html", {**context, "form": form, "entry": entry}, status=status_of(form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.EDIT_CODE_LIST)
@for_every_office(Permission.EDIT_CODE_LIST)
def hide_code_list_entry(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Offer an entry for new records no more."""
    return _act(request, name, code, "hide", done=_("Kode %(code)s disembunyikan."))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.EDIT_CODE_LIST)
@for_every_office(Permission.EDIT_CODE_LIST)
def show_code_list_entry(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Offer a hidden entry again."""
    return _act(request, name, code, "show", done=_("Kode %(code)s ditawarkan lagi."))


@require_http_methods(["GET", "HEAD", "POST"])
@route(Permission.EDIT_CODE_LIST)
@for_every_office(Permission.EDIT_CODE_LIST)
def reset_code_list_entry(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Go back to what is shipped."""
    return _act(request, name, code, "reset", done=_("Kode %(code)s kembali ke isi bawaan."))


_ACTS = {"hide": services.hide_entry, "show": services.show_entry, "reset": services.reset_entry}


def _act(request: HttpRequest, name: str, code: str, verb: str, *, done: str) -> HttpResponse:
    """Show what it does; then do it, unless the entry is no longer what was shown: then show it again."""
    context, entry, status = _of_list(name), _entry(name, code), 200
    form = ActOnCodeListEntryForm(request.POST or None, initial={"version": entry.version})
    if form.is_valid():
        act = {"list": name, "code": code, "version": form.cleaned_data["version"], "on": today_for(request.user)}
        try:
            if attempt(form, _ACTS[verb], by=request.user, **act):
                messages.success(request, done % {"code": code})
                return redirect("desk:view_code_list", name=name)
        except StaleRefused:
            context["is_stale"], status, entry = True, 409, _entry(name, code)
            form = ActOnCodeListEntryForm(initial={"version": entry.version})
    context |= {"form": form, "entry": entry, "is_done": _is_done(verb, entry)}
    return render(request, f"desk/{verb}_code_list_entry.html", context, status=max(status, status_of(form)))


def _is_done(verb: str, entry: Entry) -> bool:
    """Whether there is nothing left for this act to do."""
    return {"hide": entry.is_hidden, "show": not entry.is_hidden, "reset": not entry.is_local}[verb]


def _stale(request: HttpRequest, name: str, form: EditCodeListEntryForm, entry: Entry) -> HttpResponse:
    form.initial = saved_entry(entry)
    context = {"compared": compare(form, version=entry.version), "saved_url": request.path}
    return render(request, "ui/stale.html", context, status=409)


def _asked(request: HttpRequest) -> tuple[FindCodeListForm, str, str, str]:
    form = FindCodeListForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    return form, asked.get("q", ""), asked.get("state") or "all", asked.get("after", "")


def _of_list(name: str) -> dict[str, object]:
    found = queries.code_list(name)
    if found is None:
        raise Http404
    edition = directory.current_edition(name)
    return {"list": found, "list_title": queries.title_of(found, get_language() or "id"), "edition": edition}


def _entry(name: str, code: str) -> Entry:
    if entry := directory.entry(name, code):
        return entry
    raise Http404
