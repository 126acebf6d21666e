"""What the program never does, whoever writes it: run text as code, ask the outside, guess chance, glue SQL together."""

import ast
import re

import pytest

from tests.house.code import ROOT, place, python_files

# module: the files that may import it, each for its reason
MODULES = {
    "pickle": {}, "marshal": {}, "shelve": {}, "yaml": {}, "lxml": {}, "requests": {}, "httpx": {}, "aiohttp": {},
    "urllib.request": {}, "smtplib": {}, "ftplib": {}, "telnetlib": {}, "imaplib": {}, "Crypto": {}, "Cryptodome": {},
    "http.client": {"simpul/config/supervisor.py": "asks our own web server on this machine whether it lives"},
    "socket": {"simpul/config/address.py": "tries whether the port is free"},
    "ssl": {"simpul/config/address.py": "reads the certificate", "simpul/config/supervisor.py": "asks our own server"},
    "random": {"simpul/demo/rules": "the demo's people, the same ones for the same seed"},
    "xml": {"simpul/files/engine/tables/markup.py": "reads sheets in a process with limits; a DOCTYPE ends the reading"},
    "cryptography.hazmat.primitives.ciphers.modes": {}, "cryptography.hazmat.primitives.ciphers.algorithms": {},
}  # fmt: skip
CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "mark_safe", "SafeString", "Template", "from_string",
    "md5", "sha1", "extra",
}  # fmt: skip
QUALIFIED = {"re.compile", "compiler.compile"}  # harmless there: an expression of ours, a paper of ours
SQL = {"execute", "executemany", "raw", "RawSQL"}
GLUED = {  # who may put a statement together, and of what
    "simpul/database/": "the owner's statements about tables and roles; nothing typed reaches them",
    "simpul/registry/services/bulk/registering.py": "names of tables: one of two words",
    "simpul/registry/services/many_facts.py": "names of tables and columns: constants of that file",
}


def faults_of(tree: ast.AST, file: str) -> list[str]:
    """Every forbidden import, call, keyword or glued statement of one file."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [f"imports {name}" for name in _forbidden_imports(node, file)]
        elif isinstance(node, ast.Call):
            found += _forbidden_calls(node, file)
    return [f"{file} {fault}" for fault in found]


def _forbidden_imports(node, file):
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    else:
        names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    for module, allowed in MODULES.items():
        is_named = any(name == module or name.startswith(f"{module}.") for name in names)
        if is_named and not any(file.startswith(path) for path in allowed):
            yield module


def _forbidden_calls(node, file):
    called = ast.unparse(node.func)
    last = called.rpartition(".")[2]
    if (called in CALLS or last in CALLS) and called not in QUALIFIED:
        yield f"calls {called}"
    if any(keyword.arg == "shell" and ast.unparse(keyword.value) != "False" for keyword in node.keywords):
        yield "lets a shell read a command"
    if last in SQL and node.args and _is_glued(node.args[0]) and not file.startswith(tuple(GLUED)):
        yield f"glues a statement for {called}"


def _is_glued(argument):
    """Text put together at run time: an f-string with a value in it, `%`, `+`, or `.format`."""
    if isinstance(argument, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in argument.values)
    if isinstance(argument, ast.BinOp):
        return isinstance(argument.op, ast.Mod | ast.Add)
    return isinstance(argument, ast.Call) and ast.unparse(argument.func).endswith("'.format")


def test_the_program_does_none_of_it():
    found = []
    for path in python_files():
        found += faults_of(ast.parse(path.read_text()), str(path.relative_to(ROOT)))
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from urllib.request import urlopen", "import random", "from xml.etree import ElementTree",
        "from cryptography.hazmat.primitives.ciphers import modes", "eval(text)", "subprocess.run(text, shell=True)",
        "cursor.execute(f'SELECT {name}')", "cursor.execute('SELECT ' + name)", "cursor.execute('SELECT %s' % name)",
        "Person.objects.raw('SELECT {}'.format(name))", "hashlib.md5(key)", "mark_safe(name)",
        "engines['django'].from_string(text)", "Person.objects.extra(where=[text])",
    ],
)  # fmt: skip
def test_it_would_be_noticed(source):
    assert faults_of(ast.parse(source), "simpul/registry/views.py"), source


def test_no_template_lets_markup_through():
    loose = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "simpul").rglob("*.html"))
        if any(word in path.read_text() for word in ("|safe", "autoescape off", "|safeseq", "javascript:"))
    ]
    assert loose == []


def test_what_is_signed_for_one_purpose_is_good_for_no_other():
    salts, bare = [], []
    for path in python_files():
        text = path.read_text()
        salts += re.findall(r'(?:salt=|SALT = )"([^"]+)"', text)
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and re.fullmatch(r"signing\.(dumps|loads|Signer|TimestampSigner)", ast.unparse(node.func))
                and "salt" not in {keyword.arg for keyword in node.keywords}
            ):
                bare.append(place(path, node))
    assert bare == []
    assert len(salts) >= 2
    assert len(set(salts)) == len(salts)


def test_nothing_runs_in_debug():
    settings = (ROOT / "simpul/config/settings.py").read_text()
    assert "\nDEBUG = False\n" in settings
    assert settings.count("DEBUG") == 1
