"""A list of people is asked for with a reason, made in the background, fetched for a day, and gone with the right."""

import io
import json
from datetime import timedelta

import pytest
import pyzipper
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from simpul.accounts.models import Assignment
from simpul.accounts.services import give_grant
from simpul.database.context import acting_as
from simpul.database.home import home
from simpul.documents import services, tasks
from simpul.documents.models import Export
from simpul.documents.rules import exports as rules
from tests.factories import registry as make

ASK = "/registry/people/export/?registered=week"
MEETING = {"purpose": "meeting", "file_format": "xlsx"}
NIK = make.NIK


@pytest.fixture
def people(cast):
    known = make.person(cast.yuni, cast.office, "Aminah binti Sobari", national_number=NIK)
    hidden = make.person(cast.yuni, cast.office, "Siti Rahayu", address_is_protected=True, area_code="32.04.05.2001")
    return known, hidden


def made(cast, client, address=ASK, **asked):
    """Asked on the page and done by the worker's task."""
    answer = client.post(address, MEETING | asked)
    assert answer.status_code == 302, answer.content.decode()
    arguments = ProcrastinateJob.objects.filter(task_name="documents.make_export").latest("id").args
    tasks.make_export(**arguments)
    with acting_as(cast.rina.pk):
        return Export.objects.get(pk=arguments["export"])


def opened(client, export):
    password = client.post(f"/documents/exports/{export.pk}/reveal-password/").content.decode()
    password = password.split('class="password mt-2 mb-2">')[1].split("<")[0]
    answer = client.get(f"/documents/exports/{export.pk}/download/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert "no-store" in answer["Cache-Control"]
    with pyzipper.AESZipFile(io.BytesIO(answer.content)) as archive:
        archive.setpassword(password.encode())
        return archive.read(archive.namelist()[0])


def rows_in(content):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def events(cast):
    with acting_as(cast.sari.pk), connection.cursor() as cursor:
        cursor.execute("SELECT act, detail::text FROM audit_event WHERE act LIKE 'documents.export%' ORDER BY id")
        return [(act, json.loads(detail)) for act, detail in cursor.fetchall()]


def test_export_people_from_the_page_to_the_file(cast, people, sign_in):
    rina = sign_in("rina")
    assert "Unduh daftar ini" in rina.get("/registry/people/?registered=week").content.decode()
    assert "2 orang" in rina.get(ASK).content.decode()
    export = made(cast, rina)
    content = opened(rina, export)
    rows = rows_in(content)
    told = {row[0]: row for row in rows}
    assert told["Aminah binti Sobari"][3].endswith(NIK[-4:])
    text = " ".join(str(cell) for row in rows for cell in row)
    assert told["Siti Rahayu"][7].replace(rules.unseen(export.number), "") == cast.office.name
    assert "Kp. Cikadu" not in text
    assert NIK not in text, "the purpose needs no numbers"
    assert "Rina Suryani" in text
    assert cast.office.name in text
    assert export.number in text
    assert "rapat" in text
    assert rules.numbers_in(text) == [export.number], "the unseen number is read back"
    acts = {act.removeprefix("documents.export_"): detail for act, detail in events(cast)}
    assert list(acts) == ["asked", "made", "password_shown", "downloaded"]
    assert {(acts[act]["purpose"], acts[act]["rows"]) for act in ("asked", "made", "downloaded")} == {("meeting", 2)}


def test_reveal_password_shows_it_once(cast, people, sign_in):
    rina = sign_in("rina")
    export = made(cast, rina)
    opened(rina, export)
    again = rina.post(f"/documents/exports/{export.pk}/reveal-password/")
    assert (again.status_code, "tidak disimpan" in again.content.decode()) == (422, True)
    with acting_as(cast.rina.pk):
        assert Export.objects.get(pk=export.pk).password is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notices_notice WHERE params::text LIKE '%%-____-%%'")
        assert cursor.fetchone() == (0,)


def test_numbers_go_along_where_the_purpose_needs_them_and_each_is_recorded(cast, people, sign_in):
    rina = sign_in("rina")
    refused = rina.post(ASK, MEETING | {"with_numbers": "on"})
    assert (refused.status_code, "Hapus centangnya" in refused.content.decode()) == (422, True)
    export = made(cast, rina, purpose="verification", with_numbers="on")
    assert NIK in str(rows_in(opened(rina, export)))
    with acting_as(cast.sari.pk), connection.cursor() as cursor:
        cursor.execute("SELECT subject, detail->>'reason' FROM audit_event WHERE act = 'registry.number_revealed'")
        assert set(cursor.fetchall()) == {(person.pk, "verification") for person in people}


def test_download_export_ends_with_the_right(cast, people, sign_in):
    rina = sign_in("rina")
    export = made(cast, rina)
    address = f"/documents/exports/{export.pk}/download/"
    assert rina.get(address).status_code == 200
    assert sign_in("asep").get(address).status_code == 404, "another's"
    with acting_as(cast.rina.pk):
        # A person in the list is closed to her since: the old file would still tell.
        give_grant(
            user=cast.rina, kind="person", subject=people[0].pk, effect="deny", relation="conflict", until=None, by=None
        )
    assert rina.get(address).status_code == 404
    assert rina.get(f"/documents/exports/{export.pk}/").status_code == 404


def test_download_export_ends_with_the_role(cast, people, sign_in):
    rina = sign_in("rina")
    export = made(cast, rina)
    Assignment.objects.filter(user=cast.rina).update(until_on=timezone.localdate() - timedelta(days=1))
    for act in ("", "download/"):
        assert rina.get(f"/documents/exports/{export.pk}/{act}").status_code == 404
    with acting_as(cast.rina.pk):
        assert not Export.objects.exists(), "the second wall as well"


def test_download_export_is_over_after_a_day(cast, people, sign_in):
    rina = sign_in("rina")
    export = made(cast, rina)
    with acting_as(cast.rina.pk):
        Export.objects.filter(pk=export.pk).update(until=timezone.now() - timedelta(minutes=1))
    answer = rina.get(f"/documents/exports/{export.pk}/download/")
    assert (answer.status_code, "waktunya habis" in answer.content.decode()) == (410, True)
    path = home() / "files" / export.file.sha256[:2] / export.file.sha256
    assert path.exists()
    assert services.erase_exports() == 1
    assert not path.exists()
    with acting_as(cast.rina.pk):
        kept = Export.objects.get(pk=export.pk)
    assert (kept.file, kept.password, kept.asked, kept.note, kept.rows) == (None, None, None, None, 2)
    assert "sudah dihapus" in rina.get(f"/documents/exports/{export.pk}/").content.decode()  # view_export
    assert services.erase_exports() == 0


def test_what_was_searched_for_and_the_password_lie_sealed(cast, people, sign_in, superuser_dsn):
    from simpul.registry.forms.sealed import sealed_text

    address = f"/registry/people/export/?search={sealed_text(NIK, cast.rina)}"
    export = made(cast, sign_in("rina"), address, note="Rapat desa Cibodas")
    with connection.cursor() as cursor, acting_as(cast.rina.pk):
        cursor.execute("SELECT e::text, j::text FROM documents_export e JOIN jobs_job j ON j.id = e.job_id")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT string_agg(args::text, '') FROM procrastinate_jobs")
        kept += str(cursor.fetchall())
    for needle in (NIK, "Cibodas", str(export.password)):
        assert needle not in kept
        assert needle.encode().hex() not in kept


def test_more_than_the_cap_is_refused(cast, people, sign_in, settings):
    settings.EXPORT_ROWS = 1
    answer = sign_in("rina").post(ASK, MEETING)
    assert (answer.status_code, "Paling banyak 1 baris" in answer.content.decode()) == (422, True)


def test_a_stale_sign_in_proves_itself_first(cast, people, sign_in):
    rina = sign_in("rina")
    session = rina.session
    for entry in session["account_authentication_methods"]:
        entry["at"] -= 3600
    session.save()
    assert "/sign-in/again/" in rina.get(ASK).url
    assert rina.post(ASK, MEETING).status_code == 403
