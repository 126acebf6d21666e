"""Migrations are read by squawk: what would lock a busy table, lose data or break the program of the version before."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

# Rules that do not hold here, and why.
NOT_OURS = {
    "prefer-text-field": "a length is a promise of the form and the model; to lengthen it rewrites nothing",
    "prefer-bigint-over-int": "ids are uuid or bigint; what is int are versions, positions and counts",
    "prefer-bigint-over-smallint": "the same",
    "require-lock-timeout": "an upgrade runs alone, and whoever still holds a table (a backup) is to be waited for",
    "require-statement-timeout": "an upgrade runs alone, after a backup; cut off half-way it would only begin again",
}
# What single migrations do all the same, and why it does no harm.
FIRST = "of the first release: every table it touches is new and empty"
ALLOWED = {
    "accounts.0003_code_cards_throttle": (
        {"adding-foreign-key-constraint", "require-concurrent-index-creation"},
        FIRST,
    ),
    "audit.0001_initial": ({"ban-alter-identity"}, FIRST),
    "directory.0001_initial": ({"adding-foreign-key-constraint", "adding-required-field"}, FIRST),
    "directory.0002_one_index_on_area_codes": ({"require-concurrent-index-deletion"}, FIRST),
    "directory.0003_area_edition_loaded_on": ({"ban-drop-column", "ban-drop-default"}, FIRST),
    "documents.0002_initial": (
        {"adding-foreign-key-constraint", "adding-required-field", "require-concurrent-index-creation"},
        FIRST,
    ),
    "accounts.0007_lost_device_by_two": ({"ban-drop-default"}, FIRST),
    "accounts.0009_grants_by_object": ({"require-concurrent-index-creation"}, FIRST),
    "registry.0004_paper_tasks_in_reach": ({"ban-drop-function"}, FIRST),
    "registry.0005_words_know_their_place": (
        {
            "adding-foreign-key-constraint",
            "adding-not-nullable-field",
            "ban-drop-constraint",
            "constraint-missing-not-valid",
            "require-concurrent-index-creation",
        },
        FIRST,
    ),
    "registry.0013_sounds_of_names": (
        {"adding-not-nullable-field", "ban-drop-constraint", "require-concurrent-index-creation"},
        FIRST,
    ),
    "registry.0001_initial": ({"adding-foreign-key-constraint", "adding-required-field"}, FIRST),
    "registry.0006_hidden_places": ({"require-concurrent-index-creation"}, FIRST),
    "registry.0012_withdrawn": ({"constraint-missing-not-valid"}, FIRST),
}
SQUAWK = Path(sys.executable).with_name("squawk")


def rules_broken(folder: Path) -> dict[str, set[str]]:
    """By file: the rules that squawk would have seen kept."""
    done = subprocess.run(
        [SQUAWK, "--reporter=json", "--pg-version=15.0", f"--exclude={','.join(NOT_OURS)}", "--no-error-on-unmatched-pattern",
         *sorted(folder.glob("*.sql"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    broken: dict[str, set[str]] = {}
    for found in json.loads(done.stdout or "[]"):
        broken.setdefault(Path(found["file"]).stem, set()).add(found["rule_name"])
    return broken


def migrations() -> Iterator[tuple[str, str]]:
    """Every migration of ours, with the SQL that it runs."""
    loader = MigrationLoader(connection, replace_migrations=False)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("simpul.")}
    for key in sorted(key for key in loader.disk_migrations if key[0] in ours):
        statements = loader.collect_sql([(loader.graph.nodes[key], False)])
        yield ".".join(key), "BEGIN;\n" + "\n".join(statements) + "\nCOMMIT;\n"


def test_no_migration_locks_or_loses(db, tmp_path):
    for name, text in migrations():
        (tmp_path / f"{name}.sql").write_text(text)
    assert len(list(tmp_path.iterdir())) > 20
    assert rules_broken(tmp_path) == {name: rules for name, (rules, _) in ALLOWED.items()}


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("ALTER TABLE registry_person ADD COLUMN faith text NOT NULL", "adding-required-field"),
        ("ALTER TABLE registry_person ALTER COLUMN version TYPE bigint", "changing-column-type"),
        ("ALTER TABLE registry_person DROP COLUMN sex", "ban-drop-column"),
        ("ALTER TABLE registry_person RENAME COLUMN sex TO gender", "renaming-column"),
        ("ALTER TABLE registry_person ALTER COLUMN sex SET NOT NULL", "adding-not-nullable-field"),
        ("ALTER TABLE registry_person ADD CONSTRAINT x CHECK (version > 0)", "constraint-missing-not-valid"),
        ("DROP TABLE registry_person", "ban-drop-table"),
        ("CREATE INDEX x ON registry_person (name)", "require-concurrent-index-creation"),
    ],
)
def test_a_migration_that_locks_or_loses_is_found(tmp_path, statement, rule):
    (tmp_path / "registry.0099_careless.sql").write_text(f"BEGIN;\n{statement};\nCOMMIT;\n")
    assert rule in rules_broken(tmp_path)["registry.0099_careless"]
