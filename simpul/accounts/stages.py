"""The step of signing in at which a village account is asked for a code of its printed card."""

from allauth.account.stages import LoginStage
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from simpul.accounts.queries import factors


class CodeCardStage(LoginStage):
    """Asked of who has a card and no device; with a device, the device was asked for already."""

    key = "code_card"
    urlname = "accounts:answer_code_card"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Send on to the question, or go on."""
        user = self.login.user
        if user is None or not settings.SECOND_FACTOR_REQUIRED or factors.devices_of(user) != ["code_card"]:
            return None, True
        return redirect(self.urlname), True
