"""What one hands over with a report: versions, machine, model, figures, the end of the log.

No word that the person wrote is in any of it; their home and their name are taken out.
"""

import getpass
import os
import platform
import re
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import QCoreApplication, qVersion

from desktop import __version__
from desktop.domain.examination import Report
from desktop.domain.figures import Figures
from desktop.inference.engine import EngineInfo
from desktop.services import doctor_words, figures_words
from desktop.services.columns import table
from desktop.services.memory import available_bytes, current_bytes, peak_bytes, total_bytes

# By this name lupdate finds the strings.
translate = QCoreApplication.translate

LOG_LINES = 60
# More than that many lines are long.
_LOG_BYTES = 32_768
REQUESTS = 20


def versions() -> str:
    """What one names in a report. Imports none of them: torch alone takes a second."""
    named = [("Python", platform.python_version()), ("Qt", qVersion())]
    named += [(name, _version(name)) for name in ("torch", "transformers")]
    return " · ".join(f"{name} {number}" for name, number in named if number)


def _version(package: str) -> str:
    """Of a packaged program, which keeps no metadata, only where it is loaded already."""
    try:
        return version(package)
    except PackageNotFoundError:
        return str(getattr(sys.modules.get(package), "__version__", ""))


def diagnostics(
    info: EngineInfo | None, report: Report | None, newest: Sequence[Figures], log: Path
) -> str:
    """info: of the weights that are loaded. report: the doctor's on them. newest: figures, the
    newest first. log: the file, which need not be there."""
    parts = [
        [f"Qwen All-in-One Desktop {__version__}", versions(), *_machine()],
        _model(info),
        _doctor(report),
        _requests(newest[:REQUESTS]),
        [translate("diagnostics", "日志的末尾："), *(log_tail(log) or [figures_words.NONE])],
    ]
    return without_names("\n\n".join("\n".join(part) for part in parts)) + "\n"


def _machine() -> list[str]:
    cores = translate("diagnostics", "核心 {usable}/{all}").format(
        usable=_usable_cores(), all=os.cpu_count()
    )
    memory = translate("diagnostics", "内存 {total}，空闲 {free}，程序 {own}，最高 {peak}").format(
        total=figures_words.megabytes(total_bytes()),
        free=figures_words.megabytes(available_bytes()),
        own=figures_words.megabytes(current_bytes()),
        peak=figures_words.megabytes(peak_bytes()),
    )
    return [f"{platform.platform()} · {platform.machine()}", f"{cores} · {memory}"]


def _usable_cores() -> int:
    """What this process may use, where the system says so."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _model(info: EngineInfo | None) -> list[str]:
    if info is None:
        return [translate("diagnostics", "没有模型")]
    size = f"{info.parameters / 1e6:,.1f} M"
    name = translate("diagnostics", "模型 {name} · {size} 参数").format(name=info.name, size=size)
    run = f"{info.precision} · {info.kernels} · {info.context} · {info.weights[:12]}"
    return [name, run]


def _doctor(report: Report | None) -> list[str]:
    if report is None:
        return [translate("diagnostics", "没有体检过")]
    head = (translate("diagnostics", "体检"), *doctor_words.columns())
    rows = [(_marked(e.plan, report.choice), *doctor_words.figures(e)) for e in report.examined]
    return table([head, *rows])


def _marked(plan: str, choice: str) -> str:
    name = doctor_words.precision_name(plan)
    return f"{name} *" if plan == choice else name


def _requests(newest: Sequence[Figures]) -> list[str]:
    """Without the moods: whoever reads this needs to know how long it took, not how one was."""
    if not newest:
        return [figures_words.empty()]
    columns = [_without_mood(figures_words.columns())]
    rows = (_without_mood(figures_words.row(f, str)) for f in reversed(newest))
    return [*table([*columns, *rows], names=2), figures_words.units()]


def _without_mood(row: Sequence[str]) -> tuple[str, ...]:
    return (*row[:2], *row[3:])


def log_tail(path: Path) -> list[str]:
    """The last lines of a log; none where there is no log."""
    try:
        with path.open("rb") as file:
            file.seek(max(path.stat().st_size - _LOG_BYTES, 0))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return []
    return text.splitlines()[-LOG_LINES:]


# Names

# Where systems keep homes; of other people of this machine too.
_HOMES = re.compile(r"(?:/home/|/Users/|[A-Za-z]:[\\/]Users[\\/])[^/\\\s:\"']+")


def without_names(text: str) -> str:
    """The home folder as ~, and nobody's name in a path."""
    for home in sorted(_own_homes(), key=len, reverse=True):
        text = re.sub(re.escape(home) + r"(?![\w.-])", "~", text, flags=re.IGNORECASE)
    text = _HOMES.sub("~", text)
    if name := _user():
        text = re.sub(rf"(?<=[\\/]){re.escape(name)}(?=[\\/\s:\"']|$)", "~", text, flags=re.M)
    return text


def _own_homes() -> set[str]:
    """In every way in which a path is written; not a file system's root."""
    try:
        home = Path.home()
        found = {str(home), home.as_posix(), str(home.resolve()), home.resolve().as_posix()}
    except (RuntimeError, OSError):
        return set()
    return {path.rstrip("\\/") for path in found if len(path) > 3}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
