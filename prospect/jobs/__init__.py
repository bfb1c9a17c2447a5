"""The catalogue: employers, their boards, and jobs, each one real opening with its record.

In: postings, verbatim. Out: `Job`, understood, once, and fresh: duplicates are settled here, before anything is
indexed or alerted, and a job closes only on evidence.
"""
