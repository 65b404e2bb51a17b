"""The log file: small, rotating, and without a word of what the person wrote."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

# One file and two that were put aside: the newest of what happened, and never more.
MOST_BYTES, PUT_ASIDE = 512_000, 2
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_to(path: Path) -> None:
    """Send our records to *path*; a folder that can't be written to is no reason to fail."""
    end_log()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=MOST_BYTES, backupCount=PUT_ASIDE, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger = logging.getLogger("desktop")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)


def end_log() -> None:
    """Close the file: its folder may be moved."""
    logger = logging.getLogger("desktop")
    for handler in [h for h in logger.handlers if isinstance(h, RotatingFileHandler)]:
        logger.removeHandler(handler)
        handler.close()
