"""No act is written down where no auditor reads it: every event has its office, or holds for the whole installation."""

import ast
from datetime import date

import pytest
from django.urls import reverse

from simpul.accounts.services import give_grant, withdraw_grant
from simpul.audit.models import AuditEvent
from simpul.audit.services import record
from simpul.database.context import acting_as
from simpul.desk.forms.sentences import SENTENCES
from simpul.directory.services import open_organisation
from simpul.registry.services import hand_over_paper_tasks
from tests.factories import registry as make
from tests.house.code import place, python_files

# Written by hand: what is of no single office.
INSTALLATION_WIDE = {
    "directory.area_change_recorded", "directory.area_code_set", "directory.area_opened", "directory.area_renamed",
    "directory.entry_added", "directory.entry_edited", "directory.entry_hidden", "directory.entry_reset",
    "directory.entry_shown", "directory.organisation_changed", "directory.organisation_opened",
    "directory.year_announced",
    "accounts.sign_in_failed",  # with a name that nobody has
}  # fmt: skip


def recorded_without_office():
    """The acts that some call writes down without naming an office, with the place of the call."""
    found = {}
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in {"record", "Event"} or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            is_fifth = node.func.id == "Event" and len(node.args) >= 5  # act, by, subject, its kind, office
            if not is_fifth and "office" not in {keyword.arg for keyword in node.keywords}:
                found[node.args[0].value] = place(path, node)
    return found


def test_every_act_names_its_office_or_is_of_the_whole_installation():
    found = recorded_without_office()
    assert {act: where for act, where in found.items() if act not in INSTALLATION_WIDE} == {}
    assert set(found) == INSTALLATION_WIDE


@pytest.mark.parametrize("act", sorted(SENTENCES))
def test_every_act_is_read_by_an_auditor(cast, act):
    with acting_as(cast.yuni.pk):
        record(act, by=cast.yuni, office=None if act in INSTALLATION_WIDE else cast.office)
    with acting_as(cast.sari.pk):
        assert AuditEvent.objects.filter(act=act, actor=cast.yuni.pk).count() == 1
    with acting_as(cast.ujang.pk):
        assert AuditEvent.objects.filter(act=act, actor=cast.yuni.pk).exists() == (act in INSTALLATION_WIDE)
    for other in (cast.yuni, cast.rina, cast.agus, cast.bambang):
        with acting_as(other.pk):
            assert not AuditEvent.objects.exists()


def test_what_holds_for_everybody_stands_on_the_page(cast, sign_in):
    with acting_as(cast.agus.pk):
        open_organisation(name="Yayasan Harapan", kind="ngo", by=cast.agus)
    for auditor in ("sari", "ujang", "paulus"):
        told = sign_in(auditor).get(reverse("desk:audit")).context["events"]
        assert "directory.organisation_opened" in {event.act for event in told}, auditor


def test_tasks_handed_over_are_told_at_their_office(cast):
    make.person(cast.yuni, cast.office, number_state="none_yet")
    with acting_as(cast.rina.pk):
        hand_over_paper_tasks(user=cast.yuni, successor=cast.bagus, by=cast.rina)
    with acting_as(cast.sari.pk):
        event = AuditEvent.objects.get(act="registry.paper_tasks_handed_over")
    assert (event.office, event.detail["count"]) == (cast.office.pk, 1)


def test_a_grant_is_told_at_the_office_of_its_holder_to_the_end(cast):
    aminah = make.person(cast.yuni, cast.office)
    asked = {"kind": "person", "subject": aminah.pk, "effect": "allow", "relation": "test"}
    with acting_as(cast.rina.pk):
        withdraw_grant(grant=give_grant(user=cast.wati, by=cast.rina, **asked), by=cast.rina)
    with acting_as(cast.ujang.pk):
        acts = list(AuditEvent.objects.filter(subject=aminah.pk).order_by("id").values_list("act", flat=True))
    assert acts == ["accounts.grant_given", "accounts.grant_withdrawn"]


def test_an_auditor_without_office_reads_nothing(cast):
    """Somebody whose role as an auditor ended reads nothing of the installation either."""
    with acting_as(cast.yuni.pk):
        record("directory.entry_edited", by=cast.yuni)
    cast.sari.assignments.update(until_on=date(2026, 1, 2))
    with acting_as(cast.sari.pk):
        assert not AuditEvent.objects.exists()
