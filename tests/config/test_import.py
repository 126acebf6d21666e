"""`simpul import people` takes a list in on behalf of somebody, tried first, once, and says what waits."""

import json

import pytest

pytestmark = [pytest.mark.slow]
LIST = (
    "Nomor Identitas;Nama Lengkap;L/P;Tgl Lahir;Desa\r\n"
    "3204051205900931;Wirakusumah Tanuwijaya;L;12/05/1990;Majalaya\r\n"
    "320405520591093;Ratnaningrum Tanuwijaya;P;12/05/1991;Majalaya\r\n"
)
COUNTS = ("rows", "created", "updated", "held")


@pytest.fixture
def office(made_demo, places, tmp_path):
    """A demo office that is not running, and the command that takes the list in."""
    installation = places(made_demo, "demo")
    file = tmp_path / "usulan.csv"
    file.write_text(LIST)

    def taken(*more: str, user: str = "rina", code: str = "dinsos-bandung"):
        words = ("import", "people", str(file), "--as", user, "--office", code, "--json", *more)
        return installation.run(*words)

    return taken


def counts(done) -> dict:
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    return {name: answer[name] for name in COUNTS} | {"rejected": answer["rejected"]}


def test_is_tried_then_taken_in_and_never_twice(office):
    named = ("--map", "national_number=Nomor Identitas")
    first = counts(office("--dry-run", *named))
    assert {name: first[name] for name in COUNTS} == {"rows": 2, "created": 1, "updated": 0, "held": 0}
    (rejected,) = first["rejected"]
    assert (rejected["row"], rejected["field"], rejected["value"]) == (3, "national_number", "320405520591093")
    assert "1 too few" in rejected["reason"] or "15" in rejected["reason"]
    assert counts(office(*named)) == first
    assert counts(office(*named))["created"] == 0


def test_says_in_one_sentence_why_not(office):
    refused = {
        "nobody-here": office(user="nobody-here"),
        "outside": office(user="yuni"),
        "Nomor Lain": office("--map", "national_number=Nomor Lain"),
    }
    for said, done in refused.items():
        assert done.returncode != 0
        assert "Traceback" not in done.stderr
        assert said in done.stderr + done.stdout, done.stderr
