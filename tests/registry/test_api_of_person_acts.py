"""The small acts on a person through the API: what the pages do, with the same refusals."""

import pypdfium2
import pytest

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from simpul.registry.models import Alias, Contact, PaperTask, Person
from simpul.registry.services import NewContact
from tests.factories import registry as make

PEOPLE, PHONE, OTHER = "/api/registry/people/", "+6281234567890", "0813-9988-7766"
CAREFUL = {"number": OTHER, "safety": "careful", "rule": "Hanya pagi"}


@pytest.fixture
def aminah(cast):
    return make.person(cast.yuni, cast.office, contact=NewContact(PHONE, "unsafe"), number_state="none_yet")


def send(client, path, asked=None, key=None):
    return client.post(
        path, asked or {}, content_type="application/json", headers={"Idempotency-Key": str(key or new_id())}
    )


def told(client, person):
    return client.get(f"{PEOPLE}{person.pk}/").json()


def test_a_person_is_told_with_names_contacts_and_tasks(sign_in, aminah):
    person = told(sign_in("yuni"), aminah)
    (contact,) = person["contacts"]
    assert (contact["safety"], contact["kind"], contact["rule"]) == ("unsafe", "own_phone", None)
    assert PHONE[-6:] not in str(person)
    assert [task["paper"] for task in person["paper_tasks"]] == ["national_number"]


def test_a_number_is_opened_with_its_safety(sign_in, aminah):
    client, url = sign_in("yuni"), f"{PEOPLE}{aminah.pk}/reveal-number/"
    send(client, f"{PEOPLE}{aminah.pk}/add-contact/", CAREFUL)
    asked = {"fields_opened": ["phone"], "reason": "contacting"}
    phones = client.post(url, asked, content_type="application/json").json()["phones"]
    assert [(p["number"], p["kind"], p["safety"], p["rule"]) for p in phones] == [
        (PHONE, "own_phone", "unsafe", None),
        ("+6281399887766", "own_phone", "careful", "Hanya pagi"),
    ]


def test_add_and_end_alias(cast, sign_in, aminah):
    client = sign_in("yuni")
    made = send(client, f"{PEOPLE}{aminah.pk}/add-alias/", {"name": "Mak Inah"})
    assert made.status_code == 201
    (alias,) = told(client, aminah)["aliases"]
    assert (alias["id"], alias["name"], alias["kind"]) == (made.json()["id"], "Mak Inah", "called")
    assert send(client, f"{PEOPLE}{aminah.pk}/aliases/{alias['id']}/end/").status_code == 200
    assert told(client, aminah)["aliases"] == []
    assert send(client, f"{PEOPLE}{aminah.pk}/add-alias/", {"name": "123"}).json()["code"] == "name_without_letters"


def test_add_and_end_contact(sign_in, aminah):
    client, key = sign_in("yuni"), new_id()
    for _ in range(2):  # a retry with the same key is the same contact
        made = send(client, f"{PEOPLE}{aminah.pk}/add-contact/", CAREFUL, key)
        assert made.status_code == 201
    contacts = {contact["id"]: contact["safety"] for contact in told(client, aminah)["contacts"]}
    assert len(contacts) == 2
    assert contacts[made.json()["id"]] == "careful"
    assert send(client, f"{PEOPLE}{aminah.pk}/contacts/{made.json()['id']}/end/").status_code == 200
    assert len(told(client, aminah)["contacts"]) == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (CAREFUL | {"rule": ""}, "careful_needs_rule"),
        (CAREFUL | {"number": "08-12"}, "phone_unreadable"),
        (CAREFUL | {"safety": "perhaps"}, "not_valid"),
        ({"number": OTHER}, "not_valid"),  # nobody adds a number without asking
    ],
)
def test_a_contact_that_cannot_be_is_refused(sign_in, aminah, asked, code):
    answer = send(sign_in("yuni"), f"{PEOPLE}{aminah.pk}/add-contact/", asked)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_close_paper_task(cast, sign_in, aminah):
    client = sign_in("yuni")
    (task,) = told(client, aminah)["paper_tasks"]
    url = f"{PEOPLE}{aminah.pk}/paper-tasks/{task['id']}/close/"
    assert send(client, url, {"outcome": "lost"}).status_code == 422
    assert send(client, url, {"outcome": "obtained"}).status_code == 200
    assert told(client, aminah)["paper_tasks"] == []
    with acting_as(cast.yuni.pk):
        assert PaperTask.objects.get(pk=task["id"]).outcome == "obtained"


def test_print_extract_and_its_paper(sign_in, aminah):
    client, asked = sign_in("yuni"), {"purpose": "school", "note": "SDN 1", "safe_to_take_home": True}
    paper = send(client, f"{PEOPLE}{aminah.pk}/print-extract/", asked)
    assert paper.status_code == 201
    url = f"/api/documents/papers/{paper.json()['id']}/print/"
    answer = client.post(url, {"reason": "check"}, content_type="application/json")
    assert answer.headers["Content-Type"] == "application/pdf"
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
    assert "Sekolah: SDN 1" in text
    unsafe = send(client, f"{PEOPLE}{aminah.pk}/print-extract/", asked | {"safe_to_take_home": False})
    assert unsafe.status_code == 422
    assert sign_in("wati").post(url, {"reason": "check"}, content_type="application/json").status_code == 404


def test_register_with_contact_and_alias(cast, sign_in):
    client = sign_in("yuni")
    asked = {"name": "Neneng Baru", "sex": "P", "alias": "Nia", "contact": CAREFUL}
    made = send(client, PEOPLE, asked)
    assert made.status_code == 201, made.content
    with acting_as(cast.yuni.pk):
        person = Person.objects.get(pk=made.json()["id"])
        assert Alias.objects.get(person=person).name == "Nia"
        contact = Contact.objects.get(person=person)
    assert (contact.number, contact.safety, contact.rule) == ("+6281399887766", "careful", "Hanya pagi")
    assert send(client, PEOPLE, asked | {"name": "Lain", "contact": CAREFUL | {"rule": ""}}).status_code == 422


@pytest.mark.parametrize(("name", "status"), [("wati", 404), ("sari", 403), ("paulus", 403)])
def test_refused_outside_role_and_reach(sign_in, aminah, name, status):
    client = sign_in(name)
    for path, asked in (("add-alias/", {"name": "Ayu"}), ("add-contact/", CAREFUL)):
        assert send(client, f"{PEOPLE}{aminah.pk}/{path}", asked).status_code == status


def test_what_belongs_to_another_is_not_reached(cast, sign_in, aminah):
    other = make.person(cast.yuni, cast.office, "Neneng Lain", birth=None, contact=NewContact("+6281200001111", "safe"))
    client = sign_in("yuni")
    (contact,) = told(client, other)["contacts"]
    assert send(client, f"{PEOPLE}{aminah.pk}/contacts/{contact['id']}/end/").status_code == 404
