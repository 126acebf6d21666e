"""Static files by their plain names: collecting them is the start command's work and has its own test."""

import pytest
from django.test import override_settings


@pytest.fixture(scope="module")
def plain_static():
    storage = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STORAGES=storage):
        yield
