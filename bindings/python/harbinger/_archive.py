"""Questions to an archive, as rows, DataFrames, Arrow tables, networks and places."""

from __future__ import annotations

import json
import os
from html import escape
from typing import Any, Iterator

from ._library import ArchiveHandle

_MOST_SHOWN = 50  # rows of a table in a notebook


class Rows:
    """The rows of an answer, in the archive's order: a sequence of dicts.

    Columns are those of ``docs/formats.md``; a value that is not there is None. ``len(rows)``,
    ``rows[0]`` and iteration work as with a list.
    """

    def __init__(self, question: str, rows: list[dict[str, Any]]) -> None:
        self.question = question
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._rows)

    def __getitem__(self, at):
        return self._rows[at]

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self.question}>"

    def _repr_html_(self) -> str:
        if not self._rows:
            return f"<p>no {escape(self.question)}</p>"
        names = list(self._rows[0])
        head = "".join(f"<th>{escape(n)}</th>" for n in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(r.get(n)))}</td>" for n in names) + "</tr>"
            for r in self._rows[:_MOST_SHOWN]
        )
        left = len(self) - _MOST_SHOWN
        more = f"<p>… and {left} more</p>" if left > 0 else ""
        return f"<table><tr>{head}</tr>{body}</table>{more}"

    def to_pandas(self):
        """A DataFrame, one row a row (needs pandas)."""
        import pandas

        return pandas.DataFrame(self._rows)

    def to_arrow(self):
        """A pyarrow.Table (needs pyarrow)."""
        import pyarrow

        return pyarrow.Table.from_pylist(self._rows)


class Archive:
    """An archive that ``harbinger add`` made, for reading.

    Every question takes the same conditions, each None where it asks for nothing: ``since``,
    ``until`` (a day, month or year: "2019-12"), ``as_of`` (as things stood on that day), ``actor``
    (a code such as "TUR" or "LBY-REB", or a name), ``type`` ("ASSAULT"; of relations "backs"),
    ``place`` (a name or a country's code), ``status``, ``query`` (words of the report, as FTS5
    reads them), ``limit`` (rows). A wrong condition raises HarbingerError, which says what is
    wrong. An archive belongs to one thread at a time; use it as a context manager or close it.
    """

    def __init__(self, path: str | os.PathLike) -> None:
        self.path = os.fspath(path)
        self._handle = ArchiveHandle(path)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_exception) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Archive({self.path!r})"

    def close(self) -> None:
        """Lets the file go. Twice does nothing."""
        self._handle.close()

    def ask(self, question: str, **conditions: Any) -> Rows:
        """Any question of the program by its name, as "follow-through"."""
        rows = self._handle.ask(question, _filters(conditions))
        return Rows(question, [json.loads(row) for row in rows])

    def export(self, form: str, **conditions: Any) -> str:
        """What ``harbinger export --format`` writes: "geojson", "graphml", "gdelt", "ics" …"""
        return self._handle.export(form, _filters(conditions)).decode()

    def events(self, **conditions: Any) -> Rows:
        """What happened: one row an event, however many reports tell it, with their numbers."""
        return self.ask("events", **conditions)

    def mentions(self, **conditions: Any) -> Rows:
        """Events as each report tells them: one row a report and event, with its words."""
        return self.ask("events", mentions=1, **conditions)

    def relations(self, **conditions: Any) -> Rows:
        """Who backs, fights, leads whom, since when, told by how many."""
        return self.ask("relations", **conditions)

    def control(self, **conditions: Any) -> Rows:
        """Who holds which place, and who held it."""
        return self.ask("control", **conditions)

    def actors(self, **conditions: Any) -> Rows:
        """Who there is, with code, aliases and offices."""
        return self.ask("actors", **conditions)

    def agenda(self, **conditions: Any) -> Rows:
        """What is announced, expected, conditional or threatened, and what became of it."""
        return self.ask("agenda", **conditions)

    def follow_through(self, **conditions: Any) -> Rows:
        """How much of what actors announce they do: counts, share, median days."""
        return self.ask("follow-through", **conditions)

    def contradictions(self, **conditions: Any) -> Rows:
        """What reports say against each other."""
        return self.ask("contradictions", **conditions)

    def indicators(self, by: str = "country", period: str | None = None, **conditions: Any) -> Rows:
        """Counts per country, actor or dyad and day, week or month, with what changed."""
        return self.ask("indicators", by=by, period=period, **conditions)

    def timeline(self, period: str | None = None, **conditions: Any) -> Rows:
        """What happened, period by period."""
        return self.ask("timeline", period=period, **conditions)

    def reports(self, **conditions: Any) -> Rows:
        """The reports."""
        return self.ask("reports", **conditions)

    def search(self, words: str, **conditions: Any) -> Rows:
        """Reports with these words, best first."""
        return self.ask("search", query=words, **conditions)

    def forecast(self, **conditions: Any) -> Rows:
        """What is likely next: probabilities within 1, 7 and 30 days, with reasons."""
        return self.ask("forecast", **conditions)

    def network(self, **conditions: Any):
        """Relations that stand as a networkx.MultiDiGraph (needs networkx).

        Nodes are names with a ``code``; an edge holds all columns of its relation and has its type
        as key.
        """
        import networkx

        graph = networkx.MultiDiGraph()
        for r in self.relations(**conditions):
            for side in ("from", "to"):
                graph.add_node(r[side], code=r[f"{side}_code"])
            graph.add_edge(r["from"], r["to"], key=r["type"], **_attributes(r))
        return graph

    def features(self, **conditions: Any) -> dict[str, Any]:
        """Events as a GeoJSON FeatureCollection; those without a place have no geometry.

        ``geopandas.GeoDataFrame.from_features(archive.features(), crs="EPSG:4326")`` reads it;
        coordinates are degrees, WGS 84, longitude first.
        """
        return json.loads(self.export("geojson", **conditions))


def _filters(conditions: dict[str, Any]) -> list[tuple[str, str]]:
    return [(n.replace("_", "-"), str(v)) for n, v in conditions.items() if v is not None]


def _attributes(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in ("from", "to") and v is not None}


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
