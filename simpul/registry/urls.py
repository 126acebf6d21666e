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
    path("people/<uuid:pk>/print-extract/", views.print_extract, name="print_extract"),
    path("people/<uuid:pk>/declare-conflict/", views.declare_conflict, name="declare_conflict"),
    path("people/<uuid:pk>/conflicts/<uuid:conflict_pk>/withdraw/", views.withdraw_conflict, name="withdraw_conflict"),
    path("people/<uuid:pk>/record-relation/", views.record_relation, name="record_relation"),
    path("people/<uuid:pk>/relations/<uuid:relation_pk>/end/", views.end_relation, name="end_relation"),
    path("people/<uuid:pk>/facts/", views.record_person_facts, name="record_person_facts"),
    path("people/<uuid:pk>/confidential-facts/", views.record_confidential_facts, name="record_confidential_facts"),
    path("people/<uuid:pk>/facts/<uuid:fact_pk>/end/", views.end_person_fact, name="end_person_fact"),
    path("people/<uuid:pk>/merge/", views.merge_people, name="merge_people"),
    path("people/<uuid:pk>/unmerge/", views.unmerge_people, name="unmerge_people"),
    path("families/", views.find_family, name="find_family"),
    path("families/found/", views.found_family, name="found_family"),
    path("families/<uuid:pk>/", views.view_family, name="view_family"),
    path("families/<uuid:pk>/reveal-number/", views.reveal_family_number, name="reveal_family_number"),
    path("families/<uuid:pk>/join/", views.join_family, name="join_family"),
    path("families/<uuid:pk>/leave/", views.leave_family, name="leave_family"),
    path("families/<uuid:pk>/change-head/", views.change_head, name="change_head"),
    path("families/<uuid:pk>/split/", views.split_family, name="split_family"),
    path("families/<uuid:pk>/merge/", views.merge_families, name="merge_families"),
    path("families/<uuid:pk>/move/", views.move_family, name="move_family"),
    path("families/<uuid:pk>/change-number/", views.change_family_number, name="change_family_number"),
    path("families/<uuid:pk>/facts/", views.record_family_facts, name="record_family_facts"),
    path("families/<uuid:pk>/facts/<uuid:fact_pk>/end/", views.end_family_fact, name="end_family_fact"),
    path("families/<uuid:pk>/end/", views.end_family, name="end_family"),
    path("families/<uuid:pk>/members/<uuid:place_pk>/correct/", views.correct_membership, name="correct_membership"),
]
