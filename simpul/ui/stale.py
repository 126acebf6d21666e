"""Someone else saved first: what differs between what is typed and what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from simpul.ui.templatetags.ui import day


@dataclass(frozen=True)
class Difference:
    """One field in two versions, as a reader sees them."""

    label: str
    mine: str
    saved: str

    @property
    def is_changed(self) -> bool:
        """Whether the two versions say different things."""
        return self.mine != self.saved


def differences(form: forms.BaseForm, saved: Mapping[str, Any]) -> list[Difference]:
    """Every visible field of a bound, valid form beside the value that is kept now (`saved` by field name)."""
    return [
        Difference(
            label=str(bound.label),
            mine=_words(bound.field, form.cleaned_data.get(bound.name)),
            saved=_words(bound.field, saved.get(bound.name)),
        )
        for bound in form.visible_fields()
        if not isinstance(bound.field, forms.FileField)  # a page cannot give a file back
    ]


def _words(field: forms.Field, value: Any) -> str:
    if value is None or value == "" or value == []:
        return _("kosong")
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if choices := dict(getattr(field, "choices", ())):
        values = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(str(choices.get(one, one)) for one in values)
    return day(value) if hasattr(value, "year") or hasattr(value, "precision") else str(value)
