"""For whom an address is. Views are tagged here, and `simpul.accounts.middleware` holds everybody to the tag."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declared:
    """Whom an address is for: whoever holds one of the permissions, everybody, or everybody who has signed in."""

    name: str
    permissions: tuple[str, ...] = ()
    public_reason: str = ""
    signed_in_reason: str = ""
    is_enrolment: bool = False  # open before the second factor is set up, because it is set up there

    @property
    def is_public(self) -> bool:
        """Whether nobody has to sign in."""
        return bool(self.public_reason)


def route(*permissions: str) -> Callable[[View], View]:
    """This view is for whoever holds one of these permissions somewhere."""
    if not permissions:
        raise ValueError("A route without a permission is a signed_in_route or a public_route, with its reason.")

    def tag(view: View) -> View:
        view.permission, view.permissions = permissions[0], permissions  # type: ignore[attr-defined]
        return view

    return tag


def public_route(reason: str) -> Callable[[View], View]:
    """Nobody has to sign in for this view, because …"""

    def tag(view: View) -> View:
        view.public_reason = _said(reason)  # type: ignore[attr-defined]
        return view

    return tag


def signed_in_route(reason: str, *, enrolment: bool = False) -> Callable[[View], View]:
    """Whoever has signed in may open this view, whatever their role, because …"""

    def tag(view: View) -> View:
        view.signed_in_reason = _said(reason)  # type: ignore[attr-defined]
        view.is_enrolment = enrolment  # type: ignore[attr-defined]
        return view

    return tag


_OF_OTHERS: dict[str, Declared] = {}


def declare_views_of_others(
    *,
    public: Mapping[str, str] | None = None,
    signed_in: Mapping[str, str] | None = None,
    enrolment: Mapping[str, str] | None = None,
) -> None:
    """Declare addresses whose views are not ours (sign-in, language): the name of the address and the reason."""
    for name, reason in (public or {}).items():
        _OF_OTHERS[name] = Declared(name, public_reason=_said(reason))
    for name, reason in (signed_in or {}).items():
        _OF_OTHERS[name] = Declared(name, signed_in_reason=_said(reason))
    for name, reason in (enrolment or {}).items():
        _OF_OTHERS[name] = Declared(name, signed_in_reason=_said(reason), is_enrolment=True)


def declared(view: Callable[..., Any], request: HttpRequest) -> Declared | None:
    """What was declared for this view and method; None when nobody said whom it is for."""
    tagged = _operation(view, request.method or "GET")
    name = f"{getattr(tagged, '__module__', '')}.{getattr(tagged, '__name__', type(tagged).__name__)}"
    if permissions := getattr(tagged, "permissions", ()):
        return Declared(name, permissions=permissions)
    if reason := getattr(tagged, "public_reason", ""):
        return Declared(name, public_reason=reason)
    if reason := getattr(tagged, "signed_in_reason", ""):
        return Declared(name, signed_in_reason=reason, is_enrolment=tagged.is_enrolment)
    if tagged is view and _operations(view):
        return Declared(name, signed_in_reason="no such method: the address answers 405 and does nothing")
    match = request.resolver_match
    return _OF_OTHERS.get(match.view_name) if match else None


def _operation(view: Callable[..., Any], method: str) -> Any:
    """The function behind one address of the API: there, one view answers several methods, each with its own tag.

    Ninja wraps the methods of a path in a closure over its `PathView`.
    """
    return next((operation.view_func for operation in _operations(view) if method in operation.methods), view)


def _operations(view: Callable[..., Any]) -> list[Any]:
    cells = getattr(view, "__closure__", None) or ()
    return [operation for cell in cells for operation in getattr(cell.cell_contents, "operations", ())]


def _said(reason: str) -> str:
    if not reason.strip():
        raise ValueError("Say why this address needs no permission.")
    return reason
