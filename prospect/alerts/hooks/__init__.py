"""Webhooks: a person's own program told of each job. In: meetings as they are noted. Out: signed POST requests."""
