"""The navigation at the side: what each role finds there, and where it says that one is."""

import re

import pytest
from django.urls import reverse

from tests.factories import registry as make

pytestmark = pytest.mark.django_db


def marked(client, url: str) -> list[tuple[str, str]]:
    """How the entries at the side are marked: where they lead, and `page` or `true`."""
    page = client.get(url).content.decode()
    side = page[page.index('class="side"') : page.index("</nav>", page.index('class="side"'))]
    return re.findall(r'href="([^"]+)" aria-current="(\w+)"', side)


def test_an_entry_is_marked_on_its_page_and_on_those_below_it(cast, sign_in):
    client, aminah = sign_in("yuni"), make.person(cast.yuni, cast.office)
    people = reverse("registry:find_person")
    assert marked(client, reverse("desk:home")) == [("/", "page")]
    assert marked(client, people) == [(people, "page")]
    assert marked(client, reverse("registry:view_person", args=[aminah.pk])) == [(people, "true")]


def test_everybody_finds_the_areas(cast, sign_in):
    for name in ("yuni", "rina", "sari", "agus"):
        assert reverse("desk:find_area") in sign_in(name).get("/").content.decode()
