"""Whether an amount in a posting is pay: the words around it say so, or say that it is something else.

The rule is to stay silent when unsure: funding, revenue, stipends, bonuses, benefits and budgets are never pay.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass

from prospect.lexicon.gazetteer import DATA

_WORDS: dict[str, list[str]] = tomllib.loads((DATA / "pay_words.toml").read_text(encoding="utf-8"))


def _any(*groups: str) -> str:
    """The fragments as one alternative, a space standing for white space or a hyphen."""
    return "(?:" + "|".join(fragment.replace(" ", r"[\s\-]") for group in groups for fragment in _WORDS[group]) + ")"


_PAY = re.compile(rf"\b{_any('pay')}(?!\w)", re.I)
_OTHER = re.compile(rf"\b{_any('other')}\b", re.I)
_BEHIND = re.compile(
    r"^[\s\-]*(?:(?:USD|EUR|GBP|CAD)\b\s*)?(?:(?:a|per|in|of|each|every|/)\s*)?"
    rf"(?:{_any('behind_filler')}\s+){{0,3}}{_any('behind')}",
    re.I,
)
_FLOOR = re.compile(rf"\b{_any('floor')}\s*:?\s*$", re.I)
_OTHERS_EARN = re.compile(rf"\b{_any('others_earn')}[\s:~–—-]*$", re.I)
_CEILING = re.compile(rf"\b{_any('ceiling')}\s*:?\s*$", re.I)
_ROLE = re.compile(rf"\b{_any('role')}[\s:,(–—-]*$", re.I)
_NAMED_BEHIND = re.compile(r"\s*(?:base|OTE|TC|gross|brutto|DOE)\b", re.I)
_FIELD_END = re.compile(
    r"\s*(?:$|[+,&(\[/•|;.]|USD|EUR|GBP|CAD|OTE|DOE|base|plus|in cash|depending|gross|brutto|p\.a)", re.I
)
_LABEL = re.compile(r"[\W_]*(?:\w[^:;!?]{0,60}(?:[:\-–—]|\bis)\s*)?", re.I)  # "SF Bay Area: ", "in Tulsa it is "
_OFFER = re.compile(r"\s*(?:[A-Z]{3}\s*)?(?:\+\s?\w|plus\b|base\b|DOE\b|OTE\b|gross\b|brutto\b|depending\b)", re.I)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÄÖÜÀ-Ý•(\[$€£]|\s*$)|[;\n\r|•·]|\s{3,}")
_ABBREVIATED = re.compile(r"(?:\b(?:yr|hr|mo|wk|approx|incl|excl|max|min|p\.a|U\.S|St|vs|No|e\.g|i\.e))$", re.I)
_BRACKETED = re.compile(r"\([^()]{0,120}\)")
_PLUS = re.compile(r"\s?[+&]|\splus\b|,|\(|\swith\b|\sas\swell|\sand\b", re.I)


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around an amount, within its own clause; `heading` is the short line above it."""

    before: str
    after: str
    heading: str
    clause: tuple[int, int]

    def names_pay(self) -> int | None:
        """How many characters lie between the amount and the word that names it pay, or None without such a word.

        None also when a word that names something else stands nearer to the amount.
        """
        pay, other = self._nearest()
        if pay is None and other is None and _LABEL.fullmatch(self.before):
            return len(self.before) + 1 if _PAY.search(self.heading) and not _OTHER.search(self.heading) else None
        if pay is None or (other is not None and other > pay):
            return None
        return len(self.before) - pay

    def _nearest(self) -> tuple[int | None, int | None]:
        """Where the last word for pay and the last for another matter end; closed brackets are set aside."""
        before = _BRACKETED.sub(lambda match: " " * len(match.group()), self.before)
        return _last(_PAY, f"{before}$"), _last(_OTHER, before)  # some words name pay only right before a sum

    def names_other(self) -> bool:
        """Whether the words before or right behind the amount name something that is not pay."""
        pay, other = self._nearest()
        if other is not None and (pay is None or other > pay):
            return True
        return bool(_BEHIND.match(self.after) or _OTHERS_EARN.search(self.before))

    def follows_pay(self) -> bool:
        """Whether pay is named right behind: "$150,000 - $180,000 base salary"."""
        near = _PLUS.split(self.after[:40])[0]
        return bool(_PAY.search(near) or _NAMED_BEHIND.match(near))

    def is_field(self) -> bool:
        """Whether the amount, perhaps with "up to" before, stands alone in a field or line: behind it at most a plus."""
        before = _CEILING.sub("", _FLOOR.sub("", self.before))
        alone = not before.strip(" :-–—*\t([💰💵💸")
        return alone and bool(_FIELD_END.match(self.after))

    def of_role(self) -> bool:
        """Whether the name of a role stands right before, and nothing behind that the amount would belong to."""
        return bool(_ROLE.search(self.before)) and bool(_FIELD_END.match(self.after.lstrip(")")))

    def offers(self) -> bool:
        """Whether what stands behind adds to pay: "+ equity", "DOE", "plus bonus"."""
        return bool(_OFFER.match(self.after))

    def floor(self) -> bool:
        return bool(_FLOOR.search(self.before))

    def ceiling(self) -> bool:
        return bool(_CEILING.search(self.before))


class Clauses:
    """The clauses of a text: sentences, lines, fields between bars and bullets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for match in _SENTENCE_END.finditer(text):
            if match.group() != "." or not _ABBREVIATED.search(text[max(0, match.start() - 6) : match.start()]):
                self.starts.append(match.end())

    def around(self, start: int, end: int) -> Context:
        """The context of the span in the text."""
        at = bisect_right(self.starts, start) - 1
        until = bisect_right(self.starts, end)
        first = self.starts[at]
        last = self.starts[until] if until < len(self.starts) else len(self.text)
        before = self.text[max(first, start - 240) : start]
        after = self.text[end : min(last, end + 80)]
        return Context(before, after, self._heading(at), (first, last))

    def _heading(self, at: int) -> str:
        """The short line or the line with a colon above a clause; labelled lines of a list between are passed over."""
        for i in range(at - 1, max(-1, at - 12), -1):
            line = self.text[self.starts[i] : self.starts[i + 1]].strip(" \t\n\r-*•·;|")
            if not line:
                continue
            listed = self.text[self.starts[i + 1] - 1] == ";"
            if _PAY.search(line) and (listed or line.endswith(":") or len(line) < 60):
                return line[-200:]
            if not (":" in line and re.search(r"\d", line)):
                return ""
        return ""


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Where the last match ends."""
    end = None
    for match in pattern.finditer(text):
        end = match.end()
    return end
