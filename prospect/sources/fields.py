"""Reading fields that may be missing, null, or of another type than documented."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping
from typing import Any

from prospect.lexicon.pay import Pay

_SPACE = re.compile(r"\s+")
# Marks without width: they part no words and are not seen.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
_PERIODS = (
    ("HOUR", ("hour", "hr", "ph")),
    ("DAY", ("day", "daily", "pd")),
    ("WEEK", ("week", "bw", "pw")),
    ("MONTH", ("month", "pm")),
    ("YEAR", ("year", "annual", "annum", "yr", "pa")),
)


def text(value: Any) -> str:
    """One line of text, spaces made single; the first text of a list, the label or name of an object; else ""."""
    if isinstance(value, str):
        said = html.unescape(value) if "&" in value else value
        return _SPACE.sub(" ", said if said.isascii() else _UNSEEN.sub("", said)).strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value)
    if isinstance(value, list | tuple):
        return next((found for found in map(text, value) if found), "")
    if isinstance(value, Mapping):
        return next((found for key in ("label", "name", "value", "@value") if (found := text(value.get(key)))), "")
    return ""


def texts(value: Any) -> tuple[str, ...]:
    """Every text of a list; a single value counts as a list of one."""
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(dict.fromkeys(found for found in map(text, values) if found))


def markup(value: Any) -> str:
    """A block of HTML as served; lists are joined; "" where there is none."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list | tuple):
        return "\n".join(found for found in map(markup, value) if found)
    return ""


def unescaped(said: str) -> str:
    """HTML that was escaped once more than it should be. What is no markup stays as it is: HTML reads it anyway."""
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        said = said.replace(entity, character)
    return said


def at(value: Any, *path: str) -> Any:
    """The value at a path of names through objects, or None."""
    for name in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value


def rows(value: Any) -> list[Any]:
    """A list as it is; None as no rows; anything else as one row."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def flag(value: Any) -> bool | None:
    """True or false, also of "true", "false", "yes", "no", 1 and 0; None where nothing is said."""
    if isinstance(value, bool):
        return value
    said = text(value).casefold()
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(said)


def number(value: Any) -> float | None:
    """A number, also from "75000", "120,000.50" or "$ 1 200"; None for 0 and less, which boards use for unknown."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        found = float(value)
    else:
        written = _NUMBER.search(re.sub(r"(?<=\d)[\s\u202f']+(?=\d)", "", text(value)))
        if written is None:
            return None
        found = _plain(written.group())
    return found if math.isfinite(found) and found > 0 else None


def _plain(written: str) -> float:
    """ "1.234.567,89", "1,234,567.89" and "1,234" as a number: the last mark is a decimal one unless three digits follow."""
    marks = [character for character in written if character in ".,"]
    if not marks:
        return float(written)
    whole, _, rest = written.rpartition(marks[-1])
    if len(rest) == 3 or marks.count(marks[-1]) > 1:
        return float(re.sub(r"[.,]", "", written))
    return float(re.sub(r"[.,]", "", whole) + "." + rest)


def whole(value: Any) -> int | None:
    """A count, 0 included; None where there is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    said = text(value)
    return int(said) if said.isdecimal() and len(said) < 12 else None


def period(value: Any) -> str | None:
    """HOUR, DAY, WEEK, MONTH or YEAR, of "per-year-salary", "1 YEAR", "Per Year", "PA", "annual", "hourly"."""
    said = text(value).casefold().replace("_", " ").replace("-", " ")
    if not said or "biweek" in said or "bi week" in said or said == "bw":
        return None
    for name, marks in _PERIODS:
        if said in marks or any(len(mark) > 2 and mark in said for mark in marks):
            return name
    return None


def pay(low: Any, high: Any, *, currency: Any, per: Any) -> tuple[Pay, ...]:
    """A pay that fields of numbers state, or none. Ends that were swapped are put in order."""
    least, most = number(low), number(high)
    if least is None and most is None:
        return ()
    if least is not None and most is not None and least > most:
        least, most = most, least
    code = text(currency).upper()
    return (Pay(least, most, code if re.fullmatch("[A-Z]{3}", code) else None, period(per), "stated", ""),)
