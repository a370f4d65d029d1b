"""The C library, by ctypes: its functions, its errors, and where model and knowledge lie.

ctypes lets go of the GIL while a function runs, so sessions of several threads code at the same
time. See ``include/harbinger.h``, whose promises hold here too.
"""

from __future__ import annotations

import ctypes
import os
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char, c_char_p, c_int, c_size_t
from ctypes import c_uint, c_uint64, c_void_p
from pathlib import Path
from typing import Any


def find(*names: str) -> Path:
    """The first file of these names in the folders of $HARBINGER_DATA, else in the package."""
    package = Path(__file__).parent / "_data"
    given = os.environ.get("HARBINGER_DATA", "")
    for folder in [*filter(None, given.split(os.pathsep)), package]:
        for name in names:
            if Path(folder, name).is_file():
                return Path(folder, name)
    raise FileNotFoundError(f"harbinger: no {names[0]} in $HARBINGER_DATA or {package}")


class HarbingerError(Exception):
    """What the library refuses: ``code`` (hb_status), ``position`` (a byte or a line; 0 if none)."""

    def __init__(self, code: int, position: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.position = position


class _Error(Structure):
    _fields_ = [("code", c_int), ("position", c_uint64), ("message", c_char * 200)]


class _String(Structure):
    _fields_ = [("data", c_void_p), ("size", c_size_t)]


Sink = CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t)

_SIGNATURES = {
    "hb_version": (c_char_p, []),
    "hb_open": (c_int, [c_char_p, c_char_p, c_char_p, POINTER(c_void_p), POINTER(_Error)]),
    "hb_close": (None, [c_void_p]),
    "hb_session_new": (c_void_p, [c_void_p]),
    "hb_session_free": (None, [c_void_p]),
    "hb_code_text": (
        c_int,
        [c_void_p, c_char_p, c_size_t, c_char_p, POINTER(_String), POINTER(_Error)],
    ),
    "hb_code_json": (
        c_int,
        [c_void_p, c_char_p, c_size_t, c_int, POINTER(_String), POINTER(_Error)],
    ),
    "hb_brief_text": (
        c_int,
        [c_void_p, c_char_p, c_size_t, c_char_p, c_uint, c_int, POINTER(_String), POINTER(_Error)],
    ),
    "hb_code_columns": (
        c_int,
        [c_void_p, POINTER(_String), c_size_t, c_uint, c_void_p, c_void_p, POINTER(_Error)],
    ),
    "hb_archive_open": (c_int, [c_char_p, POINTER(c_void_p), POINTER(_Error)]),
    "hb_archive_close": (None, [c_void_p]),
    "hb_archive_ask": (
        c_int,
        [c_void_p, c_char_p, POINTER(c_char_p), Sink, c_void_p, POINTER(_Error)],
    ),
    "hb_archive_export": (
        c_int,
        [c_void_p, c_char_p, POINTER(c_char_p), Sink, c_void_p, POINTER(_Error)],
    ),
}


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(str(find("libharbinger.so", "libharbinger-shared.so")))
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    return library


_lib = _load()


def version() -> str:
    """The library's version, as "0.7.0"."""
    return _lib.hb_version().decode()


def _check(status: int, error: _Error) -> None:
    if status:
        raise HarbingerError(status, error.position, error.message.decode("utf-8", "replace"))


class Coder:
    """A language model and tables of knowledge, opened: read-only, shared by all threads.

    ``model`` and ``knowledge`` are files (those that come with the package where None),
    ``overlay`` a folder of tables of one's own that are asked first. Opening takes milliseconds;
    the files are mapped, not read.
    """

    def __init__(
        self,
        model: str | os.PathLike | None = None,
        knowledge: str | os.PathLike | None = None,
        overlay: str | os.PathLike | None = None,
    ) -> None:
        self._pointer = c_void_p()
        error = _Error()
        status = _lib.hb_open(
            os.fsencode(model or find("en-1.model")),
            os.fsencode(knowledge or find("harbinger.know")),
            os.fsencode(overlay) if overlay else None,
            byref(self._pointer),
            byref(error),
        )
        _check(status, error)

    def code_columns(self, reports: list[bytes], threads: int) -> Any:
        """A pyarrow.RecordBatch with a row for each report, a JSON object; ``threads`` 0: one a processor."""
        import pyarrow

        given = (_String * len(reports))()
        for one, report in zip(given, reports):
            one.data, one.size = ctypes.cast(report, c_void_p), len(report)
        array, schema, error = (c_uint64 * 10)(), (c_uint64 * 9)(), _Error()  # ArrowArray, ArrowSchema
        status = _lib.hb_code_columns(
            self._pointer, given, len(reports), threads, array, schema, byref(error)
        )
        _check(status, error)
        return pyarrow.RecordBatch._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))

    def __del__(self) -> None:
        if getattr(self, "_pointer", None):
            _lib.hb_close(self._pointer)


class Session:
    """Memory for one report after another. It belongs to one thread at a time."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder  # lives as long as its sessions
        self._pointer = c_void_p(_lib.hb_session_new(coder._pointer))
        if not self._pointer:
            raise MemoryError("no memory for a session")

    def __del__(self) -> None:
        if getattr(self, "_pointer", None):
            _lib.hb_session_free(self._pointer)

    def code_text(self, text: str, date: str | None) -> bytes:
        """A line of JSON for a plain text published on ``date`` (YYYY-MM-DD)."""
        data = text.encode("utf-8", "surrogatepass")
        return self._call(_lib.hb_code_text, data, len(data), date.encode() if date else None)

    def code_json(self, report: bytes) -> bytes:
        """A line of JSON, its text included, for a report as a JSON object."""
        return self._call(_lib.hb_code_json, report, len(report), 1)

    def brief(self, text: str, date: str | None, width: int) -> str:
        """A page of ``width`` columns for a person."""
        data = text.encode("utf-8", "surrogatepass")
        when = date.encode() if date else None
        return self._call(_lib.hb_brief_text, data, len(data), when, width, 0).decode()

    def _call(self, function, *arguments) -> bytes:
        out, error = _String(), _Error()
        _check(function(self._pointer, *arguments, byref(out), byref(error)), error)
        return ctypes.string_at(out.data, out.size)


class ArchiveHandle:
    """An archive opened for questions. It belongs to one thread at a time."""

    def __init__(self, path: str | os.PathLike) -> None:
        self._pointer = c_void_p()
        error = _Error()
        _check(_lib.hb_archive_open(os.fsencode(path), byref(self._pointer), byref(error)), error)

    def close(self) -> None:
        if self._pointer:
            _lib.hb_archive_close(self._pointer)
            self._pointer = c_void_p()

    def ask(self, question: str, filters: list[tuple[str, str]]) -> list[bytes]:
        """The rows of an answer, each a JSON object."""
        return self._call(_lib.hb_archive_ask, question, filters)

    def export(self, form: str, filters: list[tuple[str, str]]) -> bytes:
        """The archive in the format of another program."""
        return b"".join(self._call(_lib.hb_archive_export, form, filters))

    def _call(self, function, name: str, filters: list[tuple[str, str]]) -> list[bytes]:
        if not self._pointer:
            raise ValueError("the archive is closed")
        words = [w.encode() for pair in filters for w in pair]
        conditions = (c_char_p * (len(words) + 1))(*words, None)
        parts: list[bytes] = []

        def take(_context, data, size) -> int:
            parts.append(ctypes.string_at(data, size))
            return 1

        error = _Error()
        status = function(self._pointer, name.encode(), conditions, Sink(take), None, byref(error))
        _check(status, error)
        return parts
