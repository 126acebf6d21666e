"""Acting on a form: a refusal becomes an error of the form, in words."""

from collections.abc import Callable
from typing import Any

from django import forms

from simpul.kit.refusals import Refused, StaleRefused
from simpul.ui.sentences import sentence


def attempt(form: forms.Form, act: Callable[..., Any], **arguments: Any) -> bool:
    """Whether it was done; if not, the form says why. A stale version is not for the form to word."""
    try:
        act(**arguments)
    except StaleRefused:
        raise
    except Refused as refused:
        form.add_error(None, sentence(refused.refusal, of="directory"))
        return False
    return True


def status_of(form: forms.Form) -> int:
    """422 for a form that has to be mended, else 200."""
    return 422 if form.errors else 200
