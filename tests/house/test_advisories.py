"""No runtime package is locked below a version that mended a published weakness, and each comes with its hash."""

import csv
import re
import tomllib

from packaging.version import Version

from tests.house.code import ROOT

LOCK = tomllib.loads((ROOT / "uv.lock").read_text())
PACKAGES = {package["name"]: package for package in LOCK["package"]}
with (ROOT / "docs" / "reference" / "advisories.csv").open() as _file:
    FLOOR = list(csv.DictReader(_file))


def runtime():
    """The names of every package an installation gets, those it needs in turn included."""
    needed, found = ["simpul"], set()
    while needed:
        name = needed.pop()
        if name not in found:
            found.add(name)
            package = PACKAGES[name]
            optional = [one for extra in package.get("optional-dependencies", {}).values() for one in extra]
            needed += [one["name"] for one in [*package.get("dependencies", ()), *optional]]
    return found


def below(floor):
    """The rows whose package is locked below them."""
    return [row for row in floor if Version(PACKAGES[row["name"]]["version"]) < Version(row["min_version"])]


def test_every_package_is_above_its_floor():
    assert below(FLOOR) == []


def test_a_package_below_would_be_noticed():
    for name in {row["name"] for row in FLOOR}:
        major = Version(PACKAGES[name]["version"]).major
        row = {"name": name, "min_version": f"{major + 1}.0", "advisory": "CVE-0000-0000"}
        assert below([*FLOOR, row]) == [row]


def test_the_floor_is_kept_in_order_and_speaks_of_what_is_installed():
    keys = [(row["name"], Version(row["min_version"]), row["advisory"]) for row in FLOOR]
    assert keys == sorted(set(keys))
    assert {row["name"] for row in FLOOR} <= runtime()
    for row in FLOOR:
        assert re.fullmatch(r"CVE-\d{4}-\d{4,}|GHSA(-[a-z0-9]{4}){3}|PYSEC-\d{4}-\d+", row["advisory"]), row


def test_every_package_comes_from_the_one_index_with_its_hash():
    for name in runtime() - {"simpul"}:
        package = PACKAGES[name]
        assert package["source"] == {"registry": "https://pypi.org/simple"}, name
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        assert files, name
        assert all(file["hash"].startswith("sha256:") for file in files), name
