"""Texts to readings: one at once, or many with several threads."""

from __future__ import annotations

import json
import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, Iterable, Iterator, Mapping

from ._library import Coder, HarbingerError, Session
from ._reading import Reading

_AHEAD = 8  # reports in work or waiting, per thread

_local = threading.local()
_shared: dict[str, Coder] = {}
_lock = threading.Lock()


def _default_coder() -> Coder:
    with _lock:
        if "coder" not in _shared:
            _shared["coder"] = Coder()
        return _shared["coder"]


def _session(coder: Coder | None) -> Session:
    """This thread's session; kept from call to call."""
    coder = coder or _default_coder()
    if getattr(_local, "coder", None) is not coder:
        _local.session, _local.coder = Session(coder), coder
    return _local.session


def read(text: str, date: str | None = None, coder: Coder | None = None) -> Reading:
    """Reads one text.

    ``date`` is the day of publication (YYYY-MM-DD), from which "on Tuesday" is counted; None: it
    is taken from the dateline, or unknown. Raises HarbingerError where the text or the date
    cannot be taken. Linear in the length of the text, some 80,000 words a second.
    """
    return Reading(json.loads(_session(coder).code_text(text, date)))


def brief(text: str, date: str | None = None, width: int = 100, coder: Coder | None = None) -> str:
    """A page of ``width`` columns on what a text says, as ``harbinger read`` prints it."""
    return _session(coder).brief(text, date, width)


def code(
    reports: Iterable[str | bytes | Mapping[str, Any]],
    jobs: int | None = None,
    coder: Coder | None = None,
) -> Iterator[Reading]:
    """Reads reports one after another; a Reading for each, in their order.

    A report is a text, or a mapping (or JSON as bytes) with ``text`` and, where known, ``id``,
    ``date`` (YYYY-MM-DD), ``title``, ``url``, ``outlet``. One that cannot be read gives a Reading
    with ``error`` and the rest goes on. ``jobs`` threads (None: one a processor) code at the same
    time without the GIL; at most eight reports for each are held, so that reports may come from
    an endless stream. The result does not depend on ``jobs``.
    """
    return (Reading(json.loads(line)) for line in code_lines(reports, jobs, coder))


def code_lines(
    reports: Iterable[str | bytes | Mapping[str, Any]],
    jobs: int | None = None,
    coder: Coder | None = None,
) -> Iterator[bytes]:
    """The same as lines of JSON, newline included, as ``harbinger code --with-text`` writes them.

    ``harbinger add`` takes them into an archive without coding them again.
    """
    jobs = jobs or os.cpu_count() or 1
    coder = coder or _default_coder()
    if jobs == 1:  # in this thread: no other ever waits for it
        yield from (_code_one(coder, report, number) for number, report in enumerate(reports, 1))
        return
    with ThreadPoolExecutor(jobs, "harbinger") as pool:
        waiting: deque = deque()
        for number, report in enumerate(reports, 1):
            waiting.append(pool.submit(_code_one, coder, report, number))
            if len(waiting) > _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def code_batches(
    reports: Iterable[str | bytes | Mapping[str, Any]],
    jobs: int | None = None,
    coder: Coder | None = None,
    size: int = 256,
) -> Iterator[Any]:
    """The same as pyarrow.RecordBatches of ``size`` reports, coded by one call of the library each.

    Columns: ``id``, ``published``, ``line`` (as ``code_lines`` gives it), ``error`` (why a report
    is set aside; its line is null), ``events`` (a list of flat rows, docs/formats.md). Nothing is
    copied: a batch owns what the library made, and outlives the coder. Raises ``ValueError`` where
    ``size`` is no positive number, ``HarbingerError`` where a column would be larger than 1 GiB or
    memory is short. Needs pyarrow.
    """
    if size < 1:
        raise ValueError(f"size: {size} reports are no batch")
    return _batches(coder or _default_coder(), iter(reports), jobs or 0, size)


def _batches(coder: Coder, reports: Iterator[Any], jobs: int, size: int) -> Iterator[Any]:
    while some := [_as_json(r) for r in islice(reports, size)]:
        yield coder.code_columns(some, jobs)


def _as_json(report: str | bytes | Mapping[str, Any]) -> bytes:
    if isinstance(report, str):
        report = {"text": report}
    return report if isinstance(report, bytes) else json.dumps(report).encode()


def _code_one(coder: Coder, report: str | bytes | Mapping[str, Any], number: int) -> bytes:
    try:
        return _session(coder).code_json(_as_json(report))
    except HarbingerError as e:
        name = report.get("id") if isinstance(report, Mapping) else None
        error = {"line": number, "position": e.position, "message": str(e)}
        return json.dumps({"id": name, "error": error}).encode() + b"\n"
