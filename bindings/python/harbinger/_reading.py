"""What was read in one report, and how a notebook shows it."""

from __future__ import annotations

from html import escape
from typing import Any

_COLOURS = {1: "#4b8b6f", 2: "#2f6f9f", 3: "#b8862f", 4: "#b0443c"}  # by quad class
_STYLES = {"occurred": "solid", "planned": "dashed", "conditional": "dotted", "denied": "double"}


class Reading(dict):
    """A coded report: the object that ``harbinger code`` writes, with its lists as attributes.

    Offsets (``begin``, ``end``) are code points into ``text``, ``end`` exclusive, so that
    ``reading.text[e["begin"]:e["end"]]`` is the word that carries event ``e``. The keys of each
    list are those of ``docs/formats.md``. A report that could not be read has ``error`` and no
    lists.
    """

    @property
    def text(self) -> str:
        """The report's text after repair of broken UTF-8 and NFC; what offsets point into."""
        return self.get("text") or ""

    @property
    def events(self) -> list[dict[str, Any]]:
        """Acts: type, mode, status, actor, recipient, when, where, by, numbers, rule …"""
        return self.get("events", [])

    @property
    def relations(self) -> list[dict[str, Any]]:
        """Standing facts: who backs, fights, leads, holds what."""
        return self.get("relations", [])

    @property
    def agenda(self) -> list[dict[str, Any]]:
        """What is still to come: announced, expected, conditional or threatened."""
        return self.get("agenda", [])

    @property
    def entities(self) -> list[dict[str, Any]]:
        """People, organisations, countries, places and groups with their code and mentions."""
        return self.get("entities", [])

    @property
    def error(self) -> dict[str, Any] | None:
        """``line``, ``position`` and ``message`` of a report that could not be read; else None."""
        return self.get("error")

    def evidence(self, fact: dict[str, Any]) -> str:
        """The sentence that says so."""
        begin, end = self["sentences"][fact["sentence"]]
        return self.text[begin:end]

    def to_pandas(self):
        """Events as a DataFrame, one row each: parties joined by "; ", places as a name."""
        import pandas

        return pandas.DataFrame([flat(e) for e in self.events])

    def __repr__(self) -> str:
        if self.error:
            return f"<Reading of {self.get('id')!r}: {self.error['message']}>"
        return f"<Reading of {self.get('id')!r}: {len(self.events)} events>"

    def _repr_html_(self) -> str:
        if self.error:
            return f"<p>{escape(str(self.error['message']))}</p>"
        title = f"<b>{escape(self['title'])}</b><br>" if self.get("title") else ""
        rows = "".join(f"<tr>{_cells(e)}</tr>" for e in self.events)
        head = "<tr><th>who</th><th>does</th><th>to whom</th><th>status</th><th>when</th><th>where</th><th>on the word of</th></tr>"
        return f"<div>{title}{self._marked()}</div><table>{head}{rows}</table>"

    def _marked(self) -> str:
        """The text with the word of each event underlined in the colour of its quad class."""
        parts, at = [], 0
        for e in sorted(self.events, key=lambda e: (e["begin"], e["end"])):
            if e["begin"] < at:
                continue  # a second event of the same word
            colour, style = _COLOURS.get(e["quad"], "#777"), _STYLES.get(e["status"], "solid")
            parts.append(escape(self.text[at : e["begin"]]))
            parts.append(
                f'<span title="{escape(e["type"])}, {escape(e["status"])}"'
                f' style="border-bottom:3px {style} {colour}">'
                f"{escape(self.text[e['begin'] : e['end']])}</span>"
            )
            at = e["end"]
        parts.append(escape(self.text[at:]))
        return "".join(parts).replace("\n\n", "<br><br>")


def parties(list_of_parties: list[dict[str, Any]]) -> str:
    """ "Greece (GRC); Turkey (TUR)" """
    return "; ".join(f"{p['name']} ({p['code']})" for p in list_of_parties)


def flat(event: dict[str, Any]) -> dict[str, Any]:
    """An event as one row of plain values, for tables."""
    where, by = event.get("where") or {}, event.get("by") or {}
    row = {k: v for k, v in event.items() if not isinstance(v, (dict, list))}
    row["mode"] = "; ".join(event["mode"])
    row["context"] = "; ".join(event["context"])
    row["actor"] = parties(event["actor"])
    row["recipient"] = parties(event["recipient"])
    row["where"], row["country"] = where.get("name"), where.get("country")
    row["lat"], row["lon"] = where.get("lat"), where.get("lon")
    row["by"], row["stance"] = by.get("code") or by.get("text"), by.get("stance")
    for what, number in event.get("numbers", {}).items():
        row[what] = number.get("low")
    return row


def _cells(event: dict[str, Any]) -> str:
    row = flat(event)
    act = event["type"] + (f" / {row['mode']}" if row["mode"] else "")
    values = [row["actor"], act, row["recipient"], event["status"], event.get("when"), row["where"], row["by"]]
    return "".join(f"<td>{escape(str(v or ''))}</td>" for v in values)
