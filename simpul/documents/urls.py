"""Addresses of the module."""

from django.urls import path

from simpul.documents import views

app_name = "documents"
urlpatterns = [
    path("verify/", views.verify_paper, name="verify_paper"),
    path("verify/<str:code>/", views.verify_paper, name="verify_paper"),
    path("papers/<uuid:pk>/print/", views.print_paper, name="print_paper"),
    path("exports/<uuid:pk>/", views.view_export, name="view_export"),
    path("exports/<uuid:pk>/reveal-password/", views.reveal_password, name="reveal_password"),
    path("exports/<uuid:pk>/download/", views.download_export, name="download_export"),
]
