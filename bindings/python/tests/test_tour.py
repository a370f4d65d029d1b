"""Runs tour.ipynb cell by cell, where the program that runs notebooks is installed."""

import os
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Tour(unittest.TestCase):
    def test_every_cell_runs(self):
        try:
            import nbclient
            import nbformat
            import pandas  # noqa: F401
            import pyarrow  # noqa: F401
            import networkx  # noqa: F401
        except ImportError as missing:
            self.skipTest(f"{missing.name} is not installed")
        notebook = nbformat.read(HERE.parent / "tour.ipynb", as_version=4)
        os.environ["HARBINGER_EXAMPLES"] = str(HERE.parents[2] / "examples/libya.jsonl")
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
        outputs = [o for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
        pages = [o.data["text/html"] for o in outputs if "text/html" in o.get("data", {})]
        self.assertGreaterEqual(len(pages), 5)
        self.assertIn(">shelled</span>", pages[0])


if __name__ == "__main__":
    unittest.main()
