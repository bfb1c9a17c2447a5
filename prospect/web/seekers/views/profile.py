"""The résumé and the profile: upload, watch it being read, check it against the page, correct once."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prospect.lexicon.skills import all_skills
from prospect.people import actions as people
from prospect.people import files
from prospect.people.models import Profile, Resume
from prospect.people.profiles import confirmed, corrected, is_empty
from prospect.people.resume import writing
from prospect.people.resume.process import ResumeRefused, page_image
from prospect.web.parts.limits import limited
from prospect.web.seekers.access import known, signed_in
from prospect.web.seekers.changes import changes_of
from prospect.web.seekers.check import check
from prospect.web.seekers.forms import WishesForm
from prospect.web.seekers.profile_forms import ProfileForms, edited, loses_entries
from prospect.web.seekers.skills import skills_gone_by

ACCEPT = ".pdf,.docx,.odt,.rtf,.html,.htm,.md,.txt,.json,.png,.jpg,.jpeg,.doc"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """The profile beside the page it was read from; POST saves the corrections, and what its button says besides."""
    person = known(request)
    profile = people.profile_of(person)
    posted = request.POST if request.method == "POST" else None
    forms = ProfileForms(profile.data, posted, more=request.GET.get("add", ""))
    if posted is not None and request.headers.get("HX-Request"):
        return _saved_meanwhile(request, profile, forms)
    if posted is not None and forms.are_valid():
        return _corrected(request, profile, forms)
    read = person.resumes.filter(read_at__isnull=False, refusal="").first()
    latest, is_new = person.resumes.first(), is_empty(profile.data)
    context = {
        "forms": forms,
        "check": check(forms, profile.data, read),
        "is_empty": is_new,
        "can_undo": bool(profile.earlier),
        "warnings": profile.data.get("meta", {}).get("warnings", []),
        "resume": read,
        "refused": latest if latest and latest.refusal else None,
        "waiting": latest if latest and latest.read_at is None else None,
        "changes": changes_of(read, profile),
        "skills": skills_gone_by(person),
        "not_skills": [all_skills()[id] for id in profile.not_skills if id in all_skills()],
        "wishes": WishesForm(initial=_first_values(profile.wishes)),
        "accept": ACCEPT,
        "step": 1 if is_new else 2 if latest else 0,
        "sitting": secrets.token_urlsafe(6),
    }
    return render(request, "seekers/profile.html", context, status=422 if request.method == "POST" else 200)


def _corrected(request: HttpRequest, profile: Profile, forms: ProfileForms) -> HttpResponse:
    data, asked, words = corrected(profile.data, forms.stated()), request.POST, _("Saved.")
    said = {
        "remove": _("Removed, and the rest is saved."),
        "split": _("Parted in two, and the rest is saved."),
        "join": _("Joined with the next, and the rest is saved."),
    }
    for verb in said:
        if verb in asked:
            data, words = edited(data, verb, asked[verb]), said[verb]
    people.change_profile(account=known(request), data=confirmed(data), now=timezone.now())
    messages.success(request, words, extra_tags="undo:/profile/undo")
    more = asked.get("add", "")
    return redirect(f"{reverse('profile')}?add={more}#{more}" if more in {"work", "education"} else "profile")


def _saved_meanwhile(request: HttpRequest, profile: Profile, forms: ProfileForms) -> HttpResponse:
    """Saves what is typed as one goes, and says so in the form's bar. All of one sitting is one step of undo.

    What cannot be understood waits, and so does an entry that was emptied: the button takes it out.
    """
    data = corrected(profile.data, forms.stated()) if forms.are_valid() else None
    if data is None:
        words = _("Not saved yet: something cannot be understood. Save shows what.")
    elif loses_entries(profile.data, data):
        words = _("Not saved yet: an entry is empty. Save takes it out.")
    else:
        sitting = request.POST.get("sitting", "")
        goes_on = bool(sitting) and request.session.get("sitting") == sitting
        if data != profile.data:
            people.change_profile(account=known(request), data=data, now=timezone.now(), goes_on=goes_on)
            request.session["sitting"] = sitting
        words = _("Saved as you go.")
    return HttpResponse(escape(words))


def _first_values(wishes: dict[str, Any]) -> dict[str, Any]:
    return {name: value[0] if isinstance(value, list) and value else value for name, value in wishes.items()}


@require_POST
@signed_in
@limited(20, 3600, shared=True, per_person=True)
def upload(request: HttpRequest) -> HttpResponse:
    """Keeps the file and goes to the page that shows it being read."""
    given = request.FILES.get("file")
    trouble = ""
    if given is None:
        trouble = _("Choose a file first.")
    elif not given.size:
        trouble = _("This file is empty: there is nothing in it to read. Choose another.")
    elif given.size > settings.UPLOAD_LIMIT:
        size = round(given.size / 1_048_576)
        trouble = _(
            "This file has {size} MB; a résumé may have 10. Save it without large pictures and try again."
        ).format(size=size)
    else:
        try:
            resume = people.keep_resume(
                account=known(request),
                data=given.read(),
                original_name=given.name or _("résumé"),
                replaces=request.POST.get("how") == "replace",
            )
        except OSError:
            trouble = _(
                "There is no room to keep the file just now. Your profile is unchanged; please try again later."
            )
        else:
            return redirect("resume", public_id=resume.public_id)
    messages.error(request, trouble)
    return redirect("profile")


def _own(request: HttpRequest, public_id: str) -> Resume:
    return get_object_or_404(Resume, public_id=public_id, account=known(request))


@require_safe
@signed_in
def progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """While the file is read; then on to the check, or why it could not be read."""
    resume = _own(request, public_id)
    is_partial = bool(request.headers.get("HX-Request"))
    if resume.read_at and not resume.refusal:
        if is_partial:
            answer = HttpResponse(status=204)
            answer["HX-Redirect"] = "/profile"
            return answer
        return redirect("profile")
    part = "seekers/resume_refused.html" if resume.refusal else "seekers/resume_waiting.html"
    return render(request, part if is_partial else "seekers/resume.html", {"resume": resume, "accept": ACCEPT})


@require_safe
@signed_in
def original(request: HttpRequest, public_id: str) -> FileResponse:
    """The file as it came, only to its owner, only as a download."""
    resume = _own(request, public_id)
    try:
        file = files.path_of(settings.PRIVATE_FILES, resume.file).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(
        file, as_attachment=True, filename=resume.original_name, content_type="application/octet-stream"
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@signed_in
@limited(120, 60, per_person=True)
def page(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One page of the file as a picture."""
    resume = _own(request, public_id)
    try:
        picture = page_image(files.path_of(settings.PRIVATE_FILES, resume.file), page=number)
    except ResumeRefused as refusal:
        raise Http404 from refusal
    response = HttpResponse(picture, content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@require_POST
@signed_in
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    people.drop_resume(resume=_own(request, public_id))
    messages.success(
        request, _("The file is deleted. What was read from it stays in your profile until you change it.")
    )
    return redirect("profile")


@require_POST
@signed_in
def undo(request: HttpRequest) -> HttpResponse:
    people.undo_profile(account=known(request), now=timezone.now())
    messages.success(request, _("Your profile is as it was before."))
    return redirect("profile")


@require_POST
@signed_in
def wishes(request: HttpRequest) -> HttpResponse:
    form = WishesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Some of this could not be understood; nothing was changed."))
        return redirect("profile")
    said = {name: str(value) for name, value in form.cleaned_data.items() if value not in (None, "", False)}
    said = {name: "yes" if value == "True" else value for name, value in said.items()}
    people.change_wishes(account=known(request), wishes=said)
    messages.success(request, _("Saved. Your page follows your wishes."))
    return redirect("for_you")


@require_POST
@signed_in
def not_a_skill(request: HttpRequest) -> HttpResponse:
    """Takes a skill away for good, or (with `back`) lets it count again."""
    people.set_not_skill(account=known(request), skill=request.POST.get("skill", "")[:80], back="back" in request.POST)
    return redirect(f"{reverse('profile')}#skills")


@require_safe
@signed_in
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The profile as JSON Resume, Markdown or a clean PDF."""
    data = people.profile_of(known(request)).data
    voice = writing.Voice(get_language() or "en", _)
    if form == "json":
        body: bytes | str = json.dumps(data, ensure_ascii=False, indent=2)
        kind = "application/json; charset=utf-8"
    elif form == "md":
        body, kind = writing.as_markdown(data, voice), "text/markdown; charset=utf-8"
    elif form == "pdf":
        body, kind = writing.as_pdf(data, voice), "application/pdf"
    else:
        raise Http404
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="resume.{form}"'
    response["Cache-Control"] = "no-store"
    return response
