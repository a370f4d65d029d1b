"""Harbinger reads news reports on politics and conflict and keeps the picture they describe.

>>> import harbinger
>>> reading = harbinger.read("Turkish troops entered Syria on Tuesday.", date="2019-10-10")
>>> [(e["type"], e["actor"][0]["code"], e["recipient"][0]["code"]) for e in reading.events]
[('ASSAULT', 'TUR-MIL', 'SYR')]

``read`` takes one text, ``code`` many with several threads, ``Archive`` answers questions about a
file that ``harbinger add`` made.
"""

from ._archive import Archive, Rows
from ._coding import brief, code, code_batches, code_lines, read
from ._command import program
from ._library import Coder, HarbingerError, version
from ._reading import Reading

__all__ = [
    "Archive",
    "Coder",
    "HarbingerError",
    "Reading",
    "Rows",
    "brief",
    "code",
    "code_batches",
    "code_lines",
    "program",
    "read",
]
__version__ = version()
