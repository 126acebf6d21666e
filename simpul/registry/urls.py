"""Addresses of the module."""

from django.urls import path

from simpul.registry import views

app_name = "registry"
urlpatterns = [
    path("people/", views.find_person, name="find_person"),
    path("people/register/", views.register_person, name="register_person"),
    path("people/likely/", views.likely_people, name="likely_people"),
    path("people/villages/", views.find_villages, name="find_villages"),
    path("people/<uuid:pk>/", views.view_person, name="view_person"),
    path("people/<uuid:pk>/correct/", views.correct_person, name="correct_person"),
    path("people/<uuid:pk>/record-death/", views.record_death, name="record_death"),
    path("people/<uuid:pk>/reveal-number/", views.reveal_number, name="reveal_number"),
    path("people/<uuid:pk>/add-alias/", views.add_alias, name="add_alias"),
    path("people/<uuid:pk>/aliases/<uuid:alias_pk>/end/", views.end_alias, name="end_alias"),
    path("people/<uuid:pk>/add-contact/", views.add_contact, name="add_contact"),
    path("people/<uuid:pk>/contacts/<uuid:contact_pk>/end/", views.end_contact, name="end_contact"),
    path("people/<uuid:pk>/paper-tasks/<uuid:task_pk>/close/", views.close_paper_task, name="close_paper_task"),
]
