"""`make translations`: takes the strings of desktop/ into en.ts, where the words are, compiles it;
and qt_zh_CN.ts, which people write: the words that Qt's own Chinese lacks.

Both files are the same whoever runs it and wherever: nothing in them depends on lines or paths.
"""

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "desktop"
TRANSLATIONS = ROOT / "resources" / "translations"
# Line numbers would make every change of a module a change of the translation.
LUPDATE = ("-locations", "none", "-no-obsolete", "-sort-messages", "-silent")
LANGUAGES = ("-source-language", "zh_CN", "-target-language", "en")


class ToolError(Exception):
    """Why there is no translation, in a sentence."""


def collect(ts: Path) -> None:
    """Take new strings into *ts*, drop those that are gone, keep what is translated."""
    modules = [str(path.relative_to(ROOT)) for path in sorted(SOURCES.rglob("*.py"))]
    _run("pyside6-lupdate", *modules, *LUPDATE, *LANGUAGES, "-ts", str(ts))


def compile_words(ts: Path, qm: Path) -> None:
    """Write what the program reads; a string without a translation stays Chinese there."""
    _run("pyside6-lrelease", "-silent", "-nounfinished", str(ts), "-qm", str(qm))


def unfinished(ts: Path) -> list[str]:
    """Sources that wait for a translator, or whose translation lupdate only guessed."""
    return [
        message.findtext("source", "")
        for message in ElementTree.parse(ts).iter("message")
        if (words := message.find("translation")) is None or words.get("type") or not words.text
    ]


def _run(tool: str, *arguments: str) -> None:
    # Beside the Python that runs this: a virtual environment need not be activated.
    path = shutil.which(tool, path=str(Path(sys.executable).parent))
    if path is None:
        raise ToolError(f"{tool} is missing; it comes with PySide6-Essentials. Run `make run`.")
    command: Sequence[str] = (path, *arguments)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise ToolError(f"{tool} failed: {done.stdout}{done.stderr}")


def main() -> int:
    """Update and compile English; 1 if strings wait for a translation."""
    ts, qm = TRANSLATIONS / "en.ts", TRANSLATIONS / "en.qm"
    qt = TRANSLATIONS / "qt_zh_CN.ts"
    try:
        collect(ts)
        compile_words(ts, qm)
        compile_words(qt, qt.with_suffix(".qm"))
    except ToolError as error:
        print(error, file=sys.stderr)
        return 1
    count = sum(1 for _ in ElementTree.parse(ts).iter("message"))
    waiting = unfinished(ts)
    print(f"{ts.relative_to(ROOT)}: {count} strings, {len(waiting)} without English")
    for source in waiting:
        print(f"  {source}")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
