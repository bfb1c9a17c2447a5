"""Every address: health, sign-in, and the faces by audience."""

from django.conf import settings
from django.urls import include, path

from prospect.config import health

handler404 = "prospect.web.seekers.failures.not_found"
handler500 = "prospect.web.seekers.failures.broken"

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("operate/", include("prospect.web.operators.urls")),
    path("", include("prospect.web.seekers.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("prospect.config.demo.urls")))
if settings.DEBUG or settings.DEMO:
    urlpatterns.append(path("", include("prospect.web.parts.urls")))
