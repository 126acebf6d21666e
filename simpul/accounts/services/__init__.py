"""Acts on accounts. Each is one transaction with its audit event."""

from simpul.accounts.services.access import audit_denial, give_grant, load_role_permissions, withdraw_grant
from simpul.accounts.services.staff import (
    AccountRefused,
    assign_role,
    change_account,
    close_account,
    end_assignment,
    open_account,
)

__all__ = [
    "AccountRefused", "assign_role", "audit_denial", "change_account", "close_account", "end_assignment", "give_grant",
    "load_role_permissions", "open_account", "withdraw_grant",
]
