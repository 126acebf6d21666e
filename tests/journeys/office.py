"""What the demo office holds, found by its administrator: one object of every kind, near and far."""

import base64
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.journeys.conftest import Installation
from tests.journeys.papers import text_of
from tests.journeys.visitor import Visitor

NEAR, FAR = "dinsos-bandung", "dinsos-garut"
CODE = re.compile(r"(?:[2-9A-HJ-NP-Z]{5}-){3}[2-9A-HJ-NP-Z]{5}")  # as printed on a paper
NAME = "Onih Suhaenah"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
)  # a white PNG
# somebody in the first village of an office: within reach of its village account and its supervisor too
NEIGHBOUR = """SELECT p.id FROM registry_person p JOIN directory_office o ON o.id = p.office_id
            WHERE o.code = %s AND p.area_code = (SELECT min(q.area_code) FROM registry_person q WHERE q.office_id = o.id)
              AND p.merged_into_id IS NULL AND p.died_on IS NULL AND NOT p.address_is_protected AND p.withdrawn_at IS NULL
            ORDER BY p.name = 'Onih Suhaenah' DESC, p.id LIMIT 1"""


@dataclass
class Things:
    """One object of every kind at an office, by the name its address gives it."""

    ids: dict[str, str] = field(default_factory=dict)

    def fill(self, path: str) -> str | None:
        """The address with real objects in it; None when the office holds nothing of the kind."""
        if path.startswith("documents/verify/<"):
            return f"/documents/verify/{self.ids['paper_code']}/" if self.ids.get("paper_code") else None
        kind = next((kind for prefix, kind in KINDS.items() if path.startswith(prefix)), "")
        for gap in GAPS:
            if f"<{gap}>" in path:
                own = f"{kind}_{gap.partition(':')[2]}"  # a fact of a person is none of a family
                name = (
                    own
                    if own in self.ids
                    else kind
                    if gap.endswith(":pk")
                    else "entry"
                    if gap == "path:code"
                    else gap.partition(":")[2]
                )
                if not self.ids.get(name):
                    return None
                path = path.replace(f"<{gap}>", self.ids[name])
        return None if "<" in path else f"/{path}"


# which object `pk` is, by the beginning of the address
KINDS = {
    "registry/people/": "person", "registry/families/": "family", "accounts/staff/": "user", "documents/papers/": "paper",
    "jobs/": "job", "lists/<uuid:pk>/type": "typed_list", "lists/<uuid:pk>/picture": "typed_list", "lists/": "list", "documents/exports/": "export",
    "office/": "office", "api/registry/people/": "person", "api/registry/families/": "family",
}  # fmt: skip
GAPS = (
    "uuid:pk", "uuid:alias_pk", "uuid:contact_pk", "uuid:task_pk", "uuid:relation_pk", "uuid:place_pk", "uuid:assignment", "uuid:conflict_pk",
    "uuid:subject", "str:code", "uuid:person_id", "uuid:family_id", "slug:name", "path:code", "int:year", "uuid:holiday_pk",
    "uuid:row_pk", "uuid:fact_pk",
)  # fmt: skip
BY_SQL = {
    "office": "SELECT office_id FROM registry_person WHERE id = %(person)s",
    "code": "SELECT area_code FROM registry_person WHERE id = %(person)s",
    "holiday_pk": """SELECT h.id FROM directory_holiday h JOIN registry_person p ON p.id = %(person)s
               WHERE h.office_id = p.office_id""",
    "family": "SELECT family_id FROM registry_membership WHERE person_id = %(person)s AND until_on IS NULL",
    "place_pk": "SELECT id FROM registry_membership WHERE person_id = %(person)s AND until_on IS NULL",
    "alias_pk": "SELECT id FROM registry_alias WHERE person_id = %(person)s",
    "contact_pk": "SELECT id FROM registry_contact WHERE person_id = %(person)s",
    "task_pk": "SELECT id FROM registry_papertask WHERE person_id = %(person)s",
    "relation_pk": "SELECT id FROM registry_relation WHERE person_id = %(person)s OR other_id = %(person)s",
    "conflict_pk": "SELECT id FROM accounts_grant WHERE object = %(person)s AND relation LIKE 'conflict%%'",
    "paper": "SELECT id FROM documents_paper WHERE subject = %(person)s",
    "job": """SELECT j.id FROM jobs_job j JOIN registry_person p ON p.office_id = j.office_id AND p.id = %(person)s
               WHERE j.state = 'done'""",
    "export": """SELECT e.id FROM documents_export e JOIN registry_person p ON p.office_id = e.office_id
                 AND p.id = %(person)s WHERE e.file_id IS NOT NULL""",
    "list": """SELECT l.id FROM lists_incominglist l JOIN registry_person p ON p.office_id = l.office_id
               AND p.id = %(person)s WHERE l.state <> 'typing'""",
    "typed_list": """SELECT l.id FROM lists_incominglist l JOIN registry_person p ON p.office_id = l.office_id
                     AND p.id = %(person)s WHERE l.state = 'typing'""",
    "row_pk": """SELECT r.id FROM lists_listrow r JOIN lists_incominglist l ON l.id = r.incoming_list_id
                 JOIN registry_person p ON p.office_id = l.office_id AND p.id = %(person)s""",
    "person_fact_pk": "SELECT id FROM registry_personfact WHERE person_id = %(person)s",
    "family_fact_pk": """SELECT f.id FROM registry_familyfact f JOIN registry_membership m ON m.family_id = f.family_id
                         WHERE m.person_id = %(person)s""",
    "user": """SELECT u.id FROM accounts_user u JOIN accounts_assignment a ON a.user_id = u.id
               JOIN registry_person p ON p.office_id = a.office_id AND p.id = %(person)s
               WHERE u.username IN ('cecep', 'wati')""",
    "assignment": """SELECT a.id FROM accounts_user u JOIN accounts_assignment a ON a.user_id = u.id
               JOIN registry_person p ON p.office_id = a.office_id AND p.id = %(person)s
               WHERE u.username IN ('cecep', 'wati')""",
}

# Somebody of the office who takes no part in the walk, and may not open the file of whom it is about.
CONFLICT = """WITH relative AS (
    INSERT INTO accounts_user (id, password, username, name, email, phone, language, office_id, is_active, is_system,
                               is_device_lost, created_at, version)
    VALUES (gen_random_uuid(), '!', 'kerabat', 'Kerabat Onih', '', '', 'id', %(office)s, true, false, false, now(), 1)
    RETURNING id
) INSERT INTO accounts_grant (id, user_id, kind, object, effect, relation, reason, granted_at)
SELECT gen_random_uuid(), id, 'person', %(person)s, 'deny', 'conflict_family', '', now() FROM relative"""


def administrator(installation: Installation):
    """The installation's database, with every right."""
    import psycopg

    from simpul.database.home import ring_path
    from simpul.database.keys import Keyring
    from simpul.database.server import server

    running = server(Keyring(ring_path(installation.home)), installation.home)
    return psycopg.connect(**{**running.administrator(), "dbname": "simpul"}, autocommit=True)


def things_of(installation: Installation, paper_code: str = "") -> Mapping[str, Things]:
    """What there is near (in the village of everybody of the first office) and far (in the other office)."""
    found = {}
    with administrator(installation) as connection:
        for where in (NEAR, FAR):
            person = str(connection.execute(NEIGHBOUR, [where]).fetchone()[0])
            ids = {
                "person": person,
                "subject": person,
                "person_id": person,
                "name": "agama",
                "entry": "1",
                "year": "2027",
            }
            for name, sql in BY_SQL.items():
                row = connection.execute(sql, {"person": person}).fetchone()
                ids[name] = str(row[0]) if row else ""
            ids["family_id"] = ids["family"]
            found[where] = Things(ids)
    return found


def furnish(yuni: Visitor, rina: Visitor, installation: Installation) -> str:
    """Register somebody without a number, and give them everything a person may have, by the forms of the counter.

    Answers the code on the paper that was printed.
    """
    with administrator(installation) as connection:
        neighbour = str(connection.execute(NEIGHBOUR, [NEAR]).fetchone()[0])
        village = connection.execute("SELECT area_code FROM registry_person WHERE id = %s", [neighbour]).fetchone()[0]
    form = yuni.form_at("/registry/people/register/") | {"name": NAME, "village": village, "step": "look"}
    form = yuni.form_at(yuni.post("/registry/people/register/", form).headers["location"])
    form |= {"number_state": "none_yet", "sex": "P", "placement": "head", "step": "save", "address": "Kp. Cikadu 3"}
    answer = yuni.post("/registry/people/register/", form)
    assert answer.status == 302, "the person of the crawl was not registered"
    page = answer.headers["location"]
    for act, said in (
        ("add-alias/", {"name": "Mak Onih"}), ("add-contact/", {"number": "081299990000", "safety": "safe"}),
        ("record-relation/", {"other": "x", "other_chosen": neighbour, "kind": "parent"}),
    ):  # fmt: skip
        assert yuni.post(page + act, yuni.form_at(page + act, act) | said).status == 302, act
    form = yuni.form_at(page + "print-extract/") | {"purpose": "school", "safe_to_take_home": "yes"}
    paper = yuni.post(page + "print-extract/", form).body
    with administrator(installation) as connection:
        office = connection.execute("SELECT id FROM directory_office WHERE code = %s", [NEAR]).fetchone()[0]
        connection.execute(CONFLICT, {"office": office, "person": page.strip("/").rpartition("/")[2]})
    declare = f"/office/{office}/calendar/declare/"
    said = {"on": "17-08-2027", "name": "Hari jadi", "source": "SE Bupati 1/2027", "kind": "local"}
    assert rina.post(declare, rina.form_at(declare, declare) | said).status == 302, "the holiday was not declared"
    _take_along(rina, installation)
    _send_a_list(rina, installation)
    _type_a_list(rina)
    _tell_facts(yuni, page, installation)
    return CODE.search(text_of(paper)).group()


def _wait_for(installation: Installation, sql: str, what: str) -> None:
    """Until the worker has done it."""
    with administrator(installation) as connection:
        deadline = time.monotonic() + 60
        while not connection.execute(sql).fetchone():
            assert time.monotonic() < deadline, f"{what} was not made"
            time.sleep(0.1)


def _take_along(rina: Visitor, installation: Installation) -> None:
    """A list of people, made by the worker."""
    ask = "/registry/people/export/?registered=week"
    form = rina.form_at(ask) | {"purpose": "meeting", "file_format": "csv"}
    assert rina.post(ask, form).status == 302, "the list was not asked for"
    _wait_for(installation, "SELECT 1 FROM documents_export WHERE file_id IS NOT NULL", "the list")


def _send_a_list(rina: Visitor, installation: Installation) -> None:
    """A list from a village, with a row that is ready, one to look at and one that cannot be read."""
    rows = ["NIK\tNAMA", "3204051708740001\tBUDI SANTOSO", "320405170874\tKARTO", f"\t{NAME}"]
    form = rina.form_at("/lists/receive/", "receive/") | {"text": "\n".join(rows)}
    assert rina.post("/lists/receive/", form).status == 302, "the list was not received"
    _wait_for(installation, "SELECT 1 FROM lists_incominglist WHERE state = 'checked'", "the check of a list")


def _type_a_list(rina: Visitor) -> None:
    """A photographed list, of which one row is typed."""
    form = rina.form_at("/lists/type/") | {"name": "Usulan RW 03"}
    answer = rina.send("/lists/type/", form, pages=("foto.png", DOT))
    assert answer.status == 302, "the typing was not begun"
    page = answer.headers["location"]
    said = {"name": "KARTO", "national_number": "320405170874", "act": "save"}
    assert rina.post(page, rina.form_at(page, page) | said).status == 302, "the row was not kept"


def _tell_facts(yuni: Visitor, page: str, installation: Installation) -> None:
    """What is known of the life of the person, and of the house of the family."""
    with administrator(installation) as connection:
        of = "SELECT family_id FROM registry_membership WHERE person_id = %s"
        family = connection.execute(of, [page.strip("/").rpartition("/")[2]]).fetchone()[0]
    how = {"observed_on": "01-10-2026", "source": "visit", "said_by": "self"}
    for path, said in (
        (f"{page}facts/?topic=health", {"pregnant": "no"}),
        (f"/registry/families/{family}/facts/?topic=house", {"roof_material": "305.7"}),
    ):
        answer = yuni.post(path, yuni.form_at(path) | how | said)
        assert answer.status == 302, f"{path}: {answer.status}"
