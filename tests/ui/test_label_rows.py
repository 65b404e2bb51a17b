"""The settings' rows about labels: honest figures, and one button that begins, pauses, goes on."""

from typing import cast

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.labels import Agreement
from desktop.services.label_service import LabelService
from desktop.services.relabelling import Relabelling, RelabellingState
from desktop.ui.labels.label_rows import LEAST_JUDGED, AgreementRow, RelabelRow
from desktop.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class Labels(QObject):
    entry_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.found: Agreement | None = Agreement(40, LEAST_JUDGED, 9)

    def agreement(self) -> Agreement | None:
        return self.found


class Job(QObject):
    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.state = RelabellingState()
        self.done: list[str] = []

    def become(self, **values: object) -> None:
        self.state = RelabellingState(**values)  # type: ignore[arg-type]
        self.state_changed.emit(self.state)

    def count(self) -> None:
        self.done.append("count")

    def start(self) -> None:
        self.done.append("start")

    def pause(self) -> None:
        self.done.append("pause")


def test_agreement(qtbot: QtBot, qapp: QApplication) -> None:
    labels = Labels()
    row = AgreementRow(cast(LabelService, labels), Theme("light"))
    qtbot.addWidget(row)
    row.show()
    assert row.share.text() == "90%" and "10 则里，有 9 则" in row.note.text()
    labels.found = Agreement(40, LEAST_JUDGED - 1, 9)
    labels.entry_changed.emit(None)
    qtbot.waitUntil(lambda: row.share.text() == "—")
    assert row.note.text() == "还太少：你说过的有 9 则，满 10 则才算得出。"
    labels.found = None  # can't be read: what was shown stays
    row.refresh()
    assert row.share.text() == "—"


def test_relabelling(qtbot: QtBot, qapp: QApplication) -> None:
    job = Job()
    row = RelabelRow(cast(Relabelling, job), Theme("light"))
    qtbot.addWidget(row)
    row.show()
    assert job.done == ["count"] and not row.button.isEnabled()
    job.become(left=3)
    assert "3 则是别的模型或旧提示词标的" in row.note.text() and row.button.text() == "重新标"
    row.button.click()
    job.become(running=True, left=2, done=1)
    assert row.note.text().startswith("已标 1 则，还有 2 则") and row.button.text() == "暂停"
    row.button.click()
    job.become(left=2, done=1)
    assert row.button.text() == "继续"
    row.button.click()
    job.become(left=1, done=2, failed=1)
    assert "有 1 则太长" in row.note.text()
    job.become(left=0, done=3)
    assert not row.button.isEnabled() and "所有日记" in row.note.text()
    assert row.button.text() == "重新标"
    assert job.done == ["count", "start", "pause", "start"]
    job.become(left=4, paused=True)  # before the program was closed
    assert "已暂停，还有 4 则" in row.note.text() and row.button.text() == "继续"
    job.become(left=4, running=True, resting=True)
    assert "用电池时先歇着" in row.note.text() and row.button.text() == "暂停"
    job.become()  # other weights
    assert job.done[-1] == "count"
