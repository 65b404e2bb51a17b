"""The entry: environment before heavy imports, then the window or the terminal."""

import multiprocessing
import os
import sys


def _repair_streams() -> None:
    """A windowed build has no streams at all, and a pipe may not speak UTF-8."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _prepare_environment() -> None:
    """Before any import that reads it."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    # Threads that spin while they wait make us 5 times slower as soon as others use the CPU; ones
    # that sleep at once make two threads slower than one. A short spin, then sleep: measured on
    # 2 cores, a decode step of 0.5 B int8 took 65 ms asleep, 27 ms like this, 23 ms spinning.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("GOMP_SPINCOUNT", "10000")
    if sys.platform.startswith("linux"):
        _prepare_input_method()
        _prepare_locale()
        _prepare_home()
        _prepare_children()
    if sys.platform == "win32":
        # torch >= 2.9 fails to load after Qt (WinError 1114, pytorch#169429).
        import torch  # noqa: F401


def _prepare_input_method() -> None:
    """Qt from PyPI has no fcitx plug-in; fcitx5 answers to ibus's protocol."""
    wanted = os.environ.get("QT_IM_MODULE", "")
    if wanted.startswith("fcitx") or (not wanted and "fcitx" in os.environ.get("XMODIFIERS", "")):
        os.environ["QT_IM_MODULE"] = "ibus"


def _prepare_locale() -> None:
    """Texts are UTF-8 also where no locale is set; Qt would say so in four lines on the terminal.

    What Python does for itself (PEP 538), but not in a packaged program. The language stays unset.
    """
    name = next((n for n in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(n)), "LC_CTYPE")
    if os.environ.get(name, "") in ("", "C", "POSIX"):
        os.environ["LC_ALL" if name == "LC_ALL" else "LC_CTYPE"] = "C.UTF-8"


def _prepare_home() -> None:
    """Whoever has no account, as in a container, has the home that containers give; if nothing can
    be written there, the diary says so in a sentence."""
    if os.path.expanduser("~") == "~":  # noqa: PTH111 - Path.home() would raise
        os.environ["HOME"] = "/"


def _prepare_children() -> None:
    """A packaged program's libraries are its own: the file manager that it opens a folder with must
    not find them (https://pyinstaller.org/en/stable/common-issues-and-pitfalls.html, "Launching
    external programs"). This process has read the variable already."""
    if getattr(sys, "frozen", False):
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            os.environ["LD_LIBRARY_PATH"] = before


def main() -> int:
    """Run the program; the process's exit code."""
    multiprocessing.freeze_support()
    _repair_streams()
    _prepare_environment()
    from desktop import connections
    from desktop.cli import run

    connections.watch()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
