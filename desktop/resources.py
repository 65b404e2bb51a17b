"""Where the files that ship with the program lie: in a checkout and in a packaged program."""

import sys
from pathlib import Path

# PyInstaller unpacks data beside the code and says where in sys._MEIPASS.
_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"


def _licences() -> Path:
    """Beside the installed program; in an unpacked archive beside its folder; in a checkout there
    is only our own."""
    if not getattr(sys, "frozen", False):
        return _ROOT.parent / "LICENSE"
    folder = Path(sys.executable).resolve().parent
    places = (folder / "licences", folder.parent / "licences")
    return next((place for place in places if place.is_dir()), places[0])


LICENCES = _licences()
PROMPTS = _ROOT / "prompts"
CARE_LINES = _ROOT / "care" / "lines.toml"
CARE_REPLIES = _ROOT / "care" / "replies.toml"
CARE_PATTERNS = _ROOT / "care" / "patterns.toml"
SENSITIVE_WORDS = _ROOT / "words" / "sensitive.toml"
BUNDLED_MODEL = _ROOT / "model"
BUNDLED_MODEL_NAME = "starter-v6"
MODELS = _ROOT / "models.toml"
DOCTOR_SENTENCES = _ROOT / "doctor" / "sentences.txt"
ICONS = _ROOT / "icons"
TRANSLATIONS = _ROOT / "translations"
