"""A span of days for the printer: headings, times, moods, texts, tags, and numbered pages.

Runs on a thread: it touches no widget, and the words and fonts are read before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from desktop.domain.entries import DiaryEntry
from desktop.ui import texts
from desktop.ui.diary.day_words import no_text
from desktop.ui.theme import LIGHT, Theme

RESOLUTION = 300
MARGINS_MM = QMarginsF(22, 20, 22, 24)
BODY_PT, SMALL_PT, TITLE_PT = 10.5, 8.5, 13.0
# In points: before a day, before an entry, between its parts.
ABOVE_DAY, ABOVE_ENTRY, ABOVE_PART = 18.0, 9.0, 2.0
# Chinese fonts bring much room between lines of their own.
LINE_PERCENT = 112
# What Qt takes lengths in a document to be counted in.
LAYOUT_DPI = 96
# What a block of text is, for cutting pages.
HEAD, BODY = 1, 0
NO_YEAR = date.min  # no day is in this year, so that headings say theirs


@dataclass(frozen=True, slots=True)
class Paper:
    """families: fonts that can show Chinese. words: of labels in the interface's language."""

    families: tuple[str, ...]
    words: Mapping[str, str]
    title: str

    def draw(self, entries: Sequence[DiaryEntry]) -> bytes:
        """A PDF; each year begins a page.

        Each month is laid out for itself: Qt holds up the window meanwhile, and twenty years at
        once would need too much memory.
        """
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = self._writer(buffer)
        painter, place = QPainter(writer), _Place()
        try:
            for _, of_year in groupby(entries, key=lambda e: e.entry.date.year):
                self._turn(painter, writer, place)
                for _, of_month in groupby(of_year, key=lambda e: e.entry.date.month):
                    document = self._document(list(of_month), writer)
                    self._draw(painter, writer, document, place)
        finally:
            painter.end()
        buffer.close()
        return bytes(data.data())

    def _writer(self, buffer: QBuffer) -> QPdfWriter:
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(MARGINS_MM, QPageLayout.Unit.Millimeter)
        writer.setTitle(self.title)
        return writer

    def _draw(
        self, painter: QPainter, writer: QPdfWriter, document: QTextDocument, place: "_Place"
    ) -> None:
        """Below what stands on the page, and on as many more as it needs."""
        size = self._size(writer)
        if place.used:  # a document's first block has nothing above it
            place.used = min(place.used + _dots(ABOVE_DAY), size.height())
        tops = _cuts(document, size.height(), size.height() - place.used)
        for number, (top, bottom) in enumerate(pairwise([*tops, document.size().height()])):
            if number:
                self._turn(painter, writer, place)
            if bottom <= top:
                continue
            painter.save()
            painter.translate(0, place.used - top)
            document.drawContents(painter, QRectF(0, top, size.width(), bottom - top))
            painter.restore()
            place.used += bottom - top

    def _turn(self, painter: QPainter, writer: QPdfWriter, place: "_Place") -> None:
        """To the next page."""
        if place.page:
            writer.newPage()
        place.page, place.used = place.page + 1, 0.0
        self._number(painter, self._size(writer), place.page)

    @staticmethod
    def _size(writer: QPdfWriter) -> QSizeF:
        page = writer.pageLayout().paintRectPixels(RESOLUTION)
        return QSizeF(page.width(), page.height())

    def _number(self, painter: QPainter, size: QSizeF, number: int) -> None:
        """In the margin at the foot."""
        painter.save()
        painter.setFont(self._font(SMALL_PT))
        painter.setPen(QColor(LIGHT.soft_ink))
        foot = QRectF(0, size.height() + _dots(12), size.width(), _dots(16))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.restore()

    # What stands on the pages

    def _document(self, entries: list[DiaryEntry], writer: QPdfWriter) -> QTextDocument:
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.documentLayout().setPaintDevice(writer)
        document.setDocumentMargin(0)
        document.setDefaultFont(self._font(BODY_PT))
        document.setTextWidth(self._size(writer).width())
        cursor = QTextCursor(document)
        # A day at a time: Qt lays out all of an edit in one go, and the window waits for it.
        for day, of_day in groupby(entries, key=lambda e: e.entry.date):
            cursor.beginEditBlock()
            self._add(cursor, texts.day_name(day, NO_YEAR), self._style(TITLE_PT, True), ABOVE_DAY)
            cursor.block().setUserState(HEAD)
            for entry in of_day:
                for text, style, above in self._parts(entry):
                    self._add(cursor, text, style, above)
                    cursor.block().setUserState(HEAD if above == ABOVE_ENTRY else BODY)
            cursor.endEditBlock()
        return document

    def _parts(self, entry: DiaryEntry) -> Iterator[tuple[str, QTextCharFormat, float]]:
        small = self._style(SMALL_PT, colour=LIGHT.soft_ink)
        head = texts.clock_time(entry.entry.created)
        if entry.label is not None:
            head += f" · {self.words.get(entry.label.word, entry.label.word)}"
        yield head, small, ABOVE_ENTRY
        if not entry.entry.text.strip():
            yield no_text(), small, ABOVE_PART
        for line in entry.entry.text.splitlines():
            yield line, self._style(BODY_PT), ABOVE_PART
        if entry.entry.tags:
            yield "  ".join(f"#{tag}" for tag in entry.entry.tags), small, ABOVE_PART

    def _add(self, cursor: QTextCursor, text: str, style: QTextCharFormat, above: float) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(above * LAYOUT_DPI / 72)  # the layout makes the device's dots of it
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        block.setLineHeight(LINE_PERCENT, kind)
        if cursor.position():
            cursor.insertBlock(block, style)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(text, style)

    def _style(self, points: float, bold: bool = False, colour: str = LIGHT.ink) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFont(self._font(points, bold))
        style.setForeground(QColor(colour))
        return style

    def _font(self, points: float, bold: bool = False) -> QFont:
        font = QFont()
        font.setFamilies(list(self.families))
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


@dataclass
class _Place:
    """How far one has come: on which page, from 1, and how much of its height is used."""

    page: int = 0
    used: float = 0.0


def _cuts(document: QTextDocument, height: float, first: float) -> list[float]:
    """Where pages begin: between lines, and never between a heading and what it is above.

    first: what is left of the page on which the document begins; 0 is where that is, even if
    nothing has room there.
    """
    tops, head = [0.0], None
    for block in _blocks(document):
        at = block.layout().position().y()
        for number in range(block.layout().lineCount()):
            rect = block.layout().lineAt(number).rect().translated(0, at)
            start = rect.top() if head is None else head
            room = height if len(tops) > 1 else first
            if rect.bottom() - tops[-1] > room and (start > tops[-1] or room < height):
                tops.append(start)
            head = start if block.userState() == HEAD else None
    return tops


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def paper(theme: Theme, words: Mapping[str, str], title: str) -> Paper:
    """In the window's own fonts. Colours are always those of white paper."""
    return Paper(tuple(theme.font().families()), dict(words), title)


def _dots(points: float) -> float:
    return points * RESOLUTION / 72
