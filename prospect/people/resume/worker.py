"""The separate process in which résumés are read. Started by ``process`` as ``python -m prospect.people.resume.worker``.

It imports everything once, then for each request forks a child that puts ``limits`` in force on itself, reads the
file and answers; the child dies with its file. Requests and answers on standard input and output: four bytes of
length, a JSON header, four bytes of length, the file's bytes (answers: one JSON frame and one of bytes).
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import struct
import sys
import time
from datetime import date
from typing import IO, Any

from prospect.lexicon.sentences import say

MOST_ANSWER = 60_000_000


def take(stream: IO[bytes]) -> bytes | None:
    """One frame, None at the end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack("!I", head)
    data = stream.read(length)
    return data if len(data) == length else None


def frame(data: bytes) -> bytes:
    return struct.pack("!I", len(data)) + data


def main() -> None:
    """Answers requests until its standard input closes."""
    from prospect.people.resume import limits

    warm()
    gc.collect()
    gc.freeze()  # children share the warm tables instead of copying them
    alone = sys.platform.startswith("linux") and limits.network_namespace()  # once: children inherit it
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while True:
        header, data = take(source), take(source)
        if header is None or data is None:
            return
        request = json.loads(header)
        sink.write(answer_of(request | {"alone": alone}, data))
        sink.flush()


def warm() -> None:
    """Imports and tables that every child needs, loaded once before any file is seen."""
    from prospect.lexicon.skills import find_skills
    from prospect.lexicon.titles import read_title
    from prospect.people.resume import office, opendocument, pages, plain, reading, richtext, words
    from prospect.people.resume.contact import possible
    from prospect.people.resume.dates import patterns
    from prospect.people.resume.headings import phrases

    assert office and opendocument and pages and plain and reading and richtext
    (
        phrases(),
        patterns(),
        words.degree_patterns(),
        words.regions(),
        words.trades(),
        find_skills("warm"),
        read_title("warm"),
        words.is_town("Tulsa"),
    )
    possible("+1 555 0100 200", "US"), possible("030 1234567", "DE")


def answer_of(request: dict[str, Any], data: bytes) -> bytes:
    """The child's answer, or the sentence for one that crashed, hung or said too much."""
    read_end, write_end = os.pipe()
    inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = os.fork()
    if child == 0:
        os.close(read_end)
        os.setpgid(0, 0)
        with contextlib.suppress(OSError), open(write_end, "wb") as sink:  # noqa: PTH123  (a descriptor, not a path)
            sink.write(run(request, data))
        os._exit(0)
    os.close(write_end)
    with contextlib.suppress(OSError):
        os.setpgid(child, child)
    answer = gather(read_end, time.monotonic() + float(request.get("seconds", 30)))
    os.close(read_end)
    with contextlib.suppress(OSError):
        os.killpg(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    if not answer and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        answer = None
    if answer == b"" and (used.ru_maxrss - inherited) * 1024 > LARGE:
        return refused(too_large())
    return answer if answer is not None and whole(answer) else refused(failure(answer))


def gather(pipe: int, deadline: float) -> bytes | None:
    """All that the child says before the deadline, None when it hung or said too much."""
    parts: list[bytes] = []
    length = 0
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return None
        part = os.read(pipe, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
        length += len(part)
        if length > MOST_ANSWER:
            return None


def whole(answer: bytes | None) -> bool:
    """Whether an answer is exactly two frames."""
    if not answer or len(answer) < 8:
        return False
    (first,) = struct.unpack("!I", answer[:4])
    if len(answer) < 8 + first:
        return False
    (second,) = struct.unpack("!I", answer[4 + first : 8 + first])
    return len(answer) == 8 + int(first) + int(second)


def failure(answer: bytes | None) -> str:
    if answer is None:
        return str(say("Reading this file took too long and was stopped; the file is kept. Try another format."))
    return str(
        say("This file could not be read: it is damaged or of an unusual make; the file is kept. Try another format.")
    )


LARGE = 400_000_000
"""A child that died with so many bytes in use beside those it was born with (of the 1.2 GB it may map) died of them:
pdfium ends the process itself."""


def too_large() -> str:
    return str(say("Reading this file needs more memory than a résumé may take; the file is kept."))


def refused(sentence: str) -> bytes:
    return frame(json.dumps({"refused": sentence}).encode()) + frame(b"")


def run(request: dict[str, Any], data: bytes) -> bytes:
    """What the child does: limits, then the task."""
    from prospect.people.resume import limits
    from prospect.people.resume.page import UnreadableError

    force = limits.apply(alone=bool(request["alone"]))
    try:
        result, extra = task(request, data, force)
        return frame(json.dumps(result, ensure_ascii=False).encode("utf-8", "replace")) + frame(extra)
    except UnreadableError as error:
        return refused(str(error))
    except MemoryError:
        return refused(too_large())
    except RecursionError:
        return refused(failure(b""))
    except Exception as error:  # whatever a hostile file provokes becomes a sentence; its kind is told for the log
        return frame(
            json.dumps({"refused": failure(b""), "error": f"{type(error).__name__}: {error}"[:300]}).encode()
        ) + frame(b"")


def task(request: dict[str, Any], data: bytes, force: dict[str, bool]) -> tuple[dict[str, Any], bytes]:
    """One of: read, page, limits."""
    if request["task"] == "limits":
        return {"limits": force}, b""
    if request["task"] == "page":
        from prospect.people.resume import pages

        return {"page": request["page"]}, pages.draw(data, page=int(request["page"]), width=int(request["width"]))
    from prospect.people.resume.reading import read_resume

    return {"resume": read_resume(data, filename=request["filename"], today=date.fromisoformat(request["today"]))}, b""


if __name__ == "__main__":
    main()
