"""What an address has declared about whom it is for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from simpul.accounts.rules.permissions import Permission


@dataclass(frozen=True)
class Declared:
    """Whom a page or an operation is for."""

    name: str
    permissions: tuple[Permission, ...] = ()
    is_public: bool = False
    is_enrolment: bool = False  # open to somebody who has not proven the second factor yet


def declared(view: Callable[..., Any], method: str) -> Declared | None:
    """The declaration of a view, of an API operation, or of another package's view (settings); None when there is none."""
    view = operation_of(view, method)
    name = f"{view.__module__}.{getattr(view, '__name__', type(view).__name__)}"
    if kind := settings.ROUTES_OF_OTHERS.get(name):
        return Declared(name, is_public=kind == "public", is_enrolment=kind == "enrolment")
    if hasattr(view, "permissions"):
        return Declared(name, permissions=tuple(view.permissions))
    if hasattr(view, "public_reason"):
        return Declared(name, is_public=True)
    if hasattr(view, "signed_in_reason"):
        return Declared(name, is_enrolment=getattr(view, "is_enrolment", False))
    return None


def operation_of(view: Callable[..., Any], method: str) -> Callable[..., Any]:
    """The function behind an address: Ninja wraps all methods of one path in a closure over its `PathView`."""
    for cell in getattr(view, "__closure__", None) or ():
        operations = getattr(cell.cell_contents, "operations", None)
        if isinstance(operations, list):
            for operation in operations:
                if method in operation.methods:
                    return operation.view_func  # type: ignore[no-any-return]
    return getattr(view, "view_class", view)
