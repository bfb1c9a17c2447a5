"""tantivy, embedded: a folder of files on this machine that any number of processes read and one at a time writes.

The folder holds one index in a subfolder, and `CURRENT` with that subfolder's name. A rebuild fills another subfolder
and then replaces `CURRENT`, so search never goes empty; readers look at `CURRENT` and at the index's own `meta.json`
before each question, so a commit is seen at once. tantivy's commit is atomic: a process killed while writing leaves
the index as it was, and whoever keeps the queue of jobs to be indexed puts them again.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import tantivy

from prospect import lexicon
from prospect.search import ranking
from prospect.search.document import Document
from prospect.search.engines.port import Found, IndexBusy, IndexUnavailable
from prospect.search.engines.tantivy_employers import Employers
from prospect.search.engines.tantivy_found import Asking, columns, counted, page
from prospect.search.engines.tantivy_query import Compiler
from prospect.search.engines.tantivy_stored import SCHEMA_VERSION, schema, stored
from prospect.search.meaning import meaning
from prospect.search.query import Query

# Bytes of jobs that a writer gathers before it makes a segment of them; a rebuild makes few, for each costs a search.
_HEAP, _HEAP_OF_REBUILD = 64_000_000, 400_000_000
_NO_INDEX = "there is no search index yet; `prospect index rebuild` makes it"


class TantivyEngine:
    """An index in `folder`, made when first written to."""

    def __init__(self, folder: Path | str) -> None:
        self._folder = Path(folder)
        self._pointer = str(self._folder / "CURRENT")
        self._reading = threading.Lock()
        self._writing = threading.RLock()
        self._seen: tuple[str, tuple[int, ...]] = "", ()
        self._index: Any = None
        self._open_searcher: tuple[Any, Compiler] | None = None
        self._writer: tuple[str, Any] | None = None
        self._employers = Employers()
        self._whole: tuple[Any, tuple[tuple[str, ...], int], dict[str, dict[str, int]]] | None = None

    # Reading

    def find(
        self, query: Query, *, limit: int = 20, offset: int = 0, facets: tuple[str, ...] = (), today: int | None = None
    ) -> Found:
        searcher, compiler = self._searcher()
        meant, today = meaning(query), today or date.today().toordinal()
        asking = Asking(searcher, compiler.compile(meant, today), query, meant, today)
        total, hits = page(asking, max(limit, 0), max(offset, 0))
        return Found(total, hits, self._counted(asking, facets) if facets else {})

    def _counted(self, asking: Asking, facets: tuple[str, ...]) -> dict[str, dict[str, int]]:
        """The counts of facets. Those of all jobs are kept until the index or the day changes: they are the dearest, and
        asked by everyone who just looks around."""
        if asking.meant != meaning(Query()):
            return counted(asking, facets)
        asked, whole = (facets, asking.today), self._whole
        if whole is None or whole[0] is not asking.searcher or whole[1] != asked:
            self._whole = whole = asking.searcher, asked, counted(asking, facets)
        return whole[2]

    def explain(self, query: Query, id: int, *, today: int | None = None) -> Mapping[str, float] | None:
        searcher, compiler = self._searcher()
        meant, today = meaning(query), today or date.today().toordinal()
        this = (tantivy.Occur.Must, tantivy.Query.const_score_query(compiler.ids([id]), 0.0))
        found = (tantivy.Occur.Must, compiler.compile(meant, today).query())
        if not searcher.search(tantivy.Query.boolean_query([this, found]), limit=1).hits:
            return None
        parts = {}
        address = None
        for name in ("occupation", "title", "text"):
            part = tantivy.Query.boolean_query([this, (tantivy.Occur.Should, compiler.part(name, meant))])
            ((score, address),) = searcher.search(part, limit=1).hits
            parts[name] = round(score, 6)
        job = columns(searcher, [address])
        parts["fresh"] = ranking.fresh(int(job.posted_on[0]), today)
        return parts | {"quality": int(job.quality[0]) / 1000}

    def employers(self, prefix: str, limit: int = 8) -> list[tuple[str, str, int]]:
        return self._employers.beginning(prefix, self._searcher()[0], limit)

    def jobs_with(self, kind: str, values: Sequence[str]) -> list[int]:
        _, compiler = self._searcher()
        return [compiler.jobs_with(kind, value) for value in values]

    def is_there(self) -> bool:
        """Whether there is an index that this program can read."""
        try:
            self._searcher()
        except IndexUnavailable:
            return False
        return True

    def count(self) -> int:
        """How many jobs there are in the index."""
        return int(self._searcher()[0].num_docs)

    # Writing

    def put(self, documents: Iterable[Document]) -> None:
        self._write(add=documents)

    def remove(self, ids: Iterable[int]) -> None:
        self._write(remove=ids)

    def rebuild(self, documents: Iterable[Document]) -> int:
        with self._alone():
            self.close()
            current = self._current()
            name = f"index-{int(current.rpartition('-')[2]) + 1 if current else 1:06d}"
            for left in self._folder.glob("index-*"):
                if left.name != current:
                    shutil.rmtree(left)
            count = self._fill(self._folder / name, documents)
            self._replace_current(name)
            if current:
                shutil.rmtree(self._folder / current, ignore_errors=True)
        return count

    def close(self) -> None:
        """Lets go of the writer once its merges are done."""
        with self._writing:
            if self._writer is not None:
                _, writer = self._writer
                self._writer = None
                writer.wait_merging_threads()

    def _write(self, add: Iterable[Document] = (), remove: Iterable[int] = ()) -> None:
        with self._writing, self._alone():
            writer = self._open_writer()
            try:
                for id in remove:
                    writer.delete_documents_by_term("id", id)
                for document in add:
                    writer.delete_documents_by_term("id", document.id)
                    writer.add_document(stored(document))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise

    def _open_writer(self) -> Any:
        name = self._current()
        if not name:
            self._fill(self._folder / "index-000001", ())
            self._replace_current("index-000001")
            name = "index-000001"
        if self._writer is not None and self._writer[0] != name:
            self.close()
        if self._writer is None:
            try:
                self._writer = name, self._open(name).writer(_HEAP, 1)
            except ValueError as error:
                raise IndexBusy("another process is writing to the search index") from error
        return self._writer[1]

    def _fill(self, folder: Path, documents: Iterable[Document]) -> int:
        folder.mkdir(parents=True)
        about = {"schema": SCHEMA_VERSION, "lexicon": lexicon.VERSION}
        (folder / "prospect.json").write_text(json.dumps(about), encoding="utf-8")
        writer = tantivy.Index(schema(), path=str(folder)).writer(_HEAP_OF_REBUILD, 1)
        count = 0
        for document in documents:
            writer.add_document(stored(document))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        return count

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds the lock that parts puts from a rebuild; the system frees it when its process dies."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "LOCK").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise IndexBusy("another process is writing to the search index") from error
            yield

    def _replace_current(self, name: str) -> None:
        new = self._folder / "CURRENT.new"
        with new.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._folder / "CURRENT")
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _current(self) -> str:
        try:
            return (self._folder / "CURRENT").read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    def _searcher(self) -> tuple[Any, Compiler]:
        """A searcher of what was last committed by any process."""
        with self._reading:
            for _ in range(3):  # a rebuild may take the old folder away between the look and the opening
                try:
                    pointed = _state(self._pointer)
                    name = self._seen[0] if pointed == self._seen[1][:2] else self._current()
                    seen = name, (*pointed, *_state(f"{self._folder}/{name}/meta.json"))
                    if self._open_searcher is None or self._seen != seen:
                        self._reopen(name)
                except FileNotFoundError:
                    if not self._current():
                        raise IndexUnavailable(_NO_INDEX) from None
                    continue
                self._seen = seen
                assert self._open_searcher is not None
                return self._open_searcher
        raise IndexUnavailable("the search index changes too fast to be read")

    def _reopen(self, name: str) -> None:
        if self._open_searcher is None or self._seen[0] != name:
            self._index = self._open(name)
        else:
            self._index.reload()
        searcher = self._index.searcher()
        self._open_searcher = searcher, Compiler(self._index.schema, searcher)

    def _open(self, name: str) -> Any:
        about = json.loads((self._folder / name / "prospect.json").read_text(encoding="utf-8"))
        if about.get("schema") != SCHEMA_VERSION:
            raise IndexUnavailable(
                "the search index was made by another version of this program; `prospect index rebuild` makes it anew"
            )
        index = tantivy.Index.open(str(self._folder / name))
        index.config_reader("manual", 0)
        index.reload()
        return index


def _state(file: str) -> tuple[int, int]:
    """What changes when a file is written anew."""
    about = os.stat(file)  # noqa: PTH116 (every question asks it twice, and a Path takes longer than the look)
    return about.st_mtime_ns, about.st_ino
