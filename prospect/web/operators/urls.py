"""Addresses of the pages for who runs the network."""

from django.urls import path

from prospect.web.operators import views, views_guides, views_letters, views_region

urlpatterns = [
    path("", views.desk, name="operator"),
    path("sources", views.sources, name="sources"),
    path("sources/add", views.add_source, name="add_source"),
    path("sources/<slug:public_id>", views.source, name="source"),
    path("sources/<slug:public_id>/read", views.read_source, name="read_source"),
    path("sources/<slug:public_id>/believe", views.believe_source, name="believe_source"),
    path("sources/<slug:public_id>/switch", views.switch_source, name="switch_source"),
    path("copies", views.copies, name="copies"),
    path("copies/<slug:public_id>/separate", views.separate, name="separate"),
    path("letters", views_letters.letters, name="letters"),
    path("letters/<slug:public_id>/again", views_letters.send_again, name="send_again"),
    path("network", views.network, name="network"),
    path("guides", views_guides.guides, name="operator_guides"),
    path("guides/new", views_guides.new_guide, name="new_guide"),
    path("guides/<slug:public_id>", views_guides.edit_guide, name="edit_guide"),
    path("guides/<slug:public_id>/withdraw", views_guides.withdraw_guide, name="withdraw_guide"),
    path("guides/<slug:public_id>/delete", views_guides.delete_guide, name="delete_guide"),
    path("region", views_region.region, name="operator_region"),
    path("region.csv", views_region.table, name="operator_region_csv"),
    path("region/searches.csv", views_region.searches, name="operator_searches_csv"),
]
