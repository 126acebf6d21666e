"""Nothing grows for ever: what is over is forgotten by the clock."""

import time
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app

from simpul.accounts.models import Throttle
from simpul.accounts.tasks import forget_what_is_over
from tests.accounts.helpers import enter_password


def test_the_clock_does_it():
    app.perform_import_paths()
    by_clock = {name.rpartition(".")[2] for name, _ in app.periodic_registry.periodic_tasks}
    assert {"forget_what_is_over", "forget_done_jobs", "rescue_stalled_jobs"} <= by_clock


def test_counts_of_tries_go_when_they_hold_nobody_back(cast):
    for name in range(5):
        enter_password(Client(), f"tidak.ada.{name}", "bukan-kata-sandi-ini")
    assert Throttle.objects.count() == 11
    assert forget_what_is_over(timestamp=int(time.time()))[0] == 0
    assert Throttle.objects.count() == 11, "what still counts stays"
    Throttle.objects.update(due=timezone.now() - timedelta(days=3))
    assert forget_what_is_over(timestamp=int(time.time()))[0] == 11
    assert not Throttle.objects.exists()


def test_sessions_go_when_they_have_ended(cast):
    for name in ("yuni", "rina"):
        enter_password(Client(), name)
    kept = UserSession.objects.get(user=cast.yuni).session_key
    Session.objects.exclude(session_key=kept).update(expire_date=timezone.now() - timedelta(seconds=1))
    forget_what_is_over(timestamp=int(time.time()))
    assert list(Session.objects.values_list("session_key", flat=True)) == [kept]
    assert list(UserSession.objects.values_list("user", flat=True)) == [cast.yuni.pk]
