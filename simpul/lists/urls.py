"""Addresses of the module."""

from django.urls import path

from simpul.lists import views

app_name = "lists"
urlpatterns = [
    path("", views.incoming_lists, name="incoming_lists"),
    path("receive/", views.receive_list, name="receive_list"),
    path("type/", views.start_typing, name="start_typing"),
    path("<uuid:pk>/type/", views.type_rows, name="type_rows"),
    path("<uuid:pk>/picture/", views.view_picture, name="view_picture"),
    path("<uuid:pk>/", views.check_list, name="check_list"),
    path("<uuid:pk>/change-mapping/", views.change_mapping, name="change_mapping"),
    path("<uuid:pk>/apply/", views.apply_list, name="apply_list"),
    path("<uuid:pk>/undo/", views.undo_list, name="undo_list"),
    path("<uuid:pk>/drop/", views.drop_list, name="drop_list"),
    path("<uuid:pk>/restore/", views.restore_list, name="restore_list"),
    path("<uuid:pk>/export/", views.export_list, name="export_list"),
    path("<uuid:pk>/download-rows/", views.download_rows, name="download_rows"),
    path("<uuid:pk>/return-rows/", views.return_rows, name="return_rows"),
    path("<uuid:pk>/rows/<uuid:row_pk>/mend/", views.mend_row, name="mend_row"),
    path("<uuid:pk>/rows/<uuid:row_pk>/accept/", views.accept_finding, name="accept_finding"),
    path("<uuid:pk>/rows/<uuid:row_pk>/decide/", views.decide_row, name="decide_row"),
    path("<uuid:pk>/rows/<uuid:row_pk>/drop/", views.drop_row, name="drop_row"),
    path("<uuid:pk>/rows/<uuid:row_pk>/restore/", views.restore_row, name="restore_row"),
]
