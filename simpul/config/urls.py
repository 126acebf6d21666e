"""The root addresses: one for each module that has pages."""

from django.urls import include, path
from django.views.i18n import set_language

from simpul.config import health, routes
from simpul.config.api import api

routes.declare()

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("api/", api.urls),
    path("sign-in/", include("simpul.accounts.urls.sign_in")),
    path("language/", set_language, name="set_language"),
    path("choices/", include("simpul.ui.urls")),
    path("accounts/", include("simpul.accounts.urls")),
    path("registry/", include("simpul.registry.urls")),
    path("lists/", include("simpul.lists.urls")),
    path("documents/", include("simpul.documents.urls")),
    path("jobs/", include("simpul.jobs.urls")),
    path("notices/", include("simpul.notices.urls")),
    path("", include("simpul.desk.urls")),
]
handler400 = "simpul.ui.views.handler400"
handler403 = "simpul.ui.views.handler403"
handler404 = "simpul.ui.views.handler404"
handler500 = "simpul.ui.views.handler500"
handler429 = "simpul.ui.views.handler429"
