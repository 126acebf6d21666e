"""Events of the audit told in words, where they are shown."""

from collections.abc import Mapping
from typing import Any

from django import template

from simpul.desk.forms import sentences

register = template.Library()


@register.simple_tag
def act_in_words(act: str, detail: Mapping[str, Any]) -> str:
    """{% act_in_words event.act event.detail %}: “mendaftarkan”; the reader knows who from the column beside it."""
    return sentences.sentence_of(act, detail)


@register.filter
def reason_in_words(detail: Mapping[str, Any]) -> str:
    """What the act was done for, where the form asked."""
    code = detail.get("reason") or detail.get("purpose") or ""
    return str(sentences.REASONS.get(code, code))


@register.filter
def fields_in_words(detail: Mapping[str, Any]) -> str:
    """The names of the fields that an event names."""
    return ", ".join(str(sentences.FIELDS.get(name, name)) for name in detail.get("fields", []))
