"""Addresses of the module."""

from django.urls import path

from simpul.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("paper-tasks/", views.paper_tasks, name="paper_tasks"),
    path("audit/", views.audit, name="audit"),
    path("audit/of/<uuid:subject>/", views.audit_of, name="audit_of"),
    path("system/", views.system, name="system"),
]
