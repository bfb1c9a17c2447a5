"""Words of the trade: titles and occupations, skills, places, pay, levels, requirements.

In: text as people and employers write it. Out: what it means, each part with its place in the text.
Pure: no tables, no framework, no network. Every result names `VERSION`, the version of this code and its data.
"""

VERSION = "2026.11.4"
