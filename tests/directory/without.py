"""Guards of the directory, and the tests that miss them."""


def _upgrades_end_local_lines(database: str) -> None:
    from simpul.directory.services import shipped_code_lists

    shipped_code_lists.SHIPPED_ONLY = "true"


SWITCHES = {"shipped_lines_only": _upgrades_end_local_lines}
GUARDS = {
    "shipped_lines_only": [
        "tests/directory/test_code_lists.py::TestUpgrade::test_local_words_outlive_an_upgrade_and_the_change_is_marked"
    ],
}
