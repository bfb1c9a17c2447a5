"""Addresses that exist only in the demo."""

from django.urls import path

from prospect.config.demo import views

urlpatterns = [
    path("outbox", views.outbox, name="outbox"),
    path("outbox/<slug:public_id>", views.letter, name="letter"),
    path("outbox/<slug:public_id>/html", views.letter_html, name="letter_html"),
    path("demo/sign-in/<slug:public_id>", views.sign_in, name="demo_sign_in"),
    path("demo/arrive", views.arrive, name="demo_arrive"),
]
