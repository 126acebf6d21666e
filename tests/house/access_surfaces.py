"""Every way by which the program tells of somebody: each answers the letters of whom it tells, or the refusing status."""

import io
import json
from collections.abc import Callable

import pyzipper
from django.db import connection
from django.test import Client

from simpul.database.context import acting_as
from simpul.kit.ids import new_id
from tests.house.access_scene import KK, PHONE, Scene

NAME = "Rahayu"
PEOPLE, FAMILIES, API = "/registry/people/", "/registry/families/", "/api/registry/"
REFUSALS = {302, 401, 403}
ENOUGH = 3  # addresses that refuse a role alike; the others would too
Surface = Callable[[Client, Scene], str]


def page(path: str) -> Surface:
    """Whoever stands on one page."""
    return lambda client, scene: _told(client.get(path), scene)


def of_office(act: str) -> Surface:
    """Whoever stands on a page about the office near."""
    return lambda client, scene: _told(client.get(f"/office/{scene.people['v'].office_id}/{act}/"), scene)


def searched(path: str, field: str, text: str) -> Surface:
    """Whoever a search finds, by the page it leads to."""

    def asked(client: Client, scene: Scene) -> str:
        answer = client.post(path, {field: text})
        if answer.status_code == 302 and "/sign-in/" not in answer.url:
            answer = client.get(answer.url)
        return _told(answer, scene)

    return asked


def each(path: str, *, post: dict | None = None, of: str = "people", as_json: bool = False) -> Surface:
    """Those whose own address opens."""

    def asked(client: Client, scene: Scene) -> str:
        letters, refused = "", []
        for letter, thing in getattr(scene, of).items():
            if len(refused) == ENOUGH:
                break
            url = path.format(getattr(thing, "pk", thing))
            key = {"Idempotency-Key": str(new_id())}
            kind = {"content_type": "application/json", "headers": key} if as_json else {}
            body = json.dumps(post) if as_json else post
            answer = client.get(url) if post is None else client.post(url, body, **kind)
            if answer.status_code == 404:
                continue
            if answer.status_code in REFUSALS:
                refused.append(str(answer.status_code))
            else:
                assert answer.status_code in (200, 201, 422), (url, answer.status_code)
                letters += letter
        assert not (refused and letters), f"opens {letters} and refuses others with {refused}: that tells who is there"
        return "".join(sorted(set(refused))) or letters

    return asked


def told_on_each(path: str, *, of: str = "people") -> Surface:
    """Of whom their own pages tell, where a page opens to everybody with the role."""

    def asked(client: Client, scene: Scene) -> str:
        letters = ""
        for letter, thing in getattr(scene, of).items():
            answer = client.get(path.format(thing.pk))
            if answer.status_code in REFUSALS:
                return str(answer.status_code)
            about = answer.content.decode().replace(path.format(thing.pk), "")
            letters += letter if f'{thing.pk}/"' in about or "<tbody>" in about else ""
        return letters

    return asked


def api(path: str, asked: dict) -> Surface:
    """Whoever stands in an answer of the API."""
    body = json.dumps(asked)
    return lambda client, scene: _told(client.post(f"{API}{path}", body, content_type="application/json"), scene)


def counted(surface: Callable[[Client, Scene], int | str], of: Surface) -> Surface:
    """The letters of another surface, when a count says the same number; otherwise the number."""

    def asked(client: Client, scene: Scene) -> str:
        count, letters = surface(client, scene), of(client, scene)
        if isinstance(count, str):
            return count
        return letters if count == len(letters) else f"counts {count} of {letters}"

    return asked


def rows(sql: str) -> Surface:
    """Whoever stands in the rows that the database hands out when a query forgets its filter."""

    def asked(client: Client, scene: Scene) -> str:
        with acting_as(client.session.get("_auth_user_id")), connection.cursor() as cursor:
            cursor.execute(sql)
            return scene.told_in(str(cursor.fetchall()))

    return asked


def _told(answer, scene: Scene) -> str:
    if answer.status_code in REFUSALS:
        return str(answer.status_code)
    assert answer.status_code == 200, answer.status_code
    return scene.told_in(answer.content.decode())


def _figure(position: int) -> Callable[[Client, Scene], int | str]:
    def read(client: Client, scene: Scene) -> int | str:
        answer = client.get("/")
        if answer.status_code in REFUSALS:
            return str(answer.status_code)
        figures = answer.context["figures"]
        return figures[position].value if figures else ""

    return read


def _count(client: Client, scene: Scene) -> int | str:
    answer = client.get(f"{PEOPLE}?registered=week")
    return str(answer.status_code) if answer.status_code in REFUSALS else answer.context["page"].count


def _api_count(client: Client, scene: Scene) -> int | str:
    answer = client.post(f"{API}people/search/", json.dumps({"text": NAME}), content_type="application/json")
    return str(answer.status_code) if answer.status_code in REFUSALS else answer.json()["count"]


def _picked(client: Client, scene: Scene) -> str:
    """Found in the box that picks another person: asked from two people, for nobody is related to themselves."""
    found = ""
    for letter in "vf":
        url = f"{PEOPLE}{scene.people[letter].pk}/record-relation/"
        answer = client.post(url, {"other": NAME, "kind": "parent"})
        if answer.status_code in REFUSALS:
            return str(answer.status_code)
        found += scene.told_in(answer.content.decode()) if answer.status_code != 404 else ""
    return found


def _papers_listed(client: Client, scene: Scene) -> str:
    letters = ""
    for letter, person in scene.people.items():
        answer = client.get(f"{PEOPLE}{person.pk}/print-extract/")
        if answer.status_code in REFUSALS:
            return str(answer.status_code)
        letters += letter if scene.papers[letter] in answer.content.decode() else ""
    return letters


def _taken_along(client: Client, scene: Scene) -> str:
    """Who stands in the file of a list: asked for, made by the worker's task, unlocked, read."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    from simpul.documents.tasks import make_export

    answer = client.post(f"{PEOPLE}export/?registered=week", {"purpose": "meeting", "file_format": "csv"})
    if "/documents/exports/" not in answer.headers.get("Location", ""):
        return _told(answer, scene)
    make_export(**ProcrastinateJob.objects.filter(task_name="documents.make_export").latest("id").args)
    page = client.post(f"{answer.url}reveal-password/").content.decode()
    password = page.split('class="password mt-2 mb-2">')[1].split("<")[0]
    with pyzipper.AESZipFile(io.BytesIO(client.get(f"{answer.url}download/").content)) as archive:
        archive.setpassword(password.encode())
        return scene.told_in(archive.read(archive.namelist()[0]).decode())


def _beside_rows(client: Client, scene: Scene) -> str:
    """Whoever is shown beside the rows of lists that name everybody: by their pages, for the names are the lists' own."""
    pages = ""
    for pk in scene.lists.values():
        answer = client.get(f"/lists/{pk}/?tab=look")
        if answer.status_code in REFUSALS:
            return str(answer.status_code)
        pages += answer.content.decode() if answer.status_code == 200 else ""
    return "".join(letter for letter, person in scene.people.items() if str(person.pk) in pages)


LATELY = page(f"{PEOPLE}?registered=week")
COUNTER = {"reason": "counter", "fields_opened": ["phone"]}
SCHOOL = {"purpose": "school", "safe_to_take_home": True}
SURFACES: dict[str, Surface] = {
    "people_lately_registered": LATELY,
    "people_found_by_name": searched(PEOPLE, "text", NAME),
    "people_found_by_sound": searched(PEOPLE, "text", "Rachayu"),
    "people_found_by_slip": searched(PEOPLE, "text", "Rahsyu"),
    "people_found_by_phone": searched(PEOPLE, "text", PHONE),
    "people_found_by_card": searched(PEOPLE, "text", KK),
    "people_counted": counted(_count, LATELY),
    "people_taken_along": _taken_along,
    "export_people": page(f"{PEOPLE}export/?registered=week"),
    "families_listed": page(FAMILIES),
    "families_found_by_name": searched(FAMILIES, "text", NAME),
    "families_found_by_card": searched(FAMILIES, "text", KK),
    "desk_search_by_name": searched("/search/", "q", NAME),
    "desk_search_by_phone": searched("/search/", "q", PHONE),
    "home_counts_people": counted(_figure(0), LATELY),
    "home_counts_families": counted(_figure(1), page(FAMILIES)),
    "home_counts_without_number": counted(_figure(3), page("/paper-tasks/")),
    "paper_tasks": page("/paper-tasks/"),
    "person_page": each(f"{PEOPLE}{{}}/"),
    "family_page": each(f"{FAMILIES}{{}}/", of="families"),
    "while_registering": searched(f"{PEOPLE}likely/", "name", NAME),
    "picked_for_a_relation": _picked,
    "correct_person": each(f"{PEOPLE}{{}}/correct/"),
    "withdraw_person": each(f"{PEOPLE}{{}}/withdraw/"),
    "record_death": each(f"{PEOPLE}{{}}/record-death/"),
    "add_contact": each(f"{PEOPLE}{{}}/add-contact/"),
    "record_relation": each(f"{PEOPLE}{{}}/record-relation/"),
    "record_facts_of_person": each(f"{PEOPLE}{{}}/facts/"),
    "confidential_facts_of_person": each(f"{PEOPLE}{{}}/confidential-facts/"),
    "record_facts_of_family": each(f"{FAMILIES}{{}}/facts/", of="families"),
    "declare_conflict": each(f"{PEOPLE}{{}}/declare-conflict/"),
    "merge_people": each(f"{PEOPLE}{{}}/merge/"),
    "reveal_number": each(f"{PEOPLE}{{}}/reveal-number/", post=COUNTER),
    "move_family": each(f"{FAMILIES}{{}}/move/", of="families"),
    "split_family": each(f"{FAMILIES}{{}}/split/", of="families"),
    "join_family": each(f"{FAMILIES}{{}}/join/", of="families"),
    "register_into_a_family": each(f"{PEOPLE}register/?family={{}}", of="families"),
    "reveal_family_number": each(f"{FAMILIES}{{}}/reveal-number/", post={"reason": "counter"}, of="families"),
    "print_extract": each(f"{PEOPLE}{{}}/print-extract/"),
    "print_paper_again": each("/documents/papers/{}/print/", of="papers"),
    "papers_on_the_extract_page": _papers_listed,
    "audit_of_registrations": page("/audit/?act=registry.person_registered"),
    "audit_of_a_person": told_on_each("/audit/of/{}/"),
    "audit_of_a_family": told_on_each("/audit/of/{}/", of="families"),
    "open_office": page("/office/open/"),
    "close_office": of_office("close"),
    "change_organisation": of_office("organisation/change"),
    "open_area": page("/areas/open/"),
    "rename_area": page("/areas/32.04.05/rename/"),
    "record_area_change": page("/areas/record-change/"),
    "set_area_code": page("/areas/32.04.05/set-code/"),
    "api_people_by_name": api("people/search/", {"text": NAME}),
    "api_people_by_phone": api("people/search/", {"text": PHONE}),
    "api_people_counted": counted(_api_count, api("people/search/", {"text": NAME})),
    "api_families_by_card": api("families/search/", {"text": KK}),
    "api_person": each(f"{API}people/{{}}/"),
    "api_relations": each(f"{API}people/{{}}/relations/"),
    "api_family": each(f"{API}families/{{}}/", of="families"),
    "api_timeline": each(f"{API}families/{{}}/timeline/", of="families"),
    "api_reveal_number": each(f"{API}people/{{}}/reveal-number/", post=COUNTER, as_json=True),
    "api_add_alias": each(f"{API}people/{{}}/add-alias/", post={"name": "Ayu"}, as_json=True),
    "api_add_contact": each(f"{API}people/{{}}/add-contact/", post={"number": PHONE, "safety": "safe"}, as_json=True),
    "api_print_extract": each(f"{API}people/{{}}/print-extract/", post=SCHOOL, as_json=True),
    "api_print_paper_again": each(
        "/api/documents/papers/{}/print/", of="papers", post={"reason": "check"}, as_json=True
    ),
    "rows_of_people": rows("SELECT id::text FROM registry_person"),
    "rows_of_audit": rows("SELECT subject::text FROM audit_event"),
    "rows_of_papers": rows("SELECT subject::text FROM documents_paper"),
    "beside_the_rows_of_lists": _beside_rows,
}
