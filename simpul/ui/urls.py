"""Addresses of choices for this browser."""

from django.urls import path

from simpul.ui import views

app_name = "ui"
urlpatterns = [
    path("theme/", views.set_theme, name="set_theme"),
    path("shortcuts/", views.set_shortcuts, name="set_shortcuts"),
]
