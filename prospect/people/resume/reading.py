"""A résumé's bytes in, JSON Resume out: the whole way, in order.

``read_resume`` is what the limited process runs; the rest of the house calls ``process.read_safely``.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from prospect.lexicon.sentences import say
from prospect.people.resume import content, json_resume
from prospect.people.resume.assembly import assemble
from prospect.people.resume.opening import open_document
from prospect.people.resume.unread import unread


def read_resume(data: bytes, *, filename: str = "", today: date | None = None) -> dict[str, Any]:
    """JSON Resume 1.0.0 of a file, with ``meta.provenance`` and ``meta.warnings``.

    ``today`` is the day of upload, which "present" means when years are counted. Raises UnreadableError with a
    sentence for the person. Nothing is invented: a field that was not found is absent. ``meta.unread`` has the lines that
    stand in no field.
    """
    today = today or date.today()
    kind = content.kind_of(data, filename)
    if kind == "json":
        return json_resume.read(data, today)
    document = open_document(data, kind, filename)
    resume = assemble(document, today)
    resume["meta"]["unread"] = unread(document, resume)
    if not document.lines:
        resume["meta"]["warnings"].append(str(say("No text was found in this file, so nothing was read from it.")))
    return resume
