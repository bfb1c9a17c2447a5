"""The tally of searches: what was asked for on a day and how much was found. It names nobody."""

from django.db import models


class Tally(models.Model):
    """How often one question was asked on one day. `asked` is the query's sentence, never who asked it."""

    day = models.DateField()
    asked = models.CharField(max_length=200)
    occupation = models.CharField(max_length=80, blank=True, default="")
    times = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "asked"], name="one_tally_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.asked} ({self.times})"
