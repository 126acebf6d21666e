"""Grants are asked once a request, and anew as soon as one is given or taken back: of the account and of a request's user."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.services import give_grant, withdraw_grant
from simpul.database.context import acting_as
from simpul.kit.ids import new_id


@pytest.mark.parametrize("stands_in", [False, True], ids=["the account", "the user of a request"])
def test_a_grant_counts_at_once_and_is_asked_for_once(cast, stands_in):
    user = SimpleLazyObject(lambda: cast.yuni) if stands_in else cast.yuni
    subject = new_id()
    with acting_as(cast.rina.pk):
        assert access.denial_of(user, subject) is None
        grant = give_grant(user=user, kind="person", subject=subject, effect="deny", relation="kinship", by=cast.rina)
        assert subject in access.reach(user, Permission.VIEW_PERSON, kind="person").denied
        assert access.denial_of(user, subject) == grant
        with CaptureQueriesContext(connection) as asked:
            for permission in Permission:
                access.reach(user, permission, kind="person")
                access.reach(user, permission, kind="family")
        assert len(asked) <= 1, "the roles, if they were not asked for yet"
        grant.user = user
        withdraw_grant(grant=grant, by=cast.rina)
        assert access.denial_of(user, subject) is None
