"""Somebody whose file is denied to the reader stands in no entry of a family's timeline, and in no number."""

from datetime import date

import pytest

from simpul.accounts.services import give_grant
from simpul.database.context import acting_as
from simpul.registry import queries
from simpul.registry.forms.timeline import told
from simpul.registry.services import split_family
from tests.factories.families import make_family, people_of


@pytest.fixture
def family(cast):
    """Budi and Siti leave together; Budi is denied to Yuni."""
    with acting_as(cast.yuni.pk):
        family = make_family(cast.yuni, cast.office, ("Budi", "4"), ("Siti", "4"), ("Karta", "7"))
        people = people_of(family)
        chosen = [(people["Budi"], "1"), (people["Siti"], "3")]
        split_family(family=family, members=chosen, number=None, on=date(2026, 6, 1), by=cast.yuni)
    give_grant(user=cast.yuni, kind="person", subject=people["Budi"].pk, effect="deny", relation="kin", by=None)
    return family


def sentences(family, viewer):
    with acting_as(viewer.pk):
        return [told(entry)["sentence"] for entry in queries.timeline(family, viewer=viewer, language="id")]


def test_what_happened_to_them_alone_is_left_out(cast, family):
    seen, whole = sentences(family, cast.yuni), sentences(family, cast.rina)
    assert [line for line in whole if line not in seen] == ["Budi, Siti pisah KK.", "Budi masuk sebagai Anak."]
    assert len(seen) == len(whole) - 1


def test_what_they_did_with_others_names_the_others(cast, family):
    assert "Siti pisah KK." in sentences(family, cast.yuni)


def test_no_number_counts_them(cast, sign_in, family):
    client = sign_in("yuni")
    for path in (f"/registry/families/{family.pk}/", f"/api/registry/families/{family.pk}/timeline/"):
        page = client.get(path).content.decode()
        assert "Budi" not in page
        assert "+1" not in page
    assert "Budi" in sign_in("rina").get(f"/registry/families/{family.pk}/").content.decode()
