"""Addresses of signing in and of one's own second factors; the views are allauth's, the pages ours."""
from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
