"""Everything that may be permitted, in one place. A permission is a verb phrase, the same as the act it allows."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may do; where they may do it is their reach."""

    VIEW_PERSON = "view_person"
    REVEAL_NUMBER = (
        "reveal_number"  # a whole national or family number, phone or protected address: each read is logged
    )
    REGISTER_PERSON = "register_person"
    CORRECT_PERSON = "correct_person"
    CHANGE_FAMILY = "change_family"
    RECORD_FACTS = "record_facts"
    VIEW_CONFIDENTIAL_FACTS = (
        "view_confidential_facts"  # PPKS types, health, disability in detail: each reading is logged
    )
    PRINT_EXTRACT = "print_extract"
    EXPORT_PEOPLE = "export_people"  # take a list of people along as a file
    DECLARE_CONFLICT = "declare_conflict"  # one's own; for staff by whoever may withdraw it
    WITHDRAW_CONFLICT = "withdraw_conflict"
    RECEIVE_LIST = "receive_list"  # send one, see how its columns are read, mend its rows
    APPLY_LIST = "apply_list"  # see every list of the office or area, decide who is who, apply and undo
    VIEW_AUDIT = "view_audit"
    MANAGE_STAFF = "manage_staff"
    ISSUE_CODE_CARD = "issue_code_card"
    CONFIRM_LOST_DEVICE = "confirm_lost_device"  # the second of two people who vouch for it
    MANAGE_OFFICE = "manage_office"
    OPEN_OFFICE = "open_office"
    CLOSE_OFFICE = "close_office"
    MANAGE_AREAS = "manage_areas"
    EDIT_CODE_LIST = "edit_code_list"
    VIEW_SYSTEM = "view_system"


# An address with an id, for whoever holds one of these, opens something about one person or family.
OPENS_SUBJECT = frozenset({
    Permission.VIEW_PERSON, Permission.REVEAL_NUMBER, Permission.REGISTER_PERSON, Permission.CORRECT_PERSON,
    Permission.CHANGE_FAMILY, Permission.PRINT_EXTRACT, Permission.DECLARE_CONFLICT, Permission.WITHDRAW_CONFLICT,
    Permission.RECORD_FACTS, Permission.VIEW_CONFIDENTIAL_FACTS,
})  # fmt: skip
