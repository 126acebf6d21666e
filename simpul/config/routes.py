"""Whom the addresses of other packages are for; our own views say it themselves."""

from simpul.ui.routes import declare_views_of_others


def declare() -> None:
    """Tell the access policy about sign-in, second factors, sessions and the choice of language."""
    declare_views_of_others(
        public={
            "set_language": "a reader chooses the language before signing in",
            "account_login": "here people sign in",
            "account_logout": "whoever is signed in may leave; the page sends everybody else to sign-in",
            "account_inactive": "tells that an account is closed",
            "mfa_authenticate": "the second step of signing in; it answers only to a first step that succeeded",
            "mfa_login_webauthn": "signing in with a passkey",
            "api:api-root": "the root of the API answers that there is nothing",
        },
        enrolment={
            "account_reauthenticate": "setting up a second factor asks for the password again",
            "mfa_reauthenticate": "changing a second factor asks for it again",
            "mfa_reauthenticate_webauthn": "changing a second factor asks for it again",
            "mfa_index": "here the second factor is set up",
            "mfa_activate_totp": "here the second factor is set up",
            "mfa_add_webauthn": "here the second factor is set up",
            "mfa_list_webauthn": "here the second factor is set up",
        },
        signed_in={
            "account_change_password": "one's own password",
            "mfa_deactivate_totp": "one's own second factor",
            "mfa_remove_webauthn": "one's own second factor",
            "mfa_edit_webauthn": "one's own second factor",
            "mfa_view_recovery_codes": "one's own recovery codes",
            "mfa_generate_recovery_codes": "one's own recovery codes",
            "usersessions_list": "one's own sessions",
        },
    )
