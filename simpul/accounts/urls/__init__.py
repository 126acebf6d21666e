"""Addresses of the module."""

from django.urls import path

import simpul.accounts.urls.numbers  # noqa: F401 - makes <sealed:…> known
from simpul.accounts.views import cards, mine, roles, staff

app_name = "accounts"
urlpatterns = [
    path("me/", mine.my_account, name="my_account"),
    path("me/sessions/<sealed:pk>/end/", mine.end_session, name="end_session"),
    path("code-card/", cards.answer_code_card, name="answer_code_card"),
    path("staff/", staff.staff, name="staff"),
    path("staff/open/", staff.open_account, name="open_account"),
    path("staff/<uuid:pk>/", staff.account, name="account"),
    path("staff/<uuid:pk>/change/", staff.change_account, name="change_account"),
    path("staff/<uuid:pk>/close/", staff.close_account, name="close_account"),
    path("staff/<uuid:pk>/password/reset/", staff.reset_password, name="reset_password"),
    path("staff/<uuid:pk>/lost-device/confirm/", staff.confirm_lost_device, name="confirm_lost_device"),
    path("staff/<uuid:pk>/roles/assign/", roles.assign_role, name="assign_role"),
    path("staff/<uuid:pk>/roles/<uuid:assignment>/end/", roles.end_assignment, name="end_assignment"),
    path("staff/<uuid:pk>/code-card/issue/", cards.issue_code_card, name="issue_code_card"),
    path("staff/<uuid:pk>/code-card/revoke/", cards.revoke_code_card, name="revoke_code_card"),
]
