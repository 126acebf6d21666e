"""Addresses of the module."""

from django.urls import path

from simpul.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.list_jobs, name="list_jobs"),
    path("<uuid:pk>/", views.view_job, name="view_job"),
    path("<uuid:pk>/cancel/", views.cancel_job, name="cancel_job"),
    path("<uuid:pk>/retry/", views.retry_job, name="retry_job"),
    path("<uuid:pk>/result/", views.download_result, name="download_result"),
]
