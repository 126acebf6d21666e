"""Every refusal that a page or the API may meet has a sentence: found by reading the program, not by listing codes."""

import ast
import importlib
from pathlib import Path

import pytest

from simpul.ui.sentences import is_known

SIMPUL = Path(__file__).resolve().parents[2] / "simpul"
# Their refusals are told by commands, on a terminal, each with a sentence of its own.
WITHOUT_PAGES = {"database", "config", "audit", "demo"}


def _codes(source: str) -> set[str]:
    """The codes that a file hands to `Refusal("…")` as plain text."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and node.args]
    made = [call.args[0] for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) == "Refusal"]
    return {code.value for code in made if isinstance(code, ast.Constant) and isinstance(code.value, str)}


def _modules_with_pages() -> list[Path]:
    return sorted(path.parent for path in SIMPUL.glob("*/__init__.py") if path.parent.name not in WITHOUT_PAGES)


@pytest.mark.parametrize("module", _modules_with_pages(), ids=lambda path: path.name)
def test_every_refusal_has_a_sentence(module):
    for forms in SIMPUL.glob("*/forms*"):
        importlib.import_module(f"simpul.{forms.parent.name}.{forms.stem}")
    codes = set().union(*(_codes(path.read_text()) for path in module.rglob("*.py")))
    assert {code for code in codes if not is_known(code, of=module.name)} == set()


def test_codes_are_found():
    assert _codes('raise Refused(Refusal("a", {}))\nx = refusals.Refusal("b")\nRefusal(code)') == {"a", "b"}
