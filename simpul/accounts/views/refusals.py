"""Acting on a form: a refusal becomes an error of the form, in words."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from simpul.accounts.services import AccountRefused, AccountStale
from simpul.ui.sentences import sentence

Made = TypeVar("Made")


def attempt(form: forms.Form, act: Callable[..., Made], **arguments: Any) -> Made | None:
    """What the act answers; nothing when it was refused, and then the form says why. Stale versions go on up."""
    try:
        return act(**arguments)
    except AccountStale:
        raise
    except AccountRefused as refused:
        form.add_error(None, sentence(refused.refusal))
    except ValidationError as error:
        form.add_error(None, error)
    return None
