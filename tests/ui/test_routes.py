"""A view says for whom it is; one that says nothing is known as such."""

import pytest
from django.test import RequestFactory
from django.urls import ResolverMatch

from simpul.ui.routes import declare_views_of_others, declared, public_route, route, signed_in_route


def view(request):
    """A view."""


def asked(name: str = "", method: str = "GET"):
    request = RequestFactory().generic(method, "/")
    request.resolver_match = ResolverMatch(view, (), {}, name)
    return request


def test_a_view_that_says_nothing_is_declared_for_nobody():
    assert declared(lambda request: None, asked()) is None


def test_permissions_are_kept_in_order():
    @route("view_person", "register_person")
    def find_person(request):
        """A view."""

    rule = declared(find_person, asked())
    assert rule.permissions == ("view_person", "register_person")
    assert rule.name.endswith(".find_person")
    assert not rule.is_public


def test_public_and_signed_in_views_give_their_reason():
    @public_route("a watchdog has no account")
    def live(request):
        """A view."""

    @signed_in_route("here the second factor is set up", enrolment=True)
    def enrol(request):
        """A view."""

    assert declared(live, asked()).is_public
    rule = declared(enrol, asked())
    assert (rule.is_public, rule.is_enrolment, rule.permissions) == (False, True, ())


def test_views_of_others_are_known_by_name():
    declare_views_of_others(public={"test_sign_in": "here people sign in"}, enrolment={"test_mfa": "set up here"})
    assert declared(view, asked("test_sign_in")).is_public
    assert declared(view, asked("test_mfa")).is_enrolment
    assert declared(view, asked("test_other")) is None


@pytest.mark.parametrize("decorator", [public_route, signed_in_route])
def test_a_reason_is_asked_for(decorator):
    with pytest.raises(ValueError, match="Say why"):
        decorator(" ")(view)


def test_a_route_without_a_permission_is_a_mistake():
    with pytest.raises(ValueError, match="without a permission"):
        route()
