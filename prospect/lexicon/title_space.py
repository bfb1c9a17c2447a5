"""How near titles are: vectors, read in the light of the lexicon's own occupations.

For each model a title has three views:

1. its vector;
2. its vector after within-class whitening (within-class covariance normalisation, Hatch et al. 2006): directions in
   which titles of *one* occupation differ ("senior", "part-time", a maker's name) are shrunk;
3. its profile: how it spreads over the occupations (softmax of its nearness to their mean titles), so that two titles
   of one trade meet even where their words do not.

To these comes what was read: titles of the same or of neighbouring occupations come nearer, titles of strangers part.

Views are standardised over the candidates of a query and added; their weights are round numbers, fitted to nothing.
The means and the whitening come from the English titles of `data/occupations` alone, by the vectors of the installed
models: `python -m prospect.lexicon.title_space` writes `data/title_space.npz` anew from them, whether or not the file
is there (a minute and a quarter on one core). The same titles, models and processor give the same bytes; another
processor may round the last digit of a number otherwise. The file names the occupations it was made for: with others,
titles are compared without it until it is made again. Spanish, French and German titles are read through the glossary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from prospect.lexicon.glossary import gloss
from prospect.lexicon.occupations import DATA, all_occupations, near
from prospect.lexicon.titles import TitleReading, read_title
from prospect.lexicon.vectors import Encoder, Matrix, encoders, unit, vectors

FILE = DATA / "title_space.npz"
MODELS = ("minilm", "use")
# The spread of a profile: small enough that a title belongs to a few occupations. Plain cosines are spread more
# widely than whitened ones.
_PLAIN_TEMPERATURE, _WHITE_TEMPERATURE = 0.03, 0.06
# The two profiles together count as one view. On validation sets 0.25 to 1 differ by less than .01.
_PROFILE_WEIGHT = 0.5
# In standard deviations of a view: titles of one occupation gain one, those of strangers lose a fraction.
_SAME_TRADE, _STRANGERS = 1.0, 0.3
_SHRINKAGE = 0.6  # of the covariance towards a sphere: most of the whitening comes from few titles


@dataclass(frozen=True, slots=True)
class Basis:
    """What one model's vectors are read by: the mean of all titles, the whitening, each occupation's mean title."""

    mean: Matrix
    whitening: Matrix
    occupations: Matrix

    def white(self, rows: Matrix) -> Matrix:
        return unit(np.asarray((rows - self.mean) @ self.whitening, np.float32))


@cache
def basis(name: str) -> Basis | None:
    """The basis of a model, or None when there is none for these occupations."""
    if not FILE.exists():
        return None
    with np.load(FILE) as kept:
        if f"{name}_mean" not in kept or kept["ids"].tolist() != [one.id for one in all_occupations()]:
            return None
        return Basis(*(kept[f"{name}_{part}"].astype(np.float32) for part in ("mean", "whitening", "occupations")))


@dataclass(frozen=True, slots=True)
class Views:
    """The views of some titles, one row a title in each; a cosine is the product of two rows."""

    views: tuple[Matrix, ...]
    weights: tuple[float, ...]
    trades: NDArray[np.intp]  # each title's occupation by its place in the lexicon; -1: none was read

    def nearness(self, others: Views) -> Matrix:
        """Each title against each other: the sum of the standardised views."""
        total = np.zeros((len(self.views[0]), len(others.views[0])), np.float32)
        for weight, mine, theirs in zip(self.weights, self.views, others.views, strict=True):
            total += weight * standardised(mine @ theirs.T)
        total /= sum(self.weights)
        return total + trade_nearness(self.trades, others.trades)


@cache
def _trade_table() -> Matrix:
    """What reading two occupations adds to the nearness of titles; the last row and column: none was read."""
    place = {family.id: at for at, family in enumerate(all_occupations())}
    table = np.full((len(place) + 1, len(place) + 1), -_STRANGERS, np.float32)
    table[-1, :] = table[:, -1] = 0.0
    for id, at in place.items():
        table[at, at] = _SAME_TRADE
        for other in near(id):
            table[at, place[other.id]] = _SAME_TRADE * other.nearness
    return table


def trade_nearness(some: NDArray[np.intp], others: NDArray[np.intp]) -> Matrix:
    """What the occupations read add, each title against each other."""
    return _trade_table()[some][:, others]


def _trades(readings: Sequence[TitleReading]) -> NDArray[np.intp]:
    place = {family.id: at for at, family in enumerate(all_occupations())}
    return np.array([place[one.occupation.id] if one.occupation else -1 for one in readings], np.intp)


def standardised(scores: Matrix) -> Matrix:
    """Each row with mean 0 and deviation 1, so that views of different spread count alike."""
    spread = scores.std(axis=1, keepdims=True) + 1e-6
    return np.asarray((scores - scores.mean(axis=1, keepdims=True)) / spread, np.float32)


def views(titles: Sequence[str]) -> Views | None:
    """The views of the titles by the models installed, or None without any."""
    models = [(encoder, found) for encoder in encoders() if (found := basis(encoder.name))]
    if not models:
        return None
    readings = [read_title(title) for title in titles]
    read = [reading.title for reading in readings]
    glosses = [gloss(title) for title in read]
    plain: list[Matrix] = []
    white: list[Matrix] = []
    for encoder, found in models:
        rows = _rows(encoder, read, glosses)
        plain.append(rows)
        white.append(found.white(rows))
    bases = [found for _, found in models]
    near_plain = _mean([rows @ unit(b.occupations).T for rows, b in zip(plain, bases, strict=True)])
    near_white = _mean([rows @ b.white(b.occupations).T for rows, b in zip(white, bases, strict=True)])
    profiles = (_profile(near_plain, _PLAIN_TEMPERATURE), _profile(near_white, _WHITE_TEMPERATURE))
    return Views(
        (*plain, *white, *profiles), (*[1.0] * 2 * len(models), _PROFILE_WEIGHT, _PROFILE_WEIGHT), _trades(readings)
    )


def _rows(encoder: Encoder, read: Sequence[str], glosses: Sequence[str | None]) -> Matrix:
    """The titles' vectors. A model of English reads the gloss of other languages; one of many reads both."""
    if encoder.name == "minilm":
        return vectors(encoder, [said or title for title, said in zip(read, glosses, strict=True)])
    rows = vectors(encoder, read)
    foreign = [at for at, said in enumerate(glosses) if said]
    if foreign:
        rows[foreign] += vectors(encoder, [glosses[at] or "" for at in foreign])
    return unit(rows)


def _mean(matrices: Sequence[Matrix]) -> Matrix:
    return np.asarray(sum(matrices[1:], matrices[0]) / len(matrices), np.float32)


def _profile(nearness: Matrix, temperature: float) -> Matrix:
    """How each title spreads over the occupations; the root makes the product of two rows their overlap (Bhattacharyya)."""
    spread = np.exp((nearness - nearness.max(axis=1, keepdims=True)) / temperature)
    return np.asarray(np.sqrt(spread / spread.sum(axis=1, keepdims=True)), np.float32)


def build() -> None:
    """Writes the file anew from the lexicon's titles; SystemExit without the wheels of both models."""
    if len(encoders()) < len(MODELS):
        raise SystemExit(f"The file is made with the models {' and '.join(MODELS)}; not all are installed.")
    families = all_occupations()
    titles = [title for family in families for title in (family.name, *family.titles)]
    owners = np.array([at for at, family in enumerate(families) for _ in (family.name, *family.titles)])
    kept: dict[str, NDArray[np.float16] | NDArray[np.str_]] = {"ids": np.array([family.id for family in families])}
    for encoder in encoders():
        rows = vectors(encoder, titles)
        means = np.stack([rows[owners == at].mean(axis=0) for at in range(len(families))])
        kept[f"{encoder.name}_mean"] = rows.mean(axis=0).astype(np.float16)
        kept[f"{encoder.name}_whitening"] = _whitening(rows - means[owners]).astype(np.float16)
        kept[f"{encoder.name}_occupations"] = means.astype(np.float16)
    np.savez_compressed(FILE, **kept)  # type: ignore[arg-type]


def _whitening(within: Matrix) -> Matrix:
    """The matrix that makes the within-class differences alike in every direction."""
    covariance = within.T.astype(np.float64) @ within / len(within)
    sphere = np.eye(len(covariance)) * np.trace(covariance) / len(covariance)
    values, directions = np.linalg.eigh((1 - _SHRINKAGE) * covariance + _SHRINKAGE * sphere)
    whitening: Matrix = (directions / np.sqrt(values) @ directions.T / np.sqrt(1 / values.mean())).astype(np.float32)
    return whitening


if __name__ == "__main__":
    build()
