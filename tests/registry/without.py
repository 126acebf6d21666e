"""The guards of the registry, each with the way to switch it off and the tests that must then fail."""

from collections.abc import Callable


def _without_likeness(database: str) -> None:
    """Nobody is looked for before somebody is registered."""
    from simpul.registry.services import people

    people.people_like = lambda *asked, **more: []


def _without_versions(database: str) -> None:
    """Whoever saves last wins."""
    from simpul.registry.models import Person
    from simpul.registry.services import people

    act = people.correct_person

    def overwrite(**asked):
        return act(**asked | {"version": Person.objects.get(pk=asked["person"].pk).version})

    from simpul.registry import services

    services.correct_person = overwrite


def _without_masks(database: str) -> None:
    """Numbers stand on every page in full."""
    from simpul.ui.templatetags import ui

    ui.register.filters["masked"] = lambda value: value or ""


def _without_sealed_search(database: str) -> None:
    """What is typed stands in the address as it was typed."""
    from simpul.registry.forms import sealed

    sealed.seal = lambda column, subject, text: text.encode()
    sealed.urlsafe_b64encode = lambda sealed: sealed
    sealed.urlsafe_b64decode = lambda sealed: sealed.encode()
    sealed.unseal = lambda column, subject, sealed: sealed.decode()


def _without_sealed_typing(database: str) -> None:
    """What goes on from one step of a registration to the next stands in the address as it was typed."""
    from simpul.registry.forms import carried

    carried.seal = lambda column, subject, text: text.encode()
    carried.urlsafe_b64encode = lambda sealed: sealed
    carried.urlsafe_b64decode = lambda sealed: sealed.encode()
    carried.unseal = lambda column, subject, sealed: sealed.decode()


def _without_record_of_reading(database: str) -> None:
    """Pages and numbers open without a trace."""
    from simpul.registry.services import reading

    reading.record = lambda *told, **more: None


def _without_family_lock(database: str) -> None:
    """Two acts on one family do not wait for each other."""
    from simpul.registry.models import Family
    from simpul.registry.services import locks

    locks.lock_families = lambda ids: list(Family.objects.filter(pk__in=list(ids)).order_by("pk"))


def _without_form_lock(database: str) -> None:
    """Two forms with one id do not wait for each other."""
    from simpul.registry.services import locks

    locks.hold_id = lambda id: None


def _without_people_lock(database: str) -> None:
    """Nor do two acts on one person."""
    from simpul.registry.models import Person
    from simpul.registry.services import locks

    locks.lock_people = lambda ids: Person.objects.in_bulk(list(ids))


def _without_one_family(database: str) -> None:
    """Nothing keeps a person out of a second family."""
    from simpul.registry.services import locks
    from tests import plugin

    locks.refuse_elsewhere = lambda person, **asked: None
    with plugin.superuser(database) as connection:
        connection.execute("ALTER TABLE registry_membership DROP CONSTRAINT person_in_one_family")


def _without_operations(database: str) -> None:
    """Whatever is sent twice is done twice."""
    from simpul.audit import api

    api.do_once = lambda *, do, **asked: do()


def _without_words_that_move(database: str) -> None:
    """The words of a name stay where the person was."""
    from tests import plugin

    with plugin.superuser(database) as connection:
        connection.execute("ALTER TABLE registry_person DISABLE TRIGGER person_moves_words")


def _without_conflicts_that_follow(database: str) -> None:
    """A conflict closes what it closed when it was declared, and nothing that comes later."""
    from tests import plugin

    with plugin.superuser(database) as connection:
        for table, trigger in (
            ("registry_membership", "membership_conflicts_enter"),
            ("registry_membership", "membership_conflicts_change"),
            ("registry_person", "person_conflicts_merge"),
        ):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")


def _without_others_who_withdraw(database: str) -> None:
    """Whoever it is about may take a conflict back."""
    from simpul.registry.rules import conflicts

    conflicts.refusal_to_withdraw = lambda **asked: None


def _without_alarm_of_closed_files(database: str) -> None:
    from simpul.accounts import services

    services.note_denied_file = lambda **asked: None


def _without_row_policies_of_words(database: str) -> None:
    """Whoever asks for words or sounds is given those of every office."""
    from tests import plugin

    with plugin.superuser(database) as connection:
        connection.execute("ALTER TABLE registry_nameword DISABLE ROW LEVEL SECURITY")


def _without_silence_about_the_protected(database: str) -> None:
    """Another office's number is told of, whoever it is."""
    from tests import plugin

    with plugin.superuser(database) as connection:
        asked = "SELECT pg_get_functiondef('registry_known_elsewhere'::regproc)"
        source = connection.execute(asked).fetchone()[0]
        connection.execute(source.replace("known.id <> ALL (hidden) AND known.id <> ALL (kept)", "true"))


def _without_limit_of_hints(database: str) -> None:
    from simpul.registry.services import elsewhere

    elsewhere.may_be_told = lambda **asked: True


def _without_confidential_wall(database: str) -> None:
    """The database tells what is confidential to whoever sees the person."""
    from tests import plugin

    with plugin.superuser(database) as connection:
        connection.execute(
            "ALTER POLICY app_view ON registry_personfact USING"
            " (EXISTS (SELECT FROM registry_person parent WHERE parent.id = person_id))"
        )


def _without_lasting_facts(database: str) -> None:
    """What was said may be changed."""
    from tests import plugin

    with plugin.superuser(database) as connection:
        connection.execute("GRANT UPDATE ON registry_personfact TO simpul_app")


def _without_named_fields(database: str) -> None:
    """A snapshot holds all that stands in the records, whatever the question names."""
    from simpul.registry.rules import snapshots

    named = snapshots.Fields.of
    snapshots.Fields.of = lambda fields, unit: (  # type: ignore[method-assign]
        *named(fields, unit), *(name for name in snapshots.RECORD_FIELDS[unit] if name not in named(fields, unit))
    )  # fmt: skip


SWITCHES: dict[str, Callable[[str], None]] = {
    "look_before_registering": _without_likeness,
    "stale_edits": _without_versions,
    "masked_numbers": _without_masks,
    "sealed_search": _without_sealed_search,
    "sealed_typing": _without_sealed_typing,
    "record_of_reading": _without_record_of_reading,
    "family_lock": _without_family_lock,
    "people_lock": _without_people_lock,
    "form_lock": _without_form_lock,
    "one_family": _without_one_family,
    "operations": _without_operations,
    "conflicts_follow": _without_conflicts_that_follow,
    "conflicts_withdrawn_by_others": _without_others_who_withdraw,
    "alarm_of_closed_files": _without_alarm_of_closed_files,
    "words_move": _without_words_that_move,
    "words_in_reach": _without_row_policies_of_words,
    "silence_about_protected": _without_silence_about_the_protected,
    "limit_of_hints": _without_limit_of_hints,
    "confidential_facts_hidden": _without_confidential_wall,
    "facts_stay_said": _without_lasting_facts,
    "only_named_fields": _without_named_fields,
}

CONFLICTS = "tests/registry/test_declare_conflict.py"
GUARDS = {
    "look_before_registering": ["tests/registry/test_register_person.py::test_perhaps_the_same_person_needs_a_word"],
    "stale_edits": ["tests/registry/test_correct_person.py::test_stale_edit_shows_both_and_keeps_both"],
    "masked_numbers": [
        "tests/registry/test_view_person.py::test_facts_stand_there_and_numbers_are_masked",
        "tests/registry/test_find_person.py::test_number_stays_masked_and_out_of_every_address",
    ],
    "sealed_search": [
        "tests/registry/test_find_person.py::test_number_stays_masked_and_out_of_every_address",
        "tests/desk/test_home.py::test_nothing_that_is_typed_stands_in_an_address",
    ],
    "sealed_typing": [
        "tests/registry/test_register_person.py::test_each_step_has_an_address_that_nobody_else_can_read"
    ],
    "record_of_reading": [
        "tests/registry/test_reveal_number.py::test_is_recorded_with_reason_and_without_the_number",
        "tests/registry/test_reading_is_recorded.py::test_each_opening_is_one_event_and_says_what_was_shown",
    ],
    "family_lock": [
        "tests/registry/test_family_races.py::test_of_two_moves_at_once_the_second_is_told",
        "tests/registry/test_family_races.py::test_of_two_splits_at_once_one_makes_a_family",
    ],
    "people_lock": ["tests/registry/test_family_races.py::test_nobody_joins_two_families_at_once"],
    "form_lock": [
        "tests/registry/test_same_form_twice.py::test_registered_at_once_is_registered_once",
        "tests/registry/test_same_form_twice.py::test_a_contact_added_at_once_is_added_once",
    ],
    "one_family": ["tests/registry/test_family_invariants.py::test_families_stay_whole"],
    "conflicts_follow": [
        f"{CONFLICTS}::test_a_family_founded_later_is_closed",
        f"{CONFLICTS}::TestItGoesAlong::test_whoever_joins_the_family_is_closed_too",
        f"{CONFLICTS}::TestItGoesAlong::test_the_family_they_move_to_is_closed",
        f"{CONFLICTS}::TestItGoesAlong::test_the_record_that_stands_for_both_is_closed",
    ],
    "conflicts_withdrawn_by_others": [f"{CONFLICTS}::TestByAManager::test_nobody_withdraws_their_own"],
    "alarm_of_closed_files": [f"{CONFLICTS}::TestAlarm::test_asking_is_recorded_and_told"],
    "words_in_reach": [
        "tests/registry/test_find_by_sound.py::test_a_question_that_forgets_the_filter_finds_nobody_else"
    ],
    "silence_about_protected": [
        "tests/registry/test_ask_other_office.py::test_the_protected_answer_like_the_absent[_protect]",
        "tests/registry/test_ask_other_office.py::test_the_protected_answer_like_the_absent[_keep_somebody_from]",
    ],
    "limit_of_hints": ["tests/registry/test_ask_other_office.py::test_it_is_told_seldom_and_nobody_notices_the_end"],
    "words_move": ["tests/registry/test_words_in_place.py::test_words_move_with_the_person"],
    "confidential_facts_hidden": ["tests/registry/test_record_facts.py::test_whoever_may_not_know_it_is_told_nothing"],
    "facts_stay_said": ["tests/registry/test_record_facts.py::test_what_was_said_stays_said"],
    "only_named_fields": ["tests/registry/test_build_snapshot.py::test_only_what_was_named_and_each_person_once"],
    "operations": ["tests/registry/test_idempotency.py::test_the_same_key_and_content_answer_as_before"],
}
