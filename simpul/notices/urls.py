"""Addresses of the module."""

from django.urls import path

from simpul.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.list_notices, name="list_notices"),
    path("read/", views.read_notices, name="read_notices"),
]
