"""Addresses of the pages for who runs the network."""

from django.urls import path

from prospect.web.operators import views

urlpatterns = [
    path("", views.desk, name="operator"),
    path("sources", views.sources, name="sources"),
    path("sources/add", views.add_source, name="add_source"),
    path("sources/<slug:public_id>", views.source, name="source"),
    path("sources/<slug:public_id>/read", views.read_source, name="read_source"),
    path("sources/<slug:public_id>/switch", views.switch_source, name="switch_source"),
    path("copies", views.copies, name="copies"),
    path("copies/<slug:public_id>/separate", views.separate, name="separate"),
    path("letters", views.letters, name="letters"),
    path("network", views.network, name="network"),
]
