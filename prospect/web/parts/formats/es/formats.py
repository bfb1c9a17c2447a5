"""Spanish as it is written in the United States and Mexico: 62,000.50.

Django's "es" is Spain's, 62.000,50, which a reader here takes for sixty-two dollars.
"""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
