"""What Django needs to know to connect: worked out from the environment and the home, without connecting."""

from typing import Any

from simpul.database.keys import ring
from simpul.database.server import server


def django_database(role: str) -> dict[str, Any]:
    """The `DATABASES["default"]` entry for one database role, e.g. `simpul_app`."""
    info = server().connection_info(role) if ring().exists() else {"dbname": "simpul", "user": role}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": info["dbname"],
        "USER": info["user"],
        "PASSWORD": info.get("password", ""),
        "HOST": info.get("host", ""),
        "PORT": str(info.get("port", "")),
        "ATOMIC_REQUESTS": True,  # a view that fails leaves nothing half done
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "simpul",
            # Read and planned once a connection: under row policies that is half of what a page costs. A statement takes
            # 65,535 values at most: ids of more than a page are asked in parts, or as one array.
            "server_side_binding": True,
            "prepare_threshold": 5,
        },
    }
