"""When two spellings of an employer's name are one employer."""

from __future__ import annotations

import re
import unicodedata

_LEGAL_FORM = re.compile(
    r"\b(the|inc|incorporated|llc|l l c|llp|lp|ltd|limited|corp|corporation|co|company|plc|gmbh|mbh|ag|se|kg|sa|s a|sas|"
    r"sarl|srl|spa|bv|b v|nv|ab|oy|as|aps|pty|pte|kk|pvt|holdings?|group)\b"
)


def employer_key(name: str) -> str:
    """The name without accents, marks and legal form, in lower case: "The Acme Co., Inc." is "acme".

    A name that is nothing but legal forms keeps itself.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    words = " ".join(re.findall(r"\w+", plain))
    return " ".join(_LEGAL_FORM.sub(" ", words).split()) or words
