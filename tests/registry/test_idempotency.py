"""An act through the API is done once, whatever happens to its answer."""

import threading
from uuid import uuid4

import pytest
from django.db import connections

from simpul.audit.models import Operation
from simpul.audit.services import Answer, OperationInFlight, OperationRefused, do_once
from simpul.database.context import acting_as
from simpul.registry.models import Family
from tests.factories.families import make_family, make_person, people_of

SPLIT = "/api/registry/families/{}/split/"


@pytest.fixture
def family(cast):
    with acting_as(cast.yuni.pk):
        return make_family(cast.yuni, cast.office, ("Budi", "4"), ("Siti", "4"))


def split_of(cast, family, name="Budi", **more):
    with acting_as(cast.yuni.pk):
        return {"members": [{"person": str(people_of(family)[name].pk), "relation": "1"}], "on": "2026-06-01"} | more


def post(client, address, body, key=None, **headers):
    given = {"Idempotency-Key": str(key)} | headers if key else headers
    return client.post(address, body, content_type="application/json", headers=given)


def test_the_same_key_and_content_answer_as_before(cast, sign_in, family):
    client, key, body = sign_in("yuni"), uuid4(), split_of(cast, family, version=family.version)
    answers = [post(client, SPLIT.format(family.pk), body, key) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer.content for answer in answers}) == 1
    with acting_as(cast.yuni.pk):
        assert Family.objects.filter(split_from=family).count() == 1


def test_the_same_key_with_other_content_is_refused(cast, sign_in, family):
    client, key = sign_in("yuni"), uuid4()
    assert post(client, SPLIT.format(family.pk), split_of(cast, family, version=family.version), key).status_code == 201
    other = post(client, SPLIT.format(family.pk), split_of(cast, family, "Siti", version=family.version + 1), key)
    assert (other.status_code, other.json()["code"]) == (422, "key_used_for_other_content")


def test_an_act_without_a_key_or_a_version_is_not_readable(cast, sign_in, family):
    client, body = sign_in("yuni"), split_of(cast, family, version=family.version)
    assert post(client, SPLIT.format(family.pk), body).status_code == 400
    del body["version"]
    without = post(client, SPLIT.format(family.pk), body, uuid4())
    assert (without.status_code, without.json()["code"]) == (400, "version_missing")
    assert (
        post(client, SPLIT.format(family.pk), body, uuid4(), **{"If-Match": f'"{family.version}"'}).status_code == 201
    )


def test_a_stale_version_is_a_conflict_and_leaves_the_key_free(cast, sign_in, family):
    client, key, body = sign_in("yuni"), uuid4(), split_of(cast, family, version=family.version + 5)
    stale = post(client, SPLIT.format(family.pk), body, key)
    assert (stale.status_code, stale.json()["code"]) == (409, "family_changed_meanwhile")
    body["version"] = family.version
    assert post(client, SPLIT.format(family.pk), body, key).status_code == 201


def test_a_refusal_says_why(cast, sign_in, family):
    client, body = sign_in("yuni"), split_of(cast, family, "Aminah", version=family.version)
    refused = post(client, SPLIT.format(family.pk), body, uuid4())
    assert refused.status_code == 422
    assert refused.json()["code"] == "head_must_change_first"
    assert refused.json()["sentence"]


def test_everybody_has_their_own_keys(cast, sign_in, family):
    key = uuid4()
    first = post(sign_in("yuni"), SPLIT.format(family.pk), split_of(cast, family, version=family.version), key)
    again = split_of(cast, family, "Siti", version=family.version + 1)
    second = post(sign_in("rina"), SPLIT.format(family.pk), again, key)
    assert (first.status_code, second.status_code) == (201, 201)
    for name in ("yuni", "rina"):
        with acting_as(getattr(cast, name).pk):
            assert [operation.actor for operation in Operation.objects.all()] == [getattr(cast, name).pk]
    with acting_as(None):
        assert not Operation.objects.exists()


def test_no_number_is_kept_with_an_answer(cast, sign_in):
    with acting_as(cast.yuni.pk):
        head = make_person(cast.yuni, cast.office, "Rohaya")
    body = {"head": str(head.pk), "number": "3204050101260077", "on": "2026-06-01", "address": "Kp. Rahasia 9"}
    assert post(sign_in("yuni"), "/api/registry/families/", body, uuid4()).status_code == 201
    with acting_as(cast.yuni.pk):
        kept = Operation.objects.get()
    assert "3204050101260077" not in str(kept.answer) + bytes(kept.body_index).hex()
    assert set(kept.answer) == {"id", "version", "remarks"}


def test_a_program_may_not_change_what_was_answered(cast):
    from django.db import DatabaseError, transaction

    with acting_as(cast.yuni.pk):
        do_once(key=uuid4(), act="test.act", body="b", do=lambda: Answer(200, {}), by=cast.yuni)
        with pytest.raises(DatabaseError), transaction.atomic():
            Operation.objects.update(status=500)


def test_the_same_key_at_once_is_done_once(scratch_database, django_db_blocker, django_db_setup):
    """Two threads with real commits: one acts, the other is told to wait, and afterwards both read one answer."""
    from simpul.accounts.models import User

    key, done, told, gate = uuid4(), [], [], threading.Barrier(2)

    def ask(slow):
        with django_db_blocker.unblock():
            connections["default"].settings_dict["NAME"] = scratch_database
            try:
                by = User.objects.get(username="yuni")
                with acting_as(by.pk):
                    if not slow:
                        gate.wait(10)
                    told.append(do_once(key=key, act="test.act", body="b", do=lambda: act(slow), by=by))
            except OperationInFlight as refused:
                told.append(refused.status)
                gate.wait(10)
            finally:
                connections["default"].close()

    def act(slow):
        done.append(slow)
        gate.wait(10)  # the other one may ask now
        gate.wait(10)  # it has been answered
        return Answer(200, {"id": "1"})

    before = connections["default"].settings_dict["NAME"]
    threads = [threading.Thread(target=ask, args=[slow]) for slow in (True, False)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
    finally:
        connections["default"].settings_dict["NAME"] = before
    assert done == [True]
    assert 409 in told
    assert OperationRefused in OperationInFlight.__mro__
