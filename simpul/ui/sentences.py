"""The sentence for a refusal. Rules answer with codes; here they become words in the reader's language."""

import logging
from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import get_language, gettext

from simpul.kit.dates import date_in_words

logger = logging.getLogger(__name__)


class Coded(Protocol):
    """A refusal or a remark: a code, and the values that its sentence needs."""

    @property
    def code(self) -> str: ...

    @property
    def params(self) -> Mapping[str, object]: ...


# By the module whose words they are; "" for what every module means alike.
_SENTENCES: dict[str, dict[str, object]] = {"": {}}


def register(sentences: Mapping[str, object], *, of: str = "") -> None:
    """Make the (lazy) sentences of a module known.

    A code that means something else elsewhere (`name_missing`) is registered with the name of its module, `of`, and
    asked for with it; without, two modules may not say different things with one code.
    """
    kept = _SENTENCES.setdefault(of, {})
    for code, text in sentences.items():
        known = kept.setdefault(code, text)
        if known is not text and str(known) != str(text):
            raise ValueError(f"The code {code!r} already has another sentence.")


def is_known(code: str, *, of: str = "") -> bool:
    """Whether a sentence exists for this code."""
    return _find(code, of) is not None


def sentence(refusal: Coded, *, of: str = "") -> str:
    """The refusal in words. A missing sentence is logged as an error and answered with the code: never with silence."""
    text = _find(refusal.code, of)
    try:
        if text is not None:
            return str(text) % {name: _in_words(value) for name, value in refusal.params.items()}
        logger.error("No sentence for the refusal %s", refusal.code)
    except (KeyError, TypeError, ValueError):
        logger.exception("The sentence for the refusal %s does not fit its values", refusal.code)
    return gettext("Belum dapat dilakukan (%(code)s).") % {"code": refusal.code}


def _find(code: str, of: str) -> object | None:
    """The module's own sentence, else the common one, else the only one that any module has."""
    for words in (_SENTENCES.get(of, {}), _SENTENCES[""]):
        if code in words:
            return words[code]
    elsewhere = [words[code] for words in _SENTENCES.values() if code in words]
    return elsewhere[0] if len(elsewhere) == 1 else None


def _in_words(value: object) -> object:
    if isinstance(value, datetime):
        value = value.date()
    return date_in_words(value, get_language() or "id") if isinstance(value, date) else value
