"""Whoever asked follows the work, leaves it, stops it and tries again; nobody else sees it."""

import pytest

from simpul.database.context import acting_as
from simpul.jobs.models import Job
from tests.jobs.test_run_job import run, start


def test_view_job_and_list_jobs_tell_how_far_it_is_until_it_ends(cast, sign_in):
    job, yuni = start(cast), sign_in("yuni")
    address = f"/jobs/{job.pk}/"
    page = yuni.get(address).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "menunggu giliran" in page
    assert f"{address}cancel/" in page
    assert address in yuni.get("/jobs/").content.decode()
    run(job)
    part = yuni.get(address, headers={"HX-Request": "true"})
    assert part["HX-Refresh"] == "true"
    assert "hx-trigger" not in part.content.decode()
    page = yuni.get(address).content.decode()
    assert "3 dari 3" in page
    assert "100%" in page
    assert "hx-trigger" not in page


def test_cancel_job_asks_first_and_retry_job_begins_again(cast, sign_in):
    job, yuni = start(cast), sign_in("yuni")
    assert "Ya, hentikan" in yuni.get(f"/jobs/{job.pk}/cancel/").content.decode()
    yuni.post(f"/jobs/{job.pk}/cancel/")
    page = yuni.get(f"/jobs/{job.pk}/").content.decode()
    assert "dihentikan" in page
    assert "Coba lagi" in page
    assert yuni.post(f"/jobs/{job.pk}/cancel/").status_code == 422
    assert yuni.post(f"/jobs/{job.pk}/retry/").status_code == 302
    with acting_as(cast.yuni.pk):
        assert Job.objects.get(pk=job.pk).state == "queued"


def test_failed_work_says_why_without_a_trace(cast, sign_in):
    job = start(cast, ending="broken")
    run(job)
    page = sign_in("yuni").get(f"/jobs/{job.pk}/").content.decode()
    assert "bukan pada Anda" in page
    assert str(job.pk) in page
    assert "Traceback" not in page
    assert "ValueError" not in page
    assert "Belum berhasil: Menghitung" in sign_in("yuni").get("/notices/").content.decode()


@pytest.mark.parametrize("act", ["", "cancel/", "retry/", "result/"])
def test_work_of_others_is_not_there(cast, sign_in, act):
    job = start(cast)
    client = sign_in("rina")
    ask = client.post if act == "retry/" else client.get
    assert ask(f"/jobs/{job.pk}/{act}").status_code == 404
    assert str(job.pk) not in client.get("/jobs/").content.decode()
    with acting_as(cast.rina.pk):
        assert not Job.objects.exists()


def test_who_keeps_the_system_running_sees_that_it_failed_and_nothing_else(cast, sign_in):
    job = start(cast, ending="broken")
    run(job)
    page = sign_in("agus").get(f"/jobs/{job.pk}/").content.decode()
    assert "bukan pada Anda" in page
    assert "Coba lagi</button>" not in page
    assert sign_in("agus").get(f"/jobs/{job.pk}/result/").status_code == 404  # download_result


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(cast, sign_in):
    job, yuni = start(cast), sign_in("yuni")
    yuni.get("/jobs/")
    session = yuni.session
    session["seen"] -= 600
    session.save()
    before = yuni.session["seen"]
    yuni.get(f"/jobs/{job.pk}/", headers={"HX-Request": "true", "X-Unattended": "1"})
    assert yuni.session["seen"] == before
    yuni.get(f"/jobs/{job.pk}/")
    assert yuni.session["seen"] > before
