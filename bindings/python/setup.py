"""Puts the built library and program, the model and the knowledge into the wheel; script/wheel calls it."""

import re
import shutil
import subprocess
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # setuptools before 70.1
    from wheel.bdist_wheel import bdist_wheel

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DATA = {
    "harbinger": ROOT / "build/harbinger",
    "libharbinger.so": ROOT / "build/src/libharbinger-shared.so",
    "harbinger.know": ROOT / "build/harbinger.know",
    "en-1.model": ROOT / "models/en-1.model",
}


def version() -> str:
    return re.search(r"version: '([^']+)'", (ROOT / "meson.build").read_text()).group(1)


class Gather(build_py):
    def run(self):
        missing = [str(path) for path in DATA.values() if not path.exists()]
        if missing:
            raise SystemExit(f"harbinger: {', '.join(missing)} not there; run script/build first")
        super().run()
        folder = Path(self.build_lib) / "harbinger/_data"
        folder.mkdir(parents=True, exist_ok=True)
        for name, path in DATA.items():
            shutil.copy(path, folder / name)
        for name in ("harbinger", "libharbinger.so"):
            subprocess.run(["strip", "--strip-unneeded", folder / name], check=True)


class AnyPython(bdist_wheel):
    """For every Python 3 of this platform: the library is loaded by ctypes, not compiled for one."""

    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


class WithLibrary(Distribution):
    def has_ext_modules(self):
        return True


setup(version=version(), distclass=WithLibrary, cmdclass={"build_py": Gather, "bdist_wheel": AnyPython})
