"""What a person does: upload, correct, wish, keep an eye on jobs, take everything away, leave."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from prospect.jobs.models import Job
from prospect.lexicon.skills import all_skills
from prospect.mail.models import Bounce, Letter
from prospect.people import files, profiles
from prospect.people.models import Account, LedgerEntry, Profile, Resume, Tracked
from prospect.people.registries import holdings


def profile_of(account: Account) -> Profile:
    """The person's profile, empty where they have given nothing yet (and not saved)."""
    found = Profile.objects.filter(account=account).first()
    return found or Profile(account=account, data=profiles.empty(), changed_at=timezone.now())


def keep_resume(*, account: Account, data: bytes, original_name: str, replaces: bool = False) -> Resume:
    """Keeps an uploaded file as it came; the worker reads it. Raises OSError when it cannot be kept."""
    name = files.keep(settings.PRIVATE_FILES, data)
    return Resume.objects.create(
        account=account,
        file=name,
        original_name=original_name[:200],
        size=len(data),
        uploaded_at=timezone.now(),
        replaces=replaces,
    )


@transaction.atomic
def take_reading(*, resume: Resume, reading: Mapping[str, Any], now: datetime) -> None:
    """Lays what was read over the person's profile, where what they typed themselves stays, or puts it in its place.

    Skills that they said are none of theirs come back in neither case.
    """
    resume.reading, resume.read_at, resume.refusal = dict(reading), now, ""
    resume.pages = len(reading.get("meta", {}).get("pages") or [])
    resume.save(update_fields=["reading", "read_at", "refusal", "pages"])
    profile = profile_of(resume.account)
    before = profiles.empty() if resume.replaces else profile.data
    change_profile(account=resume.account, data=profiles.merged(before, reading, profile.not_skills), now=now)


def refuse_reading(*, resume: Resume, why: str, now: datetime) -> None:
    resume.read_at, resume.refusal = now, why[:400]
    resume.save(update_fields=["read_at", "refusal"])


@transaction.atomic
def change_profile(*, account: Account, data: Mapping[str, Any], now: datetime, goes_on: bool = False) -> Profile:
    """Changes it so that it can be undone; a change that `goes_on` is undone together with the one before."""
    profile = profile_of(account)
    if profile.pk and profile.data != data and not goes_on:
        profile.earlier = profiles.remembering(profile.earlier, profile.data)
    profile.data, profile.changed_at = dict(data), now
    profile.save()
    name = str(profile.data.get("basics", {}).get("name") or "")
    if name and not account.name:
        Account.objects.filter(pk=account.pk).update(name=name[:120])
    return profile


@transaction.atomic
def undo_profile(*, account: Account, now: datetime) -> Profile:
    """The profile as it was before its last change; unchanged where there was none."""
    profile = profile_of(account)
    if profile.earlier:
        profile.data, profile.earlier, profile.changed_at = profile.earlier[-1], profile.earlier[:-1], now
        profile.save()
    return profile


@transaction.atomic
def set_not_skill(*, account: Account, skill: str, back: bool = False) -> None:
    """A skill (its id in the lexicon) that a reading found and the person does not have; `back` lets it count again."""
    profile = profile_of(account)
    others = [id for id in profile.not_skills if id != skill]
    profile.not_skills = others if back or skill not in all_skills() else [*others, skill]
    profile.save()


def set_language(*, account: Account, language: str) -> None:
    """The language in which the person's letters are written."""
    Account.objects.filter(pk=account.pk).update(language=language[:5])


@transaction.atomic
def make_operator(*, email: str) -> Account:
    """The account of this address as an operator's; made where there is none. The address counts as confirmed: whoever
    may ask for this has the machine in their hands."""
    account = Account.objects.filter(email__iexact=email).first() or Account.objects.create_user(email)
    account.is_operator = True
    account.save(update_fields=["is_operator"])
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    return account


def change_wishes(*, account: Account, wishes: Mapping[str, Any]) -> None:
    profile = profile_of(account)
    profile.wishes = dict(wishes)
    profile.save()


@transaction.atomic
def track(
    *, account: Account, job: Job, stage: str, note: str | None = None, applied_on: date | None = None
) -> Tracked:
    """Saves, hides or moves a job on in the person's tracker; an applied job without a day has today's."""
    now = timezone.now()
    row, created = Tracked.objects.get_or_create(account=account, job=job, defaults={"stage": stage, "since": now})
    if not created and row.stage != stage:
        row.stage, row.since = stage, now
    if applied_on is not None:
        row.applied_on = applied_on
    elif stage == Tracked.Stage.APPLIED and row.applied_on is None:
        row.applied_on = timezone.localdate()
    if note is not None:
        row.note = note
    row.save()
    return row


def untrack(*, account: Account, job: Job) -> None:
    Tracked.objects.filter(account=account, job=job).delete()


def note_access(*, account: Account, who: str, what: str, under: str) -> None:
    LedgerEntry.objects.create(account=account, who=who, what=what, under=under)


def export_everything(account: Account) -> str:
    """All that is kept of a person, every room's part by its name, as JSON."""
    parts = {name: holding.export(account) for name, holding in sorted(holdings.items())}
    return json.dumps(parts, ensure_ascii=False, indent=2, default=str)


@transaction.atomic
def erase(*, account: Account) -> None:
    """Removes the person from every table, file and list, then the account itself."""
    for holding in holdings.values():
        holding.erase(account)
    account.delete()


def drop_resume(*, resume: Resume) -> None:
    files.drop(settings.PRIVATE_FILES, resume.file)
    resume.delete()


# What this room keeps of a person: exported and erased part by part (registered in apps.py) -----------------------


def export_account(account: Account) -> dict[str, Any]:
    ledger = list(account.ledger.values("at", "who", "what", "under"))
    fields = ("email", "name", "language", "time_zone", "joined_at")
    return {**{field: getattr(account, field) for field in fields}, "ledger": ledger}


def erase_account(account: Account) -> None:
    LedgerEntry.objects.filter(account=account).delete()


def export_resumes(account: Account) -> list[dict[str, Any]]:
    """The originals' names and readings; the files themselves lie beside this in the archive."""
    fields = ("original_name", "size", "uploaded_at", "read_at", "reading", "refusal")
    return [dict(row) for row in account.resumes.values(*fields)]


def erase_resumes(account: Account) -> None:
    for resume in account.resumes.all():
        drop_resume(resume=resume)


def export_profile(account: Account) -> dict[str, Any]:
    profile = profile_of(account)
    return {
        "profile": profile.data,
        "wishes": profile.wishes,
        "not_skills": profile.not_skills,
        "earlier": profile.earlier,
    }


def erase_profile(account: Account) -> None:
    Profile.objects.filter(account=account).delete()


def export_tracker(account: Account) -> list[dict[str, Any]]:
    fields = ("job__title", "job__employer__name", "job__url", "stage", "since", "applied_on", "note")
    return list(account.tracked.values(*fields))


def erase_tracker(account: Account) -> None:
    Tracked.objects.filter(account=account).delete()


def export_letters(account: Account) -> list[dict[str, Any]]:
    letters = Letter.objects.to_person(account.email)
    return [dict(row) for row in letters.values("subject", "text", "created_at", "sent_at", "last_error")]


def erase_letters(account: Account) -> None:
    Letter.objects.to_person(account.email).delete()
    Bounce.objects.filter(email=account.email.lower()).delete()


def export_sign_in(account: Account) -> dict[str, Any]:
    """Addresses, ways to sign in (without their secrets) and sessions."""
    return {
        "addresses": list(EmailAddress.objects.filter(user=account).values("email", "verified", "primary")),
        "methods": list(Authenticator.objects.filter(user=account).values("type", "created_at", "last_used_at")),
        "sessions": list(UserSession.objects.filter(user=account).values("created_at", "ip", "user_agent")),
    }


def erase_sign_in(account: Account) -> None:
    for session in UserSession.objects.filter(user=account):
        session.end()
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
