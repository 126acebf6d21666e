"""What went wrong is said in words, in the form the asker reads, with the right status."""

import re

import pytest
from django.test import Client

from simpul.ui import errors
from simpul.ui.failures import FAILURES
from simpul.ui.sentences import register
from tests.ui.rendering import Outline

register({"test_no_funds": "Sisa hanya %(left)s.", "moved": "Sudah dipindahkan."})
SIGNED_IN = {"simpul-session": "x"}


def signed_in(client: Client) -> Client:
    client.cookies["simpul-session"] = "x"
    return client


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429, 500, 503])
def test_each_failure_has_its_page(browser, status):
    response = browser.get(f"/fail/{status}")
    html = response.content.decode()
    assert response.status_code == status
    assert str(FAILURES[status].title) in html
    assert str(FAILURES[status].then) in html
    assert not Outline(html).faults
    assert response["X-Request-Id"] in html


@pytest.mark.parametrize("address", ["/fail/500", "/api/fail/500"])
def test_a_fault_tells_the_log_and_not_the_asker(browser, caplog, address):
    said = browser.get(address).content.decode()
    assert not [word for word in ("a fault", "DataError", "Traceback", "addresses.py") if word in said]
    assert [record for record in caplog.records if record.exc_info and "a fault" in str(record.exc_info[1])]


def test_who_has_signed_in_stays_in_the_shell(browser):
    assert "Rina Suryani" not in browser.get("/fail/404").content.decode()
    assert "Rina Suryani" in signed_in(browser).get("/fail/404").content.decode()


def test_an_address_that_is_not_there(browser):
    response = browser.get("/nowhere")
    assert response.status_code == 404
    assert "Tidak ditemukan" in response.content.decode()


def test_a_refusal_says_its_own_sentence(browser):
    assert "Sisa hanya 5." in browser.get("/fail/422").content.decode()


@pytest.mark.parametrize(("address", "seconds"), [("/fail/503", 2), ("/without-database", 10), ("/fail/429", 60)])
def test_who_may_try_again_hears_when(browser, address, seconds):
    assert int(browser.get(address)["Retry-After"]) == seconds


def test_the_database_may_go_away_at_the_very_end(browser):
    response = browser.get("/choices/theme/?at-the-end")
    assert response.status_code == 503
    assert response["Retry-After"] == "2"


def test_the_page_comes_even_when_the_shell_cannot(browser):
    response = signed_in(browser).get("/fail/404?broken")
    assert response.status_code == 404
    assert "Tidak ditemukan" in response.content.decode()


def test_the_last_resort_needs_no_template(browser, monkeypatch):
    def cannot(*args: object, **kwargs: object) -> str:
        raise RuntimeError("no templates here")

    monkeypatch.setattr(errors, "render_to_string", cannot)
    response = browser.get("/fail/500")
    assert response.status_code == 500
    assert "Ada kesalahan pada Simpul" in response.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429, 500, 503])
def test_programs_read_json(browser, status):
    response = browser.get(f"/api/fail/{status}", headers={"accept": "*/*"})
    assert response.status_code == status
    assert set(response.json()) == {"code", "sentence"}
    assert browser.get(f"/fail/{status}", headers={"accept": "application/json"}).json() == response.json()


def test_json_names_the_refusal(browser):
    assert browser.get("/api/fail/422").json() == {"code": "test_no_funds", "sentence": "Sisa hanya 5."}


def test_a_fragment_is_shown_where_messages_are(browser):
    response = browser.get("/fail/403", headers={"hx-request": "true"})
    assert response.status_code == 403
    assert response["HX-Retarget"] == "#notices"
    assert "<html" not in response.content.decode()


def test_sign_in_never_lands_inside_a_page(browser):
    response = browser.get("/write?ended", headers={"hx-request": "true"})
    assert response.status_code == 401
    assert response["HX-Redirect"] == "/sign-in/"


def test_an_empty_answer_gets_words_and_keeps_its_headers(browser):
    response = browser.get("/only-post")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "hanya menerima kiriman" in response.content.decode()


@pytest.mark.parametrize("address", ["/write", "/fail/404", "/fail/500", "/api/fail/422", "/only-post"])
def test_every_answer_has_the_headers(browser, address, monkeypatch, guard_is_off):
    if guard_is_off("safe_headers"):
        monkeypatch.setattr("simpul.ui.middleware.HEADERS", {})
    response = browser.get(address)
    assert response["Cache-Control"] == "no-store"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert re.fullmatch(
        r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", response["X-Request-Id"]
    )


def test_every_request_has_a_number_of_its_own(browser):
    assert (
        browser.get("/write")["X-Request-Id"] != browser.get("/write", headers={"x-request-id": "mine"})["X-Request-Id"]
    )


def test_errors_speak_the_language_of_this_browser_only(browser):
    browser.cookies["simpul-language"] = "en"
    assert 'lang="en"' in browser.get("/fail/404").content.decode()
    del browser.cookies["simpul-language"]
    assert 'lang="id"' in browser.get("/fail/404", headers={"accept-language": "en"}).content.decode()


HERE, ELSEWHERE = (
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"},
)


def test_a_form_with_an_old_token_can_be_sent_again(browser):
    response = browser.post("/write", {"note": "Baris satu\n\nBaris <tiga>", "password": "x"}, headers=HERE)
    html = response.content.decode()
    assert response.status_code == 403
    assert ">\nBaris satu\n\nBaris &lt;tiga&gt;</textarea>" in html
    assert 'name="password"' not in html
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    assert browser.post("/write", {"note": "Baris satu", "csrfmiddlewaretoken": token}, headers=HERE).status_code == 200


def test_another_sites_form_is_never_offered_for_sending(browser, monkeypatch, guard_is_off):
    if guard_is_off("resend_same_origin"):
        monkeypatch.setattr(errors, "came_from_here", lambda request: True)
    html = browser.post("/write", {"note": "planted"}, headers=ELSEWHERE).content.decode()
    assert "planted" not in html
    assert "Formulir ini tidak dapat diterima" in html


def test_a_session_that_ended_takes_no_text_with_it(browser):
    html = browser.post("/write", {"note": "x"}, headers=HERE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    sent = {"note": "Laporan kunjungan yang panjang", "csrfmiddlewaretoken": token}
    response = browser.post("/write?ended", sent, headers=HERE)
    html = response.content.decode()
    assert response.status_code == 403
    assert "Laporan kunjungan yang panjang" in html
    assert 'action="/write?ended"' in html
    assert 'href="/sign-in/"' in html


def test_nobody_is_blamed_for_what_they_did_not_do(browser):
    """Signing in again changes the token: that is said, and neither cookies nor idleness are blamed."""
    browser.get("/write")
    html = browser.post("/write", {"note": "x", "csrfmiddlewaretoken": "a" * 64}, headers=HERE).content.decode()
    assert "Anda masuk atau keluar sesudah halaman ini dibuka" in html
    assert "cookie" not in html
    browser.cookies.clear()
    assert "tidak mengirim cookie" in browser.post("/write", {"note": "x"}, headers=HERE).content.decode()


def test_a_theme_is_kept_and_leads_nowhere_else(browser):
    html = browser.post("/write", {"note": "x"}, headers=HERE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    for target, leads_to in (
        ("/warga/?q=a", "/warga/?q=a"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
    ):
        sent = {"theme": "dark", "next": target, "csrfmiddlewaretoken": token}
        response = browser.post("/choices/theme/", sent)
        assert response.status_code == 302
        assert response["Location"] == leads_to
        assert response.cookies["simpul-theme"].value == "dark"
    assert 'data-bs-theme="dark"' in browser.get("/write").content.decode()
