"""The root addresses: one for each module that has pages."""

from django.urls import include, path

from simpul.config import health
from simpul.config.api import api

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("api/", api.urls),
    path("sign-in/", include("simpul.accounts.signin_urls")),
    path("language/", include("simpul.accounts.language_urls")),
    path("accounts/", include("simpul.accounts.urls")),
    path("registry/", include("simpul.registry.urls")),
    path("documents/", include("simpul.documents.urls")),
    path("notices/", include("simpul.notices.urls")),
    path("", include("simpul.desk.urls")),
]
handler400 = "simpul.ui.views.bad_request"
handler403 = "simpul.ui.views.forbidden"
handler404 = "simpul.ui.views.not_found"
handler500 = "simpul.ui.views.server_error"
