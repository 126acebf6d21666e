"""A paper that is downloaded has a name of ours: nothing typed, nothing about the person."""

import ast

from simpul.ui.pdf import pdf_response
from tests.house.code import place, python_files

OURS = {"paper.kind", "str(paper.pk)[-6:]"}  # a code of the program, the end of an id


def test_the_answer_names_the_file():
    answer = pdf_response(b"%PDF", name="kutipan-a1b2c3.pdf")
    assert answer["Content-Disposition"] == 'inline; filename="kutipan-a1b2c3.pdf"'
    assert answer["Content-Type"] == "application/pdf"


def test_no_name_holds_anything_else():
    calls = [
        (path, node)
        for path in python_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pdf_response"
    ]
    assert len(calls) >= 3
    for path, node in calls:
        name = next(keyword.value for keyword in node.keywords if keyword.arg == "name")
        parts = name.values if isinstance(name, ast.JoinedStr) else [name]
        inserted = {ast.unparse(part.value) for part in parts if isinstance(part, ast.FormattedValue)}
        assert all(isinstance(part, ast.Constant | ast.FormattedValue) for part in parts), place(path, node)
        assert inserted <= OURS, place(path, node)
