"""Which weights this computer has met, and what people call them."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop import resources
from desktop.domain.moods import HASH_CHARACTERS
from desktop.inference.identities import Identities


def known_models(cache: Path) -> dict[str, str]:
    """The program's own by that name, others by their folder's; by how their hash begins.

    cache: the folder where the hashes are remembered.
    """
    found = {
        sha256[:HASH_CHARACTERS]: folder.name
        for sha256, folder in Identities(cache).folders().items()
    }
    own = QCoreApplication.translate("mood", "自带模型")
    return found | {sha256[:HASH_CHARACTERS]: own for sha256 in _bundled()}


def _bundled() -> list[str]:
    """As the file of sums says it, which comes with the weights: nobody waits for a hash."""
    try:
        lines = (resources.BUNDLED_MODEL / "SHA256SUMS").read_text("utf-8").splitlines()
    except OSError:
        return []
    return [line.split()[0] for line in lines if line.endswith(".safetensors")]
