"""The entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
application = get_wsgi_application()
len(get_resolver().url_patterns)  # read once, before gunicorn forks, and not by each process at its first request
