"""The network itself, and the two abstract tables that others share."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from prospect.network.public_ids import new_public_id


class Published(models.Model):
    """A row that addresses may name: by a public id that cannot be guessed, never by its number."""

    public_id = models.CharField(max_length=20, unique=True, editable=False, default=new_public_id)

    class Meta:
        abstract = True


class Leased(models.Model):
    """A row that is work to be done; see `managers.LeasedQuerySet`."""

    lease = models.CharField(max_length=16, blank=True, default="", editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Network(models.Model):
    """The one row that says whose network this is."""

    ONLY: ClassVar[int] = 1

    name = models.CharField(_("name"), max_length=80, default="Prospect")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True, default="")
    region_name = models.CharField(_("region"), max_length=120, blank=True, default="")
    place_id = models.CharField(_("centre of the region"), max_length=40, blank=True, default="")
    radius_miles = models.PositiveIntegerField(_("radius in miles"), default=50)
    country = models.CharField(_("country"), max_length=2, default="US")
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    postal_address = models.TextField(_("postal address"), blank=True, default="")
    contact_email = models.EmailField(_("contact address"), blank=True, default="")
    palette = models.JSONField(_("colours"), blank=True, default=dict)
    mark = models.CharField(_("mark"), max_length=120, blank=True, default="")
    privacy_text = models.TextField(_("privacy notice"), blank=True, default="")
    terms_text = models.TextField(_("terms"), blank=True, default="")

    class Meta:
        verbose_name = _("network")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = self.ONLY
        super().save(*args, **kwargs)
        looked_up.set(None if looked_up.get() is None else [])

    @classmethod
    def current(cls) -> Network:
        """The network, to be read only: it is looked up once while a request is answered, and shared."""
        held = looked_up.get()
        if held is None:
            return cls.stored()
        if not held:
            held.append(cls.stored())
        return held[0]

    @classmethod
    def stored(cls) -> Network:
        """The network as it is now, to be changed; one with the defaults where nothing is said yet (not saved)."""
        # Every request asks this, and making the same SQL anew each time takes four times as long as running it.
        found = cls.objects.raw(f"SELECT * FROM {cls._meta.db_table} WHERE id = %s", [cls.ONLY])  # noqa: S608 (our name)
        return next(iter(found), None) or cls(pk=cls.ONLY)


looked_up: ContextVar[list[Network] | None] = ContextVar("looked_up", default=None)
"""The network as it was found while this request is answered; None outside of requests, where nothing is kept."""
