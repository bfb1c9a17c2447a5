"""What work pays here, what that is worth elsewhere, and what comes next.

In: occupations by their official code, places, pay as stated. Out: official bands and price levels with source, year
and area, every substitute for a missing figure named as one. `prices`, `wages` and `paths` are pure.
"""
