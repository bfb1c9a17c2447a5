"""Letters out: the outbox table, transports, one-click unsubscribe.

In: a letter that some room wants sent (`actions.enqueue`), whole or by the name of its composer. Out: the letter,
handed to the configured transport once. The outbox is the table `Letter`; a letter is due until `sent_at` is set.
"""
