"""What is sent with a small act on a row."""

from typing import Any

from django import forms

from simpul.lists.rules.checks import Decision
from simpul.lists.rules.fields import Field


class RowForm(forms.Form):
    """Which version of the row was seen."""

    version = forms.IntegerField()


class MendRowForm(RowForm):
    """Cells written anew, by field. A year alone settles the century of the date that stands there."""

    def __init__(self, *args: Any, born: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.born = born
        for field in Field:
            self.fields[field.value] = forms.CharField(required=False, max_length=500)
        self.fields["birth_year"] = forms.RegexField(r"^\d{4}$", required=False)

    def texts(self) -> dict[Field, str]:
        """What was written, of the cells that were asked for."""
        texts = {
            Field(name): self.cleaned_data[name]
            for name in self.data
            if name in set(Field) and name in self.cleaned_data
        }
        if year := self.cleaned_data.get("birth_year"):
            texts[Field.BIRTH_DATE] = f"{self.born[:-2]}{year}"
        return texts


class AcceptForm(RowForm):
    """The finding that is right all the same."""

    field = forms.ChoiceField(choices=[(field.value, field.value) for field in Field])
    code = forms.SlugField(max_length=60)


class DecideForm(RowForm):
    """Who is who, and which differing values are taken from the list."""

    decision = forms.ChoiceField(choices=[(one.value, one.value) for one in Decision])
    take = forms.MultipleChoiceField(required=False, choices=[])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["take"] = [name[:40] for name in self.data.getlist("take")] if hasattr(self.data, "getlist") else []
        self.errors.pop("take", None)
        return cleaned
