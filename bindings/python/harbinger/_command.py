"""The program itself, for those who installed it by pip."""

import os
import sys
from pathlib import Path

from ._library import find


def program() -> Path:
    """The ``harbinger`` program that comes with the package, with model and knowledge beside it."""
    return find("harbinger")


def main() -> None:
    """Becomes the program: same arguments, same exit status."""
    os.execv(program(), ["harbinger", *sys.argv[1:]])
