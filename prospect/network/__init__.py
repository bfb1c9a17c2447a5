"""The one network this installation is: name, mark, colours, region, time zone, postal address, legal text.

In: what the operator says of the network. Out: `Network.current()`, which every page and letter asks; and two
things every room's tables share: public ids that cannot be guessed and the claiming of work by lease.
"""
