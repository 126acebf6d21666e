"""Every address that can be asked for, and what each role must get: read from the declarations, corrected by hand."""

import re
from dataclasses import dataclass

from django.test import RequestFactory
from django.urls import ResolverMatch

from simpul.accounts.rules.roles import permissions_of
from simpul.ui.routes import Declared, declared
from tests.house.test_routes import patterns

# Addresses that only take what a form of another page sends.
POST_ONLY = {
    "ui:set_theme", "ui:set_shortcuts", "notices:read_notices", "accounts:end_session",
    "registry:likely_people", "registry:find_villages", "registry:reveal_number", "registry:end_alias",
    "registry:end_contact", "registry:unmerge_people", "registry:reveal_family_number", "jobs:retry_job",
    "documents:reveal_password", "lists:apply_list", "lists:return_rows", "lists:mend_row", "lists:accept_finding",
    "lists:decide_row", "lists:drop_row", "lists:drop_list", "lists:restore_list", "lists:restore_row",
}  # fmt: skip
# Addresses that answer a signed-in visitor otherwise than with 200, with the reason.
OTHERWISE = {
    "account_login": {302},  # is signed in already
    "set_language": {302},  # asked without a choice: back to where one was
    "accounts:answer_code_card": {302},  # only in the middle of signing in
    "accounts:confirm_lost_device": {404},  # nobody reported one
    "account_inactive": {200},
    "mfa_authenticate": {302},  # only in the middle of signing in
    "mfa_reauthenticate": {302},  # has no second factor: a demo
    "mfa_reauthenticate_webauthn": {302},
    "mfa_view_recovery_codes": {302, 404},
    "mfa_generate_recovery_codes": {200, 302},
    "mfa_deactivate_totp": {302, 404},
    "mfa_activate_totp": {200, 302},  # asks for the password again
    "mfa_add_webauthn": {200, 302},
    "mfa_login_webauthn": {200, 302},
    "usersessions_list": {200, 302},
    "health_ready": {200, 503},
    "api:api-root": {404},
    "desk:change_organisation": {200, 403},  # not where an office of it lies beyond one's reach
    "registry:ask_other_office": {404},  # only about a number that was searched for
    "registry:export_people": {200, 302},  # asks for the password again
    "lists:export_list": {200, 302},
}
# Work in the background, and a list taken along: for whoever asked alone, and to keep the system running. A list that
# came in for the whole office: for those who apply lists in all of it.
OF_WHO_ASKED = {
    "lists:check_list": {"services_manager", "back_office"}, "lists:change_mapping": {"services_manager", "back_office"},
    "lists:type_rows": {"services_manager", "back_office"}, "lists:view_picture": {"services_manager", "back_office"},
    "lists:undo_list": {"services_manager", "back_office"}, "lists:download_rows": {"services_manager", "back_office"},
    "lists:export_list": {"services_manager"},
    "jobs:view_job": {"services_manager", "system_administrator"}, "jobs:cancel_job": {"services_manager"},
    "jobs:download_result": set(), "documents:view_export": {"services_manager"},
    "documents:download_export": {"services_manager"},
}  # fmt: skip
# What holds for every office opens only to who looks after all of them: in the demo, the system administrator.
FOR_EVERY_OFFICE = {
    "desk:add_code_list_entry", "desk:edit_code_list_entry", "desk:hide_code_list_entry", "desk:show_code_list_entry",
    "desk:reset_code_list_entry", "desk:announce_year", "desk:open_area", "desk:rename_area", "desk:record_area_change",
    "desk:set_area_code", "desk:open_office",
}  # fmt: skip
KEEPS_EVERY_OFFICE = "system_administrator"
FOR_NOBODY = {"account_login": {200}, "account_logout": {302}, "mfa_login_webauthn": {200, 302}}
# Addresses that answer alike for what is far away and for what is not there: an empty page.
TELLS_NOTHING = {"desk:audit_of"}


@dataclass(frozen=True)
class Address:
    """One address of the program, with gaps for objects."""

    path: str
    name: str
    rule: Declared

    @property
    def has_object(self) -> bool:
        """Whether it is about one object that not everybody may see; code lists and areas are for all."""
        return "<uuid:" in self.path and self.name not in TELLS_NOTHING

    def expected(self, role: str, *, is_visible: bool) -> set[int]:
        """What somebody in this role must get; nobody is in no role."""
        if not role:
            return self._of_nobody()
        if self.rule.permissions and not permissions_of(role) & set(self.rule.permissions):
            return {403}
        if self.name in FOR_EVERY_OFFICE and role != KEEPS_EVERY_OFFICE:
            return {403}
        if self.name in POST_ONLY:
            return {405}
        if self.name in OF_WHO_ASKED:
            is_theirs = is_visible and role in OF_WHO_ASKED[self.name]
            return OTHERWISE.get(self.name, {200}) if is_theirs else {404}
        is_kept = role == KEEPS_EVERY_OFFICE and self.path.startswith(("office/", "accounts/staff/"))
        if not is_visible and not is_kept:
            return {404}
        return OTHERWISE.get(self.name, {200})

    def _of_nobody(self) -> set[int]:
        if not self.rule.is_public:
            return {401} if self.path.startswith("api/") else {302}
        if self.name in POST_ONLY:
            return {405}
        return FOR_NOBODY.get(self.name) or OTHERWISE.get(self.name, {200})


def all_addresses() -> list[Address]:
    """Everything in the URLconf that answers GET."""
    found = []
    for path, name, view in patterns():
        request = RequestFactory().get("/")
        request.resolver_match = ResolverMatch(
            view, (), {}, url_name=name.rpartition(":")[2], namespaces=name.split(":")[:-1]
        )
        rule = declared(view, request)
        assert rule is not None, f"{name} is not declared"
        if name.startswith("api:") and not _reads(view):
            continue
        plain = re.sub(r"\\[AZ]|[\^$]", "", path).replace("<uuidstr:", "<uuid:")
        found.append(Address(plain, name, rule))
    return found


def _reads(view: object) -> bool:
    cells = getattr(view, "__closure__", None) or ()
    operations = [o for cell in cells for o in getattr(cell.cell_contents, "operations", ())]
    return not operations or any("GET" in operation.methods for operation in operations)
