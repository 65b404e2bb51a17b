"""Small JSON files that can be made again: what can't be read is empty, what can't be written
is not kept."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_object(path: Path) -> dict[str, Any]:
    """The file's object; an empty one if there is none or it is damaged."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_object(path: Path, content: dict[str, Any]) -> None:
    """Atomically, with the folder if need be."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_text(json.dumps(content, indent=1), "utf-8")
        part.replace(path)
