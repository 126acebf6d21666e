"""The form in which facts are said, topic by topic, and the one that ends a fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from simpul.kit.ids import new_id
from simpul.kit.refusals import Refusal
from simpul.registry import queries
from simpul.registry.forms.facts import HOW_OFTEN, label_of
from simpul.registry.forms.fields import LineField
from simpul.registry.queries.choices import FactEndReason, FactSaidBy, FactSource
from simpul.registry.rules.catalogue import FactKind, FactType
from simpul.registry.rules.facts import MOST, UNKNOWN, Told, Value, to_decimal
from simpul.ui.fields import DayField, only_when
from simpul.ui.sentences import sentence

if TYPE_CHECKING:
    from simpul.registry.queries import KnownFact

YES, NO, NOT_KNOWN, NONE = "yes", "no", "unknown", "none"
SAYS_NOT_KNOWN = ("tidak tahu", "unknown", "not known", "?")


def _choices(kind: FactKind, on: date) -> list[tuple[str, Any]]:
    offered = queries.choices_of(kind, get_language() or "id", on=on)
    return [(code, HOW_OFTEN[code] if kind.code == "feels_sad" else words) for code, words in offered.items()]


class RecordFactsForm(forms.Form):
    """The questions of one topic as they are answered now, and how the office knows. Only what changes is recorded."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: list[FactKind], held: Mapping[str, KnownFact], on: date, **options: Any):
        super().__init__(*args, **options)
        self.kinds, self.held = kinds, held
        for kind in kinds:
            self.fields[kind.code] = _field(kind, on, held.get(kind.code))
        self.fields["observed_on"] = DayField(label=_("Keadaan pada tanggal"), latest=on, initial=on)
        self.fields["source"] = forms.ChoiceField(
            label=_("Dari mana kantor tahu?"), choices=[("", ""), *FactSource.choices]
        )
        self.fields["said_by"] = forms.ChoiceField(
            label=_("Siapa yang mengatakan?"), choices=[("", ""), *FactSaidBy.choices], required=False
        )
        self.fields["note"] = LineField(label=_("Keterangan"), max_length=200, required=False)

    @property
    def questions(self) -> list[Any]:
        """The fields that ask for facts."""
        return [self[kind.code] for kind in self.kinds]

    @property
    def provenance(self) -> list[Any]:
        """The fields that ask how the office knows."""
        return [self[name] for name in ("observed_on", "source", "said_by", "note")]

    def clean(self) -> dict[str, Any]:
        known: dict[str, Any] = super().clean() or self.cleaned_data
        for kind in self.kinds:
            if kind.code in self.held and kind.code in known and known[kind.code] is None:
                self.add_error(
                    kind.code, gettext("Kosong bukan jawaban. Pilih atau tulis “tidak tahu”, atau akhiri di riwayat.")
                )
        return known

    def act(self) -> dict[str, Any]:
        """What `services.record_facts` is asked."""
        known = self.cleaned_data
        was = {code: fact.value for code, fact in self.held.items()}
        said = {
            kind.code: known[kind.code]
            for kind in self.kinds
            if known.get(kind.code) is not None and known[kind.code] != was.get(kind.code)
        }
        told = Told(known["observed_on"], known["source"], known["said_by"], known["note"])
        return {"said": said, "told": told, "act": known["id"], "version": known["version"]}

    def add_refusal(self, refusal: Refusal) -> None:
        """Why nothing was recorded, beside the date where it is about it."""
        about_day = refusal.code in ("fact_in_future", "fact_before_birth")
        self.add_error("observed_on" if about_day else None, sentence(refusal))


def _field(kind: FactKind, on: date, fact: KnownFact | None) -> forms.Field:
    asked: dict[str, Any] = {"label": label_of(kind), "required": False, "initial": fact.value if fact else None}
    if kind.type == FactType.CODES:
        return AnswersField(choices=_choices(kind, on), **asked)
    if kind.type in (FactType.BOOL, FactType.CODE):
        choices = [(YES, _("Ya")), (NO, _("Tidak"))] if kind.type == FactType.BOOL else _choices(kind, on)
        return AnswerField(choices=[("", "–"), *choices, (NOT_KNOWN, _("Tidak tahu"))], **asked)
    if kind.type == FactType.DATE:
        return DayField(latest=on, **asked)
    return AmountField(is_measure=kind.type == FactType.DECIMAL, **asked)


class AnswerField(forms.ChoiceField):
    """One answer of a list, yes or no, or that nobody knows; an empty one was not asked."""

    WORDS = {YES: True, NO: False, NOT_KNOWN: UNKNOWN, "": None}

    def clean(self, value: Any) -> Value | None:
        """The value of the fact."""
        chosen = super().clean(value)
        return self.WORDS.get(chosen, chosen)

    def prepare_value(self, value: Any) -> Any:
        """Which option stands for a value."""
        words = {True: YES, False: NO, UNKNOWN: NOT_KNOWN, None: ""}
        return words.get(value, value)


class AnswersField(forms.MultipleChoiceField):
    """Several answers of a list, or that there is none, or that nobody knows."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: list[tuple[str, Any]], **options: Any) -> None:
        alone = [(NONE, _("Tidak ada satu pun")), (NOT_KNOWN, _("Tidak tahu"))]
        super().__init__(choices=[*choices, *alone], **options)

    def clean(self, value: Any) -> Value | None:
        """The set of answers."""
        chosen = set(super().clean(value))
        if len(chosen) > 1 and chosen & {NONE, NOT_KNOWN}:
            raise forms.ValidationError(gettext("“Tidak ada” dan “tidak tahu” berdiri sendiri."))
        if not chosen:
            return None
        return UNKNOWN if NOT_KNOWN in chosen else frozenset(chosen - {NONE})

    def prepare_value(self, value: Any) -> Any:
        """Which boxes stand for a value."""
        if value is UNKNOWN:
            return [NOT_KNOWN]
        return (sorted(value) or [NONE]) if isinstance(value, frozenset) else value


class AmountField(forms.CharField):
    """A count or a measure, or that nobody knows."""

    def __init__(self, *, is_measure: bool, **options: Any) -> None:
        help_text = _("Angka, atau “tidak tahu”.")
        super().__init__(max_length=20, help_text=help_text, **options)
        self.is_measure = is_measure

    def clean(self, value: Any) -> Value | None:
        """The number."""
        text = super().clean(value).strip().lower()
        if not text:
            return None
        if text in SAYS_NOT_KNOWN:
            return UNKNOWN
        number = to_decimal(text)
        if number is None or (not self.is_measure and number != int(number)) or number > MOST:
            raise forms.ValidationError(gettext("Tulis angka, misalnya 36, atau “tidak tahu”."))
        return number if self.is_measure else int(number)

    def prepare_value(self, value: Any) -> Any:
        """As it would be typed."""
        if value is UNKNOWN:
            return gettext("tidak tahu")
        return number_format(value.normalize(), use_l10n=True) if isinstance(value, Decimal) else value


class EndFactForm(forms.Form):
    """Why a fact counts no more, and since when."""

    reason = forms.ChoiceField(
        label=_("Mengapa diakhiri?"),
        choices=FactEndReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ended_on"] = only_when(
            "reason=over", DayField(label=_("Tidak berlaku sejak"), required=False, latest=on)
        )

    def act(self) -> dict[str, Any]:
        """What `services.end_fact` is asked; a mistake has no day."""
        known = self.cleaned_data
        return {"reason": known["reason"], "ended_on": known["ended_on"] if known["reason"] == "over" else None}

    def add_refusal(self, refusal: Refusal) -> None:
        """Why it did not end."""
        self.add_error("ended_on" if "on" in refusal.params else None, sentence(refusal))
