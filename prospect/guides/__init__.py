"""Guides: career articles, written in Markdown by the operator.

In: Markdown with live pieces on lines of their own (`{{ openings back-end-developer }}`). Out: pages in which the
pieces show today's network.
"""
