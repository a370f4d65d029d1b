"""The Python package against the program itself: the same readings, the same rows.

HARBINGER names the program; HARBINGER_DATA the folders with library, model and knowledge, where the
package is not installed.
"""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import harbinger

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples/libya.jsonl"
TEXT = (
    "Rebels shelled the town of Azaz on Tuesday, killing 12 civilians. "
    "Russia denied that its aircraft had bombed the hospital."
)


def program(*arguments, **options) -> bytes:
    done = subprocess.run([os.environ["HARBINGER"], *arguments], capture_output=True, check=True, **options)
    return done.stdout


class Reading(unittest.TestCase):
    def test_offsets_point_into_the_text(self):
        reading = harbinger.read(TEXT, date="2016-03-02")
        self.assertIn("ASSAULT", [e["type"] for e in reading.events])
        for e in reading.events:
            self.assertEqual(reading.text[e["begin"] : e["end"]], e["trigger"])
            self.assertIn(e["trigger"], reading.evidence(e))

    def test_offsets_are_code_points(self):
        reading = harbinger.read("«Ça va», said a résumé. " + TEXT, date="2016-03-02")
        for e in reading.events:
            self.assertEqual(reading.text[e["begin"] : e["end"]], e["trigger"])

    def test_wrong_date_is_refused(self):
        with self.assertRaises(harbinger.HarbingerError) as caught:
            harbinger.read(TEXT, date="soon")
        self.assertIn("soon", str(caught.exception))

    def test_strange_texts_are_safe(self):
        for text in ("\ud800 war", "\U0001f4a3" * 5000, "a" * 100000):
            harbinger.read(text)
        with self.assertRaises(harbinger.HarbingerError):
            harbinger.read("\0" * 100)

    def test_notebook_marks_and_escapes(self):
        reading = harbinger.read("<script>alert(1)</script> " + TEXT, date="2016-03-02")
        page = reading._repr_html_()
        self.assertNotIn("<script>", page)
        self.assertIn(">shelled</span>", page)

    def test_brief(self):
        self.assertIn("ASSAULT", harbinger.brief(TEXT, date="2016-03-02").upper())

    def test_batches_are_the_lines_as_columns(self):
        try:
            import pyarrow  # noqa: F401
        except ImportError:
            self.skipTest("pyarrow is not installed")
        reports = EXAMPLES.read_bytes().splitlines() + [b"this is no JSON"]
        lines = list(harbinger.code_lines(reports))
        for size, jobs in (2, 1), (256, 2):
            rows = [row for batch in harbinger.code_batches(reports, jobs, size=size) for row in batch.to_pylist()]
            self.assertEqual([row["line"].encode() for row in rows[:-1]], lines[:-1])
            self.assertIn("not JSON", rows[-1]["error"])
            for row, line in zip(rows, map(json.loads, lines[:-1])):
                self.assertEqual([e["id"] for e in row["events"]], [e["id"] for e in line["events"]])
                self.assertEqual([e["actor_code"] for e in row["events"]], [";".join(p["code"] for p in e["actor"]) for e in line["events"]])
        self.assertEqual(list(harbinger.code_batches([])), [])
        self.assertRaises(ValueError, harbinger.code_batches, reports, size=0)
        again = next(harbinger.code_batches(lines[:-1]))
        self.assertEqual([line.encode() for line in again["line"].to_pylist()], lines[:-1])


class Coding(unittest.TestCase):
    def test_as_the_program_with_any_number_of_jobs(self):
        lines = EXAMPLES.read_bytes().splitlines()
        expected = [json.loads(l) for l in program("code", "--with-text", input=EXAMPLES.read_bytes()).splitlines()]
        for jobs in (1, 3):
            self.assertEqual([dict(r) for r in harbinger.code(lines, jobs=jobs)], expected)

    def test_bad_reports_are_set_aside(self):
        readings = list(harbinger.code([{"text": TEXT}, {"id": "x"}, b"{", {"text": TEXT}], jobs=2))
        self.assertEqual([r.error is None for r in readings], [True, False, False, True])
        self.assertEqual(readings[1]["id"], "x")
        self.assertEqual(readings[1].error["line"], 2)

    def test_endless_stream(self):
        def endless():
            while True:
                yield TEXT

        readings = harbinger.code(endless(), jobs=2)
        self.assertTrue(all(next(readings).events for _ in range(40)))

    def test_threads_that_read_at_once(self):
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(4) as pool:
            readings = list(pool.map(lambda _: harbinger.read(TEXT, date="2016-03-02"), range(40)))
        self.assertEqual(len({json.dumps(r) for r in readings}), 1)


class Archives(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = Path(cls.folder.name) / "libya.hb"
        program("add", cls.path, EXAMPLES)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_rows_are_the_programs(self):
        questions = ("events", "relations", "control", "actors", "agenda", "follow-through", "contradictions")
        with harbinger.Archive(self.path) as archive:
            for question in (*questions, "indicators", "timeline", "reports"):
                lines = program(question, "--format", "jsonl", self.path).splitlines()
                rows = list(archive.ask(question))
                self.assertEqual(rows, [json.loads(l) for l in lines], question)
                self.assertTrue(rows, question)

    def test_conditions(self):
        with harbinger.Archive(self.path) as archive:
            some = archive.events(since="2019-12", actor="TUR", limit=3)
            self.assertTrue(0 < len(some) <= 3)
            self.assertTrue(len(archive.mentions()) > len(archive.events()))
            self.assertTrue(len(archive.search("ceasefire")))
            for wrong in ({"since": "soon"}, {"type": "NOTHING"}, {"colour": "red"}):
                with self.assertRaises(harbinger.HarbingerError):
                    archive.events(**wrong)
            with self.assertRaises(harbinger.HarbingerError):
                archive.ask("weather")

    def test_places_and_shows(self):
        with harbinger.Archive(self.path) as archive:
            features = archive.features()["features"]
            self.assertEqual(len(features), len(archive.events()))
            for feature in filter(lambda f: f["geometry"], features):
                lon, lat = feature["geometry"]["coordinates"]
                self.assertTrue(-180 <= lon <= 180 and -90 <= lat <= 90)
            self.assertEqual(archive.export("graphml").encode(), program("export", "-f", "graphml", self.path))
            self.assertIn("<table>", archive.events(limit=2)._repr_html_())

    def test_what_is_no_archive(self):
        with self.assertRaises(harbinger.HarbingerError):
            harbinger.Archive("/nowhere/a.hb")
        archive = harbinger.Archive(self.path)
        archive.close()
        archive.close()
        with self.assertRaises(ValueError):
            archive.events()

    def test_tables(self):
        try:
            import pandas  # noqa: F401
            import pyarrow  # noqa: F401
        except ImportError:
            self.skipTest("pandas or pyarrow is not installed")
        with harbinger.Archive(self.path) as archive:
            events = archive.events()
            self.assertEqual(len(events.to_pandas()), len(events))
            self.assertEqual(events.to_arrow().num_rows, len(events))

    def test_network(self):
        try:
            import networkx  # noqa: F401
        except ImportError:
            self.skipTest("networkx is not installed")
        with harbinger.Archive(self.path) as archive:
            graph = archive.network()
            self.assertEqual(graph.number_of_edges(), len({(r["from"], r["to"], r["type"]) for r in archive.relations()}))


if __name__ == "__main__":
    unittest.main()
