"""Notices: everybody reads their own, and the sender does not read what the receiver gets."""

from django.urls import reverse

from simpul.database.context import acting_as
from simpul.notices.models import Notice
from simpul.notices.queries import unread_count
from simpul.notices.services import notify, read_notices


def tell_rina(cast):
    with acting_as(cast.yuni.pk):
        notify(user=cast.rina, code="code_card_low", by=cast.yuni, name="Cecep", left=3)


def test_reader_sees_it_in_words_and_marks_it_read(cast, sign_in):
    tell_rina(cast)
    client = sign_in("rina")
    page = client.get(reverse("notices:list_notices")).content.decode()
    assert "Kartu kode Cecep tinggal 3 kode" in page
    client.post(reverse("notices:read_notices"))
    with acting_as(cast.rina.pk):
        assert unread_count(cast.rina) == 0


def test_nobody_else_sees_it(cast, sign_in):
    tell_rina(cast)
    with acting_as(cast.yuni.pk):
        assert Notice.objects.count() == 0
        assert read_notices(by=cast.rina) == 0
    assert "Cecep" not in sign_in("yuni").get(reverse("notices:list_notices")).content.decode()


def test_marking_read_needs_a_post(cast, sign_in):
    assert sign_in("rina").get(reverse("notices:read_notices")).status_code == 405
