"""The acts drop_list and restore_list: a list begun by mistake is left aside, and taken up again where it was."""

import pytest

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.lists.queries import open_lists
from simpul.lists.services import ListRefused, change_mapping, drop_list, mend_row, restore_list, save_typing
from tests.lists.test_typing import started
from tests.lists.working import applied, fresh, received, row, rows_of

BUDI = ["1", "3204051708740001", "BUDI SANTOSO", "L", "17-08-1974", "Panyocokan", "1/2", "", ""]


def test_a_dropped_list_waits_for_nobody_and_comes_back_as_it_was(cast):
    incoming = received(cast.bagus, cast.office, BUDI)
    rows = rows_of(incoming, cast.bagus)
    with acting_as(cast.bagus.pk):
        assert open_lists(cast.bagus) == 1
        drop_list(incoming=incoming, by=cast.bagus)
        drop_list(incoming=incoming, by=cast.bagus)
        assert open_lists(cast.bagus) == 0
        restore_list(incoming=incoming, by=cast.bagus)
        assert open_lists(cast.bagus) == 1
    with acting_as(cast.sari.pk):
        told = AuditEvent.objects.filter(act__in=["lists.list_dropped", "lists.list_restored"]).order_by("pk")
        assert [event.act for event in told] == ["lists.list_dropped", "lists.list_restored"]
    assert rows_of(incoming, cast.bagus) == rows
    assert applied(fresh(incoming, cast.bagus), cast.bagus).counts == {"applied": 1}


def test_nothing_is_done_with_a_dropped_list(cast):
    incoming = received(cast.bagus, cast.office, BUDI)
    found, _ = row(incoming, 2, cast.bagus)
    with acting_as(cast.bagus.pk):
        incoming = drop_list(incoming=incoming, by=cast.bagus)
        with pytest.raises(ListRefused, match="list_is_dropped"):
            mend_row(incoming=incoming, row=found, version=found.version, texts={}, by=cast.bagus)
        with pytest.raises(ListRefused, match="list_is_dropped"):
            change_mapping(
                incoming=incoming, version=incoming.version, sheet=0, columns={}, village=None, by=cast.bagus
            )
    with pytest.raises(ListRefused, match="list_not_checked"):
        applied(incoming, cast.bagus)


def test_what_was_applied_is_undone_and_not_dropped(cast):
    incoming = applied(received(cast.bagus, cast.office, BUDI), cast.bagus)
    with acting_as(cast.bagus.pk), pytest.raises(ListRefused, match="list_was_applied"):
        drop_list(incoming=incoming, by=cast.bagus)


def test_only_what_was_dropped_is_restored(cast):
    incoming = received(cast.bagus, cast.office, BUDI)
    with acting_as(cast.bagus.pk), pytest.raises(ListRefused, match="list_is_in_use"):
        restore_list(incoming=incoming, by=cast.bagus)


def test_what_is_being_typed_is_kept_while_it_is_dropped(cast, sign_in):
    incoming = started(cast.bagus, cast.office)
    with acting_as(cast.bagus.pk):
        save_typing(incoming=incoming, version=1, rows=[("IBU SITI", *[""] * 9)], by=cast.bagus)
    client = sign_in("bagus")
    page = client.post(f"/lists/{incoming.pk}/drop/", follow=True)
    assert page.redirect_chain[-1][0] == f"/lists/{incoming.pk}/"
    assert "tidak dipakai" in page.content.decode()
    assert "IBU SITI" not in page.content.decode()
    assert client.get(f"/lists/{incoming.pk}/type/").status_code == 302
    page = client.post(f"/lists/{incoming.pk}/restore/", follow=True)
    assert "IBU SITI" in page.content.decode()


def test_a_page_says_why_it_cannot_be_dropped(cast, sign_in):
    incoming = applied(received(cast.bagus, cast.office, BUDI), cast.bagus)
    page = sign_in("bagus").post(f"/lists/{incoming.pk}/drop/", follow=True)
    assert "Batalkan dahulu yang diterapkan" in page.content.decode()
    assert "Jangan pakai daftar ini" not in page.content.decode()


def test_somebody_elses_list_is_not_there(cast, sign_in):
    incoming = received(cast.bagus, cast.office, BUDI)
    assert sign_in("cecep").post(f"/lists/{incoming.pk}/drop/").status_code == 404
