"""People: account, profile, résumé, saved jobs, consent, export, erasure.

In: what a person gives. Out: the profile that `fit` may read, and whatever the person wants back. Nothing here is
reached but through an accessor that names the person.
"""
