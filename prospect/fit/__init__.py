"""How a person and a job suit each other, with the evidence.

In: a profile (`Person`) and a job's text and requirements (`JobText`). Out: `Fit`, requirement by requirement: met,
partly, not found, cannot tell, each with the line that shows it. Pure and deterministic; `VERSION` names the rules.
Name, age, gender, photo, schools' names, addresses and gaps never enter: `Person` has no field for them.
"""

from prospect.lexicon import VERSION as LEXICON

VERSION = f"fit 1, lexicon {LEXICON}"
