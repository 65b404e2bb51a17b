"""The program as a command of its own process, as scripts run it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def desktop(
    *arguments: str, given: str = "", folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """given: its input. folder: of the diary, else what the environment says."""
    place = () if folder is None else ("--data-dir", str(folder))
    return subprocess.run(
        [sys.executable, "-m", "desktop", *arguments, *place],
        input=given,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
    )
