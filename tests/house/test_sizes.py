"""Nothing grows beyond what one person can hold in mind at once (habits: file 400, function 60, template 150)."""

from tests.house.code import ROOT, functions, place, python_files

FILE, FUNCTION, VIEW, TEMPLATE, SETTINGS, README, DEPENDENCIES = 400, 60, 32, 150, 300, 120, 30


def _lines(path):
    return len(path.read_text().splitlines())


def test_files():
    assert [place(path) for path in python_files() if _lines(path) > FILE] == []


def test_tests():
    assert [place(path) for path in sorted((ROOT / "tests").rglob("*.py")) if _lines(path) > FILE] == []


def test_functions():
    long = [
        place(path, f) for path in python_files() for f in functions(path) if f.end_lineno - f.lineno + 1 > FUNCTION
    ]
    assert long == []


def test_views_translate_and_nothing_else():
    views = [path for path in python_files() if path.stem == "views" or "views" in path.parts]
    assert [place(path, f) for path in views for f in functions(path) if f.end_lineno - f.lineno + 1 > VIEW] == []


def test_templates():
    assert [place(path) for path in sorted((ROOT / "simpul").rglob("*.html")) if _lines(path) > TEMPLATE] == []


def test_settings_and_readme():
    assert _lines(ROOT / "simpul/config/settings.py") <= SETTINGS
    assert _lines(ROOT / "README.md") <= README


def test_dependencies_are_few_and_each_has_its_reason():
    import tomllib

    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    named = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    assert len(project["project"]["dependencies"]) <= DEPENDENCIES
    for dependency in named:
        line = next(line for line in text.splitlines() if f'"{dependency}"' in line)
        assert "#" in line, f"{dependency} has no reason beside it"
