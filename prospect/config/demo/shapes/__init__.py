"""One module a kind of board: the openings of an employer as the bytes that hiring system serves.

Shapes follow the vendors' public documentation and answers. Links lead to the employer's invented .example site, in
the form the vendor's embedded boards use, so that nobody who clicks one lands on a real company's page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from prospect.config.demo.material import Employer
from prospect.config.demo.openings import Opening
from prospect.config.demo.shapes import ashby, csv_rows, feed, greenhouse, indeed_xml, jsonld, lever, personio

Serve = Callable[[Employer, Sequence[Opening], date], bytes]

SERVE: dict[str, Serve] = {
    "ashby": ashby.serve,
    "csv": csv_rows.serve,
    "feed": feed.serve,
    "greenhouse": greenhouse.serve,
    "indeed_xml": indeed_xml.serve,
    "jsonld": jsonld.serve,
    "lever": lever.serve,
    "personio": personio.serve,
}
