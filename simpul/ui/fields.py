"""Form fields as the pages draw them, and the one text box into which dates are typed."""

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext_lazy as _

from simpul.kit.dates import parse_date

AnyField = TypeVar("AnyField", bound=forms.Field)
_REQUIRED = forms.Field.default_error_messages["required"]
CODES, NUMBERS = 5, 60  # the longest answer, in signs, that a narrow and a middling box is for
_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class DayField(forms.Field):
    """A date in one text box, as people write it: 17-08-1945, 17/8/1945, 17 Agustus 1945."""

    widget = forms.TextInput
    width = "short"
    default_error_messages = {"invalid": _("Tulis tanggal seperti 17-08-1945.")}

    def __init__(self, *, latest: date | None = None, **options: Any) -> None:
        options.setdefault("help_text", _("Contoh: 17-08-1945"))
        super().__init__(**options)
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        """None for an empty box; a sentence for what is no date."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        read = parse_date(str(value), latest=self.latest)
        if read is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return read

    def prepare_value(self, value: Any) -> Any:
        """The way it would be typed."""
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Browsers do not guess dates of other people."""
        return {"autocomplete": "off", "maxlength": "40"}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """17/8/1945 is no change of 17-08-1945."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


def only_when(condition: str, field: AnyField) -> AnyField:
    """Ask this only where another answer calls for it: it is hidden elsewhere, and not said to be optional.

    `phone`: something is typed there; `national_number=`: nothing is; `placement=head|member`: one of these is chosen.
    """
    field.only_when = condition  # type: ignore[attr-defined]
    return field


def parts(
    bound: BoundField, *, hint: str = "", label: str = "", width: str = "", optional: bool = True
) -> dict[str, Any]:
    """What `ui/_field.html` draws: the input with its classes, or the options of a group.

    `optional=False` for a field in which leaving it empty is an answer.
    """
    if hint:
        bound.help_text = hint
    widget = bound.field.widget
    group = isinstance(widget, _GROUPS)
    condition, is_away = _condition(bound)
    return {
        "bound": bound,
        "when": condition,
        "is_away": is_away,
        "is_optional": optional and not bound.field.required and not condition,
        "label": label or bound.label,
        "kind": "group" if group else "check" if isinstance(widget, forms.CheckboxInput) else "plain",
        "messages": messages_of(bound),
        "options": _options(bound) if group else [],
        "control": "" if group else bound.as_widget(attrs={"class": _classes(bound, width or _width(bound.field))}),
    }


def _condition(bound: BoundField) -> tuple[str, bool]:
    """When the field is asked, and whether it is not asked as things stand."""
    condition = getattr(bound.field, "only_when", "")
    name, is_value, wanted = condition.partition("=")
    if name not in bound.form.fields:
        return "", False
    given = str(bound.form[name].value() or "")
    applies = given in wanted.split("|") if is_value else bool(given)
    return condition, not applies and not bound.errors


def messages_of(bound: BoundField) -> list[str]:
    """What is wrong with one field. Django's "This field is required" becomes what to do about it."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        what_to_do = _("Centang dahulu untuk melanjutkan.")
    else:
        what_to_do = _("Pilih dahulu.") if isinstance(widget, forms.Select | forms.RadioSelect) else _("Isi dahulu.")
    return [str(what_to_do) if message == _REQUIRED else str(message) for message in bound.errors]


def errors_of(form: forms.BaseForm) -> Iterator[dict[str, str]]:
    """Every error with the place it belongs to; errors of the whole form, and of hidden fields, have none."""
    for message in form.non_field_errors():
        yield {"message": str(message), "target": "", "label": ""}
    for bound in form:
        for message in messages_of(bound):
            yield {"message": message, "target": _target(bound), "label": "" if bound.is_hidden else _asked(bound)}


def _asked(bound: BoundField) -> str:
    """The label as it stands before what is wrong: a question keeps its own mark."""
    label = str(bound.label)
    return label if label.endswith(("?", ":")) else f"{label}:"


def _target(bound: BoundField) -> str:
    if bound.is_hidden:
        return ""
    return f"{bound.auto_id}_0" if isinstance(bound.field.widget, _GROUPS) else bound.id_for_label


def _width(asked: forms.Field) -> str:
    """As wide as the answer: a few signs, a date, a number or a choice; words have the whole measure."""
    if own := getattr(asked, "width", ""):
        return str(own)
    if isinstance(asked.widget, forms.Select):
        return "middle"
    longest = getattr(asked, "max_length", None) or NUMBERS + 1
    return "few" if longest <= CODES else "middle" if longest <= NUMBERS else ""


def _classes(bound: BoundField, width: str) -> str:
    widget = bound.field.widget
    own = widget.attrs.get("class", "")
    if isinstance(widget, forms.CheckboxInput):
        kind = "form-check-input"
    else:
        kind = "form-select" if isinstance(widget, forms.Select) else "form-control"
    return " ".join(filter(None, [kind, own, width, "is-invalid" if bound.errors else ""]))


def _options(bound: BoundField) -> list[BoundWidget]:
    """The choices of a group, each with its own box or circle."""
    widget = bound.field.widget
    attrs = bound.build_widget_attrs({"class": "form-check-input"}, widget) | {"id": bound.auto_id}
    # The group as a whole is described, not each of its choices; and "required" would ask for every box.
    attrs.pop("aria-describedby", None)
    if isinstance(widget, forms.CheckboxSelectMultiple):
        attrs.pop("required", None)
    choices = widget.subwidgets(bound.html_name, bound.value(), attrs=attrs)
    asked = [choice for choice in choices if choice["value"] != "" or not str(choice["label"]).startswith("---")]
    return [BoundWidget(widget, choice, bound.form.renderer) for choice in asked]
