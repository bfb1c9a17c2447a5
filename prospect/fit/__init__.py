"""How a person and a job suit each other, with the evidence.

In: a profile (`person.Person`) and a job's words and requirements (`job.JobText`). Out: `account.Fit`, requirement by
requirement: met, partly, not found, cannot tell, each with the line that shows it. Pure and deterministic; `VERSION`
names the rules. Name, age, gender, photo, nationality, schools' names, addresses and gaps never enter: `Person` has no
field for them. The tables here keep only what a person corrected.
"""

from prospect.lexicon import VERSION as LEXICON

VERSION = f"fit 4, lexicon {LEXICON}"
