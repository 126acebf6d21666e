"""The program's own WSGI application over a scratch database, for gunicorn."""

import os

from django.db import connections

from simpul.config.wsgi import application

connections.databases["default"]["NAME"] = os.environ["SIMPUL_BENCH_DATABASE"]

__all__ = ["application"]
