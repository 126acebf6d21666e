"""Acts on accounts. Each is one transaction with its audit event."""

from simpul.accounts.services.access import audit_denial, give_grant, load_role_permissions, withdraw_grant
from simpul.accounts.services.code_cards import ask_for_code, issue_code_card, revoke_code_card, spend_code
from simpul.accounts.services.factors import accept_code, remove_factors
from simpul.accounts.services.offices import close_office, open_office, refusal_to_close_office
from simpul.accounts.services.passwords import (
    confirm_lost_device,
    note_password_change,
    recover_administrator,
    reset_password,
)
from simpul.accounts.services.reading import (
    TooManyReadings,
    may_ask_again,
    may_be_told,
    note_export,
    note_list,
    note_number,
    note_subject,
)
from simpul.accounts.services.sessions import (
    end_session,
    end_sessions,
    forget_ended_sessions,
    note_activity,
    renew_key,
)
from simpul.accounts.services.staff import (
    AccountRefused,
    AccountStale,
    assign_role,
    change_account,
    close_account,
    end_assignment,
    open_account,
    open_work,
)
from simpul.accounts.services.throttle import TooManyAttempts, forget_old_attempts
from simpul.accounts.services.watching import note_denied_file

__all__ = [
    "AccountRefused",
    "AccountStale",
    "TooManyAttempts",
    "TooManyReadings",
    "accept_code",
    "ask_for_code",
    "assign_role",
    "audit_denial",
    "change_account",
    "close_account",
    "close_office",
    "confirm_lost_device",
    "end_assignment",
    "end_session",
    "end_sessions",
    "forget_ended_sessions",
    "forget_old_attempts",
    "give_grant",
    "issue_code_card",
    "load_role_permissions",
    "may_ask_again",
    "may_be_told",
    "note_activity",
    "note_denied_file",
    "note_export",
    "note_list",
    "note_number",
    "note_password_change",
    "note_subject",
    "open_account",
    "open_office",
    "open_work",
    "recover_administrator",
    "refusal_to_close_office",
    "remove_factors",
    "renew_key",
    "reset_password",
    "revoke_code_card",
    "spend_code",
    "withdraw_grant",
]
