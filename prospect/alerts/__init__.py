"""Alerts: a saved query with a rhythm and a confirmed address.

In: new jobs, as documents. Out: letters, each with every matching new job once. `matcher.py` finds the alerts that a
job reaches; `Match` remembers that an alert and a job met, which is why nobody is told twice.
"""
