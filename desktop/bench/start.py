"""How long the program takes from its start to its window, to the weights, to the first label."""

from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

from desktop.bench.memory import resident
from desktop.bench.offscreen import draw_offscreen
from desktop.bench.workers import Failed, Worker, answer
from desktop.paths import DataPaths

_TEXT = "今天的实验终于成功了，我很高兴。"
_MARKS = ("window", "ready", "label", "reply")


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process; peak: resident bytes, window and all."""

    window: float
    ready: float
    label: float
    peak: int


def measure_start(data_dir: Path, model: Path) -> Start:
    """Run the program once on this diary, without a screen. Raises Failed."""
    began = perf_counter()
    worker = Worker(_program, data_dir, model)
    seen: dict[str, float] = {}
    peak = 0
    try:
        while len(seen) < len(_MARKS):
            mark, peak = worker.hear()
            seen[mark] = perf_counter() - began
    finally:
        worker.close()
    return Start(seen["window"], seen["ready"], seen["label"], peak)


def _program(connection: Connection, data_dir: Path, model: Path) -> None:
    """The child: the program as it is, only that its root also tells how far it is."""
    draw_offscreen()

    def run() -> None:
        from desktop import start

        start.Application = _telling(start.Application, connection)  # type: ignore[misc]
        start.run_window(DataPaths(data_dir), str(model))
        raise Failed("the window closed too early")  # heard only if it did

    answer(connection, run)


def _telling(application: Any, connection: Connection) -> Any:
    """A subclass that writes one entry as soon as its window is painted, and then closes."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Telling(application):  # type: ignore[misc]
        def start(self, model: str | None) -> None:
            self._told: set[str] = set()
            self._core.inference.state_changed.connect(self._on_state)
            self._core.chat.turn_changed.connect(self._on_turn)
            self._core.chat.reply_grew.connect(self._on_reply)
            self._core.chat.turn_finished.connect(self._on_finished)
            super().start(model)
            self.window.installEventFilter(self)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and watched is self.window:
                QTimer.singleShot(0, self._on_painted)
            return False

        def _on_painted(self) -> None:
            if "window" not in self._told:
                self._tell("window")
                self._core.chat.send(_TEXT)

        def _on_state(self, state: Any) -> None:
            if state.error is not None:
                self.window.close()
            elif state.name:
                self._tell("ready")

        def _on_turn(self, turn: Any) -> None:
            if turn.label is not None:
                self._tell("label")

        def _on_reply(self, _turn: int, _text: str) -> None:
            self._core.chat.stop()

        def _on_finished(self, _turn: int, _stats: Any) -> None:
            self._tell("reply")
            self.window.close()

        def _tell(self, mark: str) -> None:
            if mark not in self._told:
                self._told.add(mark)
                with suppress(OSError):
                    connection.send((True, (mark, resident()["peak"])))

    return Telling
