"""Addresses of the module."""

from django.urls import URLPattern

app_name = "lists"
urlpatterns: list[URLPattern] = []
