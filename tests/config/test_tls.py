"""Over the network only with TLS: by a certificate of its own, or by a proxy on this machine whose word is taken."""

import http.client
import socket
import ssl

import pytest
import requests

from tests.config.running import Installation

pytestmark = [pytest.mark.slow]


@pytest.fixture
def encrypted(made_office, places, certificate) -> Installation:
    """An office with a certificate of its own."""
    words = ("--host", certificate.name, "--cert", str(certificate.cert), "--key", str(certificate.key))
    office = places(made_office, "start", *words)
    office.start()
    assert f"ready: https://{certificate.name}:{office.port}\n" in office.said()
    return office


def ask(
    office: Installation, certificate, path: str, host: str | None = None, form: str | None = None, more=()
) -> http.client.HTTPResponse:
    """Ask by the certificate's name, or send a form, trusting that certificate and no other."""
    trusting = ssl.create_default_context(cafile=certificate.cert)
    with (
        socket.create_connection(("127.0.0.1", office.port), timeout=20) as raw,
        trusting.wrap_socket(raw, server_hostname=certificate.name) as encrypted,
    ):
        connection = http.client.HTTPSConnection(certificate.name, office.port)
        connection.sock = encrypted
        headers = {"Host": host or f"{certificate.name}:{office.port}", **dict(more)}
        connection.request("POST" if form else "GET", path, body=form, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer


def test_with_a_certificate_of_its_own(encrypted, certificate):
    page = ask(encrypted, certificate, "/sign-in/")
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookies = page.headers.get_all("Set-Cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-"), cookie
        assert "; Secure" in cookie
        assert "; Path=/" in cookie
        assert "Domain" not in cookie
    assert ask(encrypted, certificate, "/sign-in/", host="elsewhere.example").status == 400
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.1:{encrypted.port}/sign-in/", timeout=20)


@pytest.mark.parametrize(
    ("path", "choice"),
    [("/choices/theme/", "theme=dark"), ("/choices/shortcuts/", "shortcuts=off"), ("/language/", "language=en")],
)
def test_every_choice_that_is_kept_is_of_this_host_alone(encrypted, certificate, path, choice):
    (token,) = (c for c in ask(encrypted, certificate, "/sign-in/").headers.get_all("Set-Cookie") if "csrf" in c)
    name, _, value = token.partition(";")[0].partition("=")
    sent = {
        "Cookie": f"{name}={value}", "X-CSRFToken": value, "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"https://{certificate.name}:{encrypted.port}/",
    }  # fmt: skip
    answer = ask(encrypted, certificate, path, form=choice, more=sent)
    assert answer.status == 302
    (kept,) = (c for c in answer.headers.get_all("Set-Cookie") if choice.partition("=")[0] in c)
    assert kept.startswith("__Host-")
    assert "; Secure" in kept
    assert "; Path=/" in kept
    assert "Domain" not in kept


def test_old_versions_of_tls_are_not_spoken(encrypted):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with socket.create_connection(("127.0.0.1", encrypted.port)) as raw, pytest.raises((ssl.SSLError, ConnectionError)):
        old.wrap_socket(raw)


def as_proxy(office: Installation, proto: str | None) -> requests.Response:
    """What a proxy on this machine would send on."""
    headers = {"Host": "simpul.test", **({"X-Forwarded-Proto": proto} if proto else {})}
    return requests.get(f"{office.url}/sign-in/", headers=headers, allow_redirects=False, timeout=20)


def test_behind_a_proxy_its_word_about_https_is_taken(made_office, places):
    office = places(made_office, "start", "--host", "simpul.test", "--behind-proxy")
    office.start()
    assert "ready: https://simpul.test\n" in office.said()
    page = as_proxy(office, "https")
    assert page.status_code == 200
    assert all(cookie.name.startswith("__Host-") and cookie.secure for cookie in page.cookies)
    assert page.headers["Strict-Transport-Security"]
    for proto in (None, "http"):
        redirect = as_proxy(office, proto)
        assert (redirect.status_code, redirect.headers["Location"]) == (301, "https://simpul.test/sign-in/")
    assert office.status("/health/live") == 200, "whoever watches the machine asks from within it"


def test_without_a_proxy_nobodys_word_about_https_is_taken(shared_demo):
    plain = requests.get(f"{shared_demo.url}/sign-in/", headers={"X-Forwarded-Proto": "https"}, timeout=20)
    assert plain.status_code == 200
    assert "Strict-Transport-Security" not in plain.headers, "the request was taken for encrypted"
