"""The house as ARCHITECTURE describes it: modules, names, docstrings, no dumping grounds."""

import ast
import re
import subprocess
import sys

import pytest

from tests.house.code import PROGRAM, ROOT, functions, place, python_files

DUMPING_GROUNDS = {"core", "common", "utils", "util", "misc", "helpers", "base", "shared"}
SHORTHAND = {"hh", "mgr", "data", "info"}


def test_no_dumping_ground():
    folders = {path.parent.name for path in python_files()} | {path.stem for path in python_files()}
    # allauth finds its templates in a folder of this name; no Python is in it.
    assert folders & DUMPING_GROUNDS == set()


def test_every_module_says_what_it_is_for():
    for path in python_files():
        tree = ast.parse(path.read_text())
        if (tree.body and path.name != "__init__.py") or path.parent.parent.name == "simpul":
            assert ast.get_docstring(tree), f"{place(path)} has no docstring"


def test_public_functions_and_classes_have_docstrings():
    missing = []
    for path in python_files():
        if path.parts[-2] == "management" or path.name == "apps.py":
            continue
        for node in ast.parse(path.read_text()).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                missing.append(f"{place(path, node)} {node.name}")
    assert missing == []


READ_BETTER = {"record", "close_paper_tasks_of"}  # record("registry.person_registered", by=…): the act first


def _is_act(node: ast.FunctionDef) -> bool:
    """It is a whole transaction, or writes the event of one; the rest are questions, and helpers of other acts."""
    is_atomic = any("transaction.atomic" in ast.unparse(decorator) for decorator in node.decorator_list)
    calls = (inner.func for inner in ast.walk(node) if isinstance(inner, ast.Call))
    return is_atomic or any(isinstance(called, ast.Name) and called.id == "record" for called in calls)


def test_acts_are_keyword_only_with_by():
    """A service can be read aloud where it is called, and says who acts."""
    faults = []
    for path in python_files():
        if "services" not in path.parts and path.stem != "services":
            continue
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            arguments = node.args
            names = {argument.arg for argument in arguments.args + arguments.kwonlyargs}
            if _is_act(node) and "by" in names and arguments.args and node.name not in READ_BETTER:
                faults.append(f"{place(path, node)} {node.name} takes positional arguments")
    assert faults == []


def test_no_ticket_names_or_banners():
    words = ("TODO", "FIXME", "XXX", "HACK")
    found = [f"{place(path)}: {word}" for path in python_files() for word in words if f"# {word}" in path.read_text()]
    assert found == []


def test_no_save_override_and_no_query_in_a_property():
    for path in python_files():
        if path.stem != "models" and "models" not in path.parts:
            continue
        for node in functions(path):
            assert node.name != "save", f"{place(path, node)} overrides save()"
            if any(isinstance(d, ast.Name) and d.id == "property" for d in node.decorator_list):
                assert ".objects" not in ast.unparse(node), f"{place(path, node)} queries in a property"


def test_nothing_below_the_pages_knows_http():
    below = {"services", "queries", "models", "rules", "engine"}
    faults = [
        place(path)
        for path in python_files()
        if (path.stem in below or below & set(path.parts))
        and any(web in path.read_text() for web in ("django.http", "django.shortcuts"))
    ]
    assert faults == []


def test_architecture_names_every_module_in_order():
    """What ARCHITECTURE shows is the stack that is checked: the modules that are there, and in italics those to come."""
    import tomllib

    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    stack = next(contract["layers"] for contract in contracts if contract["containers"] == ["simpul"])
    shown = re.findall(r"^\| (\*?)`(\w+)`\*? \|", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    page = [f"({name})" if to_come else name for to_come, name in shown]
    assert page[: len(stack)] == stack


def test_stack_is_kept():
    done = subprocess.run(
        [sys.executable.replace("python", "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("simpul/kit/planted.py", "import simpul.registry.models"),  # upwards
        ("simpul/registry/rules/planted.py", "import django"),  # rules are plain
        ("simpul/registry/services/planted.py", "import simpul.registry.views"),  # services know no pages
        ("simpul/utils/__init__.py", ""),  # a module nobody decided on
        ("simpul_verify/planted.py", "import simpul.kit.ids"),  # the auditor is independent
    ],
)
def test_contracts_catch_what_they_forbid(tmp_path, file, line):
    """The negative control of the stack: each planted violation turns the check red."""
    import shutil

    for root in PROGRAM:
        shutil.copytree(root, tmp_path / root.name, ignore=shutil.ignore_patterns("static", "codelists", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / file
    planted.parent.mkdir(exist_ok=True, parents=True)
    planted.write_text(f'"""Planted."""\n{line}\n')
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout[-2000:]
