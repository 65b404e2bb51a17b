"""The layer that is fitted to corrections, on a thread of its own, one at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.learning import Basis, Example
from desktop.services.background import Background


class Fitting(QObject):
    """Signal fitted(Learned)."""

    fitted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: int | None = None
        self._background = Background(self)
        self._background.done.connect(self._on_done)

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def begin(
        self, basis: Basis, mark: str, words: tuple[str, ...], examples: list[Example]
    ) -> None:
        """mark: what tells these examples from others, see `fingerprint`."""
        self._job = self._background.submit(_work(basis, mark, words, examples))

    @Slot(object, object)
    def _on_done(self, _job: object, learned: object) -> None:
        self._job = None
        self.fitted.emit(learned)

    def close(self) -> None:
        """What is being fitted is waited for. Idempotent."""
        self._background.close()


def _work(
    basis: Basis, mark: str, words: tuple[str, ...], examples: list[Example]
) -> Callable[[], object]:
    def fit() -> object:
        from desktop.inference.corrections import learn  # numpy: not at the start

        return learn(basis, mark, words, examples)

    return fit
