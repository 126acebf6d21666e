"""`simpul recover`: the way back in for the administrator whom nobody else may reset."""

from tests.config.running import Visitor


def test_administrator_comes_in_again_and_others_do_not(made_office, places):
    office = places(of=made_office)
    refused = office.run("recover", "nobody")
    assert (refused.returncode, "no administrator" in refused.stderr) == (2, True)
    password = office.answer("recover", "admin")["password"]
    office.start()
    assert "/sign-in/password/" in Visitor(office.url).sign_in("admin", password).url
