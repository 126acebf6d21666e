"""What is asked when somebody is too close to a person to keep their file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from simpul.kit.refusals import Refusal
from simpul.registry import queries
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.accounts.models import User
    from simpul.registry.models import Person

RELATIONS = [
    ("conflict_own", _("Berkasnya sendiri")),
    ("conflict_family", _("Keluarga")),
    ("conflict_other", _("Hubungan lain, misalnya usaha bersama atau perkara")),
]
SENTENCES = {
    "conflict_relation_unknown": _("Pilih hubungannya."),
    "conflict_of_others": _("Benturan kepentingan orang lain dinyatakan oleh manajer kantornya."),
    "conflict_own_withdrawn": _("Benturan kepentingan Anda sendiri dicabut oleh orang lain."),
}


class DeclareConflictForm(forms.Form):
    """How near; for a manager also who."""

    relation = forms.ChoiceField(
        label=_("Hubungannya"), choices=RELATIONS, widget=forms.RadioSelect,
        error_messages={"required": _("Pilih hubungannya.")},
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, viewer: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        if queries.may_withdraw_conflicts(viewer, person):
            self.people = {str(user.pk): user for user in queries.staff_around(person)}
            choices = [(pk, user.name) for pk, user in self.people.items()]
            self.fields["user"] = forms.ChoiceField(label=_("Petugas"), choices=choices, initial=str(viewer.pk))
            self.order_fields(["user", "relation"])

    def act(self) -> dict[str, Any]:
        """What the service is asked; oneself where nobody is chosen."""
        chosen = self.cleaned_data.get("user")
        return {"user": self.people[chosen] if chosen else self.viewer, "relation": self.cleaned_data["relation"]}

    def add_refusal(self, refusal: Refusal) -> None:
        """Why the act did not happen."""
        self.add_error(None, sentence(refusal))


def relation_in_words(code: str) -> str:
    """The relation that a grant names."""
    return str(dict(RELATIONS).get(code, code))
