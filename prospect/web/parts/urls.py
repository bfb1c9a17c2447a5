from django.urls import path

from prospect.web.parts import styleguide

urlpatterns = [
    path("styleguide", styleguide.show, name="styleguide"),
    path("styleguide/failure/<int:code>", styleguide.failure, name="failure"),
]
