"""The first page of every role, the box that finds, and what stands nowhere."""

import re
from urllib.parse import unquote_plus

import pytest
from django.urls import reverse

from simpul.accounts.rules.roles import ROLES
from simpul.database.context import acting_as
from simpul.desk.rules import QUEUES
from simpul.kit.ids import new_id
from simpul.registry.rules.people import PersonFacts
from simpul.registry.services import NewFamily, merge_people, print_extract, register_person
from tests.cast import PEOPLE
from tests.factories import registry as make

NUMBER = "3204054101680001"


@pytest.fixture
def aminah(cast):
    with acting_as(cast.yuni.pk):
        facts = PersonFacts(name="Aminah Sobari", sex="P", national_number=NUMBER, number_state="known")
        return register_person(
            id=new_id(), facts=facts, office=cast.office, on=today(), by=cast.yuni, placement=NewFamily()
        )


@pytest.fixture
def nameless_number(cast):
    with acting_as(cast.yuni.pk):
        facts = PersonFacts(name="Ujang Tanpa Kartu", number_state="none_yet")
        return register_person(id=new_id(), facts=facts, office=cast.office, on=today(), by=cast.yuni)


def today():
    from simpul.kit.dates import today

    return today("Asia/Jakarta")


def test_every_role_has_its_queues():
    assert set(QUEUES) == set(ROLES)


@pytest.mark.parametrize("username", sorted(PEOPLE))
def test_home_opens_for_every_role(username, sign_in, nameless_number):
    answer = sign_in(username).get(reverse("desk:home"))
    assert answer.status_code == 200


def test_paper_task_waits_for_whoever_registered(sign_in, nameless_number):
    page = sign_in("yuni").get(reverse("desk:home")).content.decode()
    assert "Bantu Ujang Tanpa Kartu mendapat" in page
    assert "Ujang" not in sign_in("lilis").get(reverse("desk:home")).content.decode()
    assert "Ujang Tanpa Kartu" in sign_in("rina").get(reverse("desk:paper_tasks")).content.decode()


def test_every_open_task_stands_on_one_page_and_in_the_figure(cast, sign_in, nameless_number, monkeypatch):
    """Three tasks, two a page; the figure on the first page is the number of lines behind it."""

    for name in ("Ujang Dua", "Ujang Tiga"):
        make.person(cast.yuni, cast.office, name, number_state="none_yet")
    duplicate = make.person(cast.yuni, cast.office, "Nana Sutisna")
    with acting_as(cast.yuni.pk):
        merge_people(person=duplicate, into=nameless_number, reason="same_card", by=cast.yuni)
    monkeypatch.setattr("simpul.desk.queries.paper_tasks.PAGE", 2)
    client, found = sign_in("rina"), []
    page = client.get(reverse("desk:paper_tasks"))
    while page.context["page"].rows:
        found += [task.person.name for task, _ in page.context["page"].rows]
        if not (after := page.context["page"].next_after):
            break
        page = client.get(reverse("desk:paper_tasks"), {"after": str(after)})
    assert sorted(found) == ["Ujang Dua", "Ujang Tanpa Kartu", "Ujang Tiga"]
    figures = {figure.label: figure.value for figure in client.get(reverse("desk:home")).context["figures"]}
    assert figures["NIK dan KK yang perlu diurus"] == 3
    assert figures["Warga terdaftar"] == 3  # the merged record is nobody of its own
    assert client.get(reverse("desk:paper_tasks"), {"after": "x' OR 1=1"}).status_code == 200


def test_tasks_that_do_not_fit_are_counted_and_lead_to_all_of_mine(cast, sign_in, nameless_number, monkeypatch):
    monkeypatch.setattr("simpul.desk.queries.waiting.SHOWN", 0)
    home = sign_in("yuni").get("/").content.decode()
    assert "Bantu Ujang" not in home
    assert "1 lagi seperti itu" in home
    assert 'href="/paper-tasks/?whose=mine"' in home
    mine = sign_in("yuni").get("/paper-tasks/?whose=mine").content.decode()
    assert mine.count("Ujang Tanpa Kartu") == 1
    assert "Tidak ada yang Anda bantu" in sign_in("bagus").get("/paper-tasks/?whose=mine").content.decode()


@pytest.mark.parametrize("username", ["gatot", "maria"])
def test_who_has_nothing_to_do_here_yet_is_told_why(sign_in, username):
    home = sign_in(username).get("/").content.decode()
    assert "belum ada tugas di Simpul" in home
    assert "Tidak ada yang menunggu" not in home


def test_other_office_sees_none_of_it(sign_in, nameless_number, aminah):
    client = sign_in("wati")
    for page in (client.get(reverse("desk:home")), client.get(reverse("desk:paper_tasks"))):
        assert "Ujang" not in page.content.decode()
    assert "Aminah" not in client.post(reverse("desk:search"), {"q": "aminah"}, follow=True).content.decode()


def test_words_are_found_by_an_address_of_ones_own(sign_in, aminah):
    client = sign_in("yuni")
    address = client.post(reverse("desk:search"), {"q": "aminah"}).headers["Location"]
    assert "Aminah Sobari" in client.get(address).content.decode()
    assert "Aminah Sobari" not in sign_in("bagus").get(address).content.decode()


TYPED = [
    NUMBER,
    f"NIK {NUMBER}",
    f"{NUMBER} Aminah",
    "3204 0541 0168 0001",
    "Aminah Sobari",
    "0812-3456-7890",
    f"{NUMBER}x",
]


@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("name", ["yuni", "wati"])
def test_nothing_that_is_typed_stands_in_an_address(sign_in, aminah, name, text):
    answer = sign_in(name).post(reverse("desk:search"), {"q": text}, follow=True)
    addresses = unquote_plus(" ".join(address for address, _ in answer.redirect_chain)).lower()
    assert addresses
    assert [word for word in text.lower().split() if word != "nik" and word in addresses] == []
    assert NUMBER not in answer.content.decode()


@pytest.mark.parametrize("text", TYPED[:4])
def test_a_number_leads_to_the_person(sign_in, aminah, text):
    person = reverse("registry:view_person", args=[aminah.pk])
    assert sign_in("yuni").post(reverse("desk:search"), {"q": text}).headers["Location"] == person
    assert sign_in("wati").post(reverse("desk:search"), {"q": text}).headers["Location"] != person


def search(client, text):
    return client.post(reverse("desk:search"), {"q": text}, follow=True).content.decode()


def test_who_is_not_found_is_registered_under_the_name_that_was_typed(sign_in):
    client = sign_in("yuni")
    page = search(client, "Onang Sutisna")
    (address,) = re.findall(r'href="(/registry/people/register/[^"]*)"', page)
    assert "Onang" not in address
    assert 'value="Onang Sutisna"' in client.get(address).content.decode()
    (address,) = re.findall(r'href="(/registry/people/register/[^"]*)"', search(client, NUMBER))
    assert f'value="{NUMBER}"' in client.get(address).content.decode()
    assert "people/register" not in search(sign_in("sari"), "Onang Sutisna")  # who reads only


def test_half_a_number_is_named_as_such(sign_in):
    page = search(sign_in("yuni"), "3204")
    assert "Nomor ini belum lengkap" in page
    assert "4 angka, seharusnya 16" in page


def test_more_than_are_shown_lead_to_all_of_them(cast, sign_in, monkeypatch):
    from simpul.desk.queries import found

    for name in ("Aminah Satu", "Aminah Dua", "Aminah Tiga"):
        make.person(cast.yuni, cast.office, name, birth=None)
    client = sign_in("yuni")
    assert "Lihat semuanya" not in search(client, "aminah")
    monkeypatch.setattr(found, "SHOWN", 2)
    page = search(client, "aminah")
    assert "Baru 2 yang pertama" in page
    (address,) = re.findall(r'href="([^"]*)">Lihat semuanya', page)
    assert "aminah" not in address
    assert client.get(address).context["page"].count == 3


def test_the_code_of_a_paper_leads_to_its_proof(cast, sign_in, aminah, monkeypatch):
    monkeypatch.setattr("simpul.documents.rules.codes.new_code", lambda: "ABCDE-FGHJK-MNPQR-STUVW")
    with acting_as(cast.yuni.pk):
        print_extract(person=aminah, purpose="school", paper="f4", language="id", by=cast.yuni)
    client = sign_in("yuni")
    answer = client.post(reverse("desk:search"), {"q": "abcde fghjk mnpqr stuvw"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("documents:verify_paper", args=["ABCDE-FGHJK-MNPQR-STUVW"])
    assert "Hasil pencarian" in search(client, "ABCDE FGHJK MNPQR STUVX")  # a name of twenty letters, or a typing error


def test_who_sees_no_people_has_no_box_to_find_them(sign_in):
    for name, has_box in (("yuni", True), ("sari", True), ("gatot", False), ("maria", False), ("agus", False)):
        assert ('id="search"' in sign_in(name).get("/").content.decode()) is has_box, name
    assert "Peran Anda tidak mencakup" in search(sign_in("agus"), "aminah")


def test_administrator_finds_nobody(sign_in, aminah):
    found = sign_in("agus").post(reverse("desk:search"), {"q": "aminah"}, follow=True)
    assert "Aminah" not in found.content.decode()


def test_lists_that_wait_are_counted_for_who_applies_them(cast, sign_in):
    from tests.lists.working import applied, received

    assert "menunggu pemeriksaan" not in sign_in("bagus").get("/").content.decode()
    incoming = received(cast.bagus, cast.office, ["1", NUMBER, "Aminah", "P", "", "", "", "", ""])
    page = sign_in("rina").get("/").content.decode()
    assert "1 daftar menunggu pemeriksaan" in page
    assert 'href="/lists/"' in page
    assert "menunggu pemeriksaan" not in sign_in("yuni").get("/").content.decode(), "applies none"
    applied(incoming, cast.bagus)
    assert "menunggu pemeriksaan" not in sign_in("rina").get("/").content.decode()
