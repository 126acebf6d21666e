"""A passkey, from setting it up to signing in with it, in a real browser with a virtual authenticator."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]
WHO = "gatot"


@pytest.fixture
def device(open_page):
    """A page of a device that recognises its owner, and how to make it forget its keys or its owner."""
    page = open_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    authenticator = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    return page, lambda method, **more: session.send(f"WebAuthn.{method}", {"authenticatorId": authenticator, **more})


def sign_out(page):
    page.goto("/sign-in/out/")
    page.locator("main form button").click()
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()


def use_passkey(page):
    page.goto("/sign-in/")
    page.get_by_role("button", name="Masuk dengan kunci masuk").click()


def remove_all(page):
    """Whoever comes to this installation next finds the account as it was."""
    page.goto("/sign-in/second-factor/passkeys/")
    while page.get_by_role("link", name=re.compile("^Hapus")).count():
        page.get_by_role("link", name=re.compile("^Hapus")).first.click()
        page.get_by_role("button", name="Hapus").click()
        page.wait_for_url("**/passkeys/")
    expect(page.get_by_text("Belum ada kunci masuk")).to_be_visible()


def test_set_up_sign_out_and_sign_in_with_a_passkey(device, installation):
    page, authenticator = device
    # Given: somebody who has signed in with the password
    sign_in(page, WHO, installation.password)
    # When: they set up a passkey
    page.goto("/sign-in/second-factor/passkeys/add/")
    page.get_by_label("Nama kunci ini").fill("HP gudang")
    page.get_by_role("button", name="Lanjut di perangkat").click()
    # Then: recovery codes are shown, and the key stands in the list
    expect(page.get_by_role("heading", name="Kode cadangan")).to_be_visible()
    assert len(authenticator("getCredentials")["credentials"]) == 1
    page.goto("/sign-in/second-factor/passkeys/")
    expect(page.get_by_text("HP gudang").first).to_be_visible()
    expect(page.get_by_text("tanpa kata sandi")).to_be_visible()

    # When: they sign out, and come back with the passkey alone
    sign_out(page)
    use_passkey(page)
    page.wait_for_url(f"{installation.url}/")
    page.goto("/accounts/me/")
    expect(page.get_by_text("Gatot", exact=False).first).to_be_visible()

    # When: they come with the password, the key is asked for as the second step
    sign_out(page)
    page.get_by_label("Nama pengguna").fill(WHO)
    page.locator("input[type=password]").fill(installation.password)
    page.locator("main form button").first.click()
    page.wait_for_url("**/sign-in/code/")
    page.get_by_role("button", name="Pakai kunci masuk").click()
    page.wait_for_url(f"{installation.url}/")

    # When: the device does not recognise its owner, nothing opens
    sign_out(page)
    authenticator("setUserVerified", isUserVerified=False)
    use_passkey(page)
    expect(page.get_by_text("Belum berhasil")).to_be_visible()
    authenticator("setUserVerified", isUserVerified=True)

    # When: the key is removed, it opens nothing any more
    use_passkey(page)
    page.wait_for_url(f"{installation.url}/")
    remove_all(page)
    sign_out(page)
    use_passkey(page)
    expect(page.get_by_role("heading", name="Masuk")).to_be_visible()
    expect(page.locator("#notices")).to_contain_text("Kode salah")
