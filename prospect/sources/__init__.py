"""Where postings come from: sources, the fetch layer, one connector a kind.

In: bytes as boards serve them. Out: `Posting`, verbatim with its raw payload, and a `Fetch` for every reading with
what came of it. What a posting means is understood in `jobs`.
"""
