"""Exporting on the data page: every format, a span of days, nothing replaced unasked."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.data_bench import DataBench

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_every_format_is_written(data_bench: DataBench) -> None:
    data_bench.write("看了一场电影")
    card = data_bench.page.exports
    for index in range(card.format.count()):
        card.format.setCurrentIndex(index)
        target = data_bench.folder / f"out{index}{card._kind().suffix}"
        data_bench.rested(lambda target=target: card.write_to(target))  # type: ignore[misc]
        assert "导出了 1 则" in card.status.text(), card._kind()
        assert target.exists()
    assert (data_bench.folder / "out4.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("suffix", [".json", ".pdf"])
def test_nothing_is_replaced_without_being_asked(data_bench: DataBench, suffix: str) -> None:
    data_bench.write("一")
    card, target = data_bench.page.exports, data_bench.folder / f"out{suffix}"
    target.write_text("重要", "utf-8")
    suffixes = [card.format.itemData(n).suffix for n in range(card.format.count())]
    card.format.setCurrentIndex(suffixes.index(suffix))
    data_bench.rested(lambda: card.write_to(target))
    assert card.question.isVisible() and card.question.no.hasFocus()
    card.question.no.click()
    assert target.read_text("utf-8") == "重要" and card.start.hasFocus()
    data_bench.rested(lambda: card.write_to(target))
    data_bench.rested(card.question.yes.click)
    assert target.read_bytes() != "重要".encode() and not card.question.isVisible()
    assert not list(data_bench.folder.glob("*.new*"))


def test_a_span_of_days(data_bench: DataBench) -> None:
    data_bench.write("一")
    card = data_bench.page.exports
    card.since.setText("昨天")
    card.start.click()
    assert "2026-01-31" in card.status.text() and card.since.hasFocus()
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    card.since.setText("2026-11-23")
    card.start.click()  # returns while the dialog is open
    dialog = card.findChild(QFileDialog)
    assert dialog is not None and dialog.isVisible()
    with data_bench.qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    target = data_bench.folder / "later.json"
    data_bench.rested(lambda: card.write_to(target))
    assert json.loads(target.read_text("utf-8"))["entries"] == []
    card.format.setCurrentIndex(card.format.count() - 1)
    data_bench.rested(lambda: card.write_to(data_bench.folder / "later.pdf"))
    assert "没有日记" in card.status.text() and not (data_bench.folder / "later.pdf").exists()
