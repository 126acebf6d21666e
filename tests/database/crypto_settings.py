"""Settings for processes that tests start on their own: PostgreSQL and history, and nothing else of the program."""

import json
import os

SECRET_KEY = "for tests alone"
USE_TZ = True
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "pgtrigger", "pghistory"]
# The database of the test that started the process, as in Django's own settings.
DATABASES = {"default": json.loads(os.environ.get("SIMPUL_TEST_DATABASE", "{}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
