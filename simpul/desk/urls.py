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
    path("office/", views.office, name="office"),
    path("office/open/", views.open_office, name="open_office"),
    path("office/<uuid:pk>/close/", views.close_office, name="close_office"),
    path("office/<uuid:pk>/organisation/change/", views.change_organisation, name="change_organisation"),
    path("office/<uuid:pk>/change/", views.change_office, name="change_office"),
    path("office/<uuid:pk>/letterhead/", views.set_letterhead, name="set_letterhead"),
    path("office/<uuid:pk>/letterhead/preview/", views.preview_letterhead, name="preview_letterhead"),
    path("office/<uuid:pk>/calendar/", views.calendar, name="calendar"),
    path("office/<uuid:pk>/calendar/declare/", views.declare_holiday, name="declare_holiday"),
    path("office/<uuid:pk>/calendar/<uuid:holiday_pk>/withdraw/", views.withdraw_holiday, name="withdraw_holiday"),
    path("office/<uuid:pk>/calendar/working-hours/", views.set_working_hours, name="set_working_hours"),
    path("office/<uuid:pk>/calendar/<int:year>/announce/", views.announce_year, name="announce_year"),
    path("code-lists/", views.code_lists, name="code_lists"),
    path("code-lists/<slug:name>/", views.view_code_list, name="view_code_list"),
    path("code-lists/<slug:name>/editions/", views.code_list_editions, name="code_list_editions"),
    path("code-lists/<slug:name>/add/", views.add_code_list_entry, name="add_code_list_entry"),
    path("code-lists/<slug:name>/<path:code>/edit/", views.edit_code_list_entry, name="edit_code_list_entry"),
    path("code-lists/<slug:name>/<path:code>/hide/", views.hide_code_list_entry, name="hide_code_list_entry"),
    path("code-lists/<slug:name>/<path:code>/show/", views.show_code_list_entry, name="show_code_list_entry"),
    path("code-lists/<slug:name>/<path:code>/reset/", views.reset_code_list_entry, name="reset_code_list_entry"),
    path("areas/", views.find_area, name="find_area"),
    path("areas/open/", views.open_area, name="open_area"),
    path("areas/record-change/", views.record_area_change, name="record_area_change"),
    path("areas/<str:code>/rename/", views.rename_area, name="rename_area"),
    path("areas/<str:code>/set-code/", views.set_area_code, name="set_area_code"),
    path("areas/<str:code>/", views.view_area, name="view_area"),
]
