"""Builds prospect/insights/data/preparation.tsv from the official table; run it when BLS releases new projections.

    python tools/build_preparation.py EMPLOYMENT_PROJECTIONS_CSV FIRST-LAST RELEASED

EMPLOYMENT_PROJECTIONS_CSV: the export of https://data.bls.gov/projections/occupationProj, as downloaded; FIRST-LAST:
its years ("2024-34"); RELEASED: the day of its release. Kept: what BLS assigns to each occupation as the typical
education needed for entry, work experience in a related occupation, and on-the-job training. The new table stands
ready beside the old one before it replaces it, and the old one stays where a check fails.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "prospect" / "insights" / "data" / "preparation.tsv"
EDUCATION = {"1": "doctorate", "2": "master", "3": "bachelor", "4": "associate", "5": "certificate",
             "6": "some_college", "7": "secondary", "8": "none"}  # fmt: skip
EXPERIENCE = {"1": "5_years", "2": "under_5_years", "4": "none"}
TRAINING = {"1": "residency", "2": "apprenticeship", "3": "long", "4": "moderate", "5": "short", "6": "none"}
CODE = re.compile(r"\d\d-\d{4}")
FEWEST = 700  # occupations; a table of fewer is no whole table


def rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """(SOC code, education, experience, training) of each occupation. KeyError for a code that BLS has changed."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            code = CODE.search(row["Occupation Code"])
            if code and row["Education Code"].strip():
                yield (
                    code[0],
                    EDUCATION[row["Education Code"].strip()],
                    EXPERIENCE[row["Workex Code"].strip()],
                    TRAINING[row["trCode"].strip()],
                )


def main() -> None:
    path, years, released = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    found = sorted(set(rows(path)))
    if len(found) < FEWEST or len({code for code, *_rest in found}) != len(found):
        raise SystemExit(f"{len(found)} occupations: not the whole table, or one of them twice. Nothing was changed.")
    head = (
        f"# Education, experience and training typically needed to enter an occupation. U.S. Bureau of Labor Statistics,\n"
        f"# Employment Projections {years}, released {released}. Public domain. They are assigned by BLS economists; they\n"
        f"# describe the usual way in, not the only one.\n"
        f"# years\t{years}\n# released\t{released}\n"
    )
    lines = ["soc\teducation\texperience\ttraining", *("\t".join(row) for row in found)]
    new = TABLE.with_suffix(".new")
    new.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    new.replace(TABLE)
    sys.stdout.write(f"{len(found)} occupations\n")


if __name__ == "__main__":
    main()
