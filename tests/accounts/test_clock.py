"""Moments and days are those of the viewer's office."""

import re

from django.urls import reverse

from simpul.database.context import acting_as
from simpul.directory.models import Office
from tests.factories import registry as make


def hours_told(client, person) -> list[int]:
    """The hours of the moments that the auditor reads about somebody."""
    page = client.get(reverse("desk:audit_of", args=[person.pk])).content.decode()
    return [int(hour) for hour in re.findall(r"(?<!\d)(\d\d)\.\d\d(?!\d)", page)]


def test_a_page_shows_the_clock_of_the_viewers_office(cast, sign_in):
    aminah = make.person(cast.yuni, cast.office)
    in_jakarta = hours_told(sign_in("sari"), aminah)
    with acting_as(cast.agus.pk):
        Office.objects.filter(pk=cast.office.pk).update(time_zone="Asia/Jayapura")
    in_jayapura = hours_told(sign_in("sari"), aminah)
    assert in_jakarta
    assert in_jayapura[0] == (in_jakarta[0] + 2) % 24
