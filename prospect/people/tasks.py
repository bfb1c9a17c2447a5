"""What the worker does for people: read uploaded résumés, each in its limited process."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import timezone

from prospect.people import actions, files
from prospect.people.models import Resume
from prospect.people.resume.process import ResumeRefused, read_safely

log = logging.getLogger(__name__)
LEASE = 180  # seconds: longer than the limited process may live


def read_waiting(limit: int = 5) -> int:
    """Reads waiting résumés; a refusal is a sentence to the person, and the file stays. Answers how many."""
    waiting = Resume.objects.to_read().claim(now=timezone.now(), limit=limit, seconds=LEASE)
    for resume in waiting:
        read_one(resume)
    return len(waiting)


def read_one(resume: Resume) -> None:
    path = files.path_of(settings.PRIVATE_FILES, resume.file)
    try:
        reading = read_safely(path, filename=resume.original_name, today=timezone.localdate())
    except ResumeRefused as refusal:
        log.info("resume refused", extra={"resume": resume.public_id, "why": str(refusal)})
        actions.refuse_reading(resume=resume, why=str(refusal), now=timezone.now())
        return
    actions.take_reading(resume=resume, reading=reading, now=timezone.now())
