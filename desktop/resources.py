"""Where the files that ship with the program lie: in a checkout and in a packaged program."""

import sys
from pathlib import Path

# PyInstaller unpacks data beside the code and says where in sys._MEIPASS.
_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"

# In the package they lie beside the program; in a checkout there is only our own.
LICENCES = (
    Path(sys.executable).resolve().parent / "licences"
    if getattr(sys, "frozen", False)
    else _ROOT.parent / "LICENSE"
)
PROMPTS = _ROOT / "prompts"
CARE_LINES = _ROOT / "care" / "lines.toml"
SENSITIVE_WORDS = _ROOT / "words" / "sensitive.toml"
BUNDLED_MODEL = _ROOT / "model"
BUNDLED_MODEL_NAME = "starter-v2"
MODELS = _ROOT / "models.toml"
DOCTOR_SENTENCES = _ROOT / "doctor" / "sentences.txt"
ICONS = _ROOT / "icons"
TRANSLATIONS = _ROOT / "translations"
