"""How a text document looks: the theme's type, even lines, quiet code, quotations and tables.

Knows documents and the theme; not what the text says or whether it may be shown.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrame,
    QTextFrameFormat,
    QTextTable,
)

from desktop.ui.theme import BODY_PX, SMALL_PX, Theme

GAP_PX, PAD_PX, QUOTE_PX, INDENT_PX = 12, 10, 16, 24
CODE_PX = 13.5
_HEADING_SCALE = (1.0, 1.25, 1.15, 1.05, 1.0, 1.0, 1.0)
_FENCE = QTextFormat.Property.BlockCodeFence
_QUOTE = QTextFormat.Property.BlockQuoteLevel


def blocks(first: QTextBlock) -> Iterator[QTextBlock]:
    while first.isValid():
        yield first
        first = first.next()


def fragments(document: QTextDocument) -> Iterator[QTextFragment]:
    """Stretches of one format each."""
    for block in blocks(document.begin()):
        at = block.begin()
        while not at.atEnd():
            yield at.fragment()
            at += 1


def select(document: QTextDocument, piece: QTextFragment) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(piece.position())
    end = piece.position() + piece.length()
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def find_passage(document: QTextDocument, passage: str) -> QTextCursor | None:
    """The first place of a passage, which may go over several lines."""
    text = document.toPlainText()
    if not passage or passage not in text:
        return None
    start = _utf16(text[: text.index(passage)])
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start + _utf16(passage), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _utf16(text: str) -> int:
    """Qt counts an emoji as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_code(block: QTextBlock) -> bool:
    was = block.blockFormat()
    return block.isValid() and (was.hasProperty(_FENCE) or was.nonBreakableLines())


def quote_level(block: QTextBlock) -> int:
    return int(block.blockFormat().property(_QUOTE) or 0) if block.isValid() else 0


# Plain text


def style_plain(document: QTextDocument, theme: Theme) -> None:
    document.setDefaultFont(theme.font(BODY_PX))
    space_plain(document.begin(), theme)


def space_plain(first: QTextBlock, theme: Theme) -> None:
    """Plain text from that block on: small gaps between lines, empty lines as half ones."""
    for block in blocks(first):
        empty = block.length() == 1 and block.next().isValid()
        wanted = _lines(theme, BODY_PX * 0.4 if empty else BODY_PX)
        wanted.setBottomMargin(theme.px(4))
        if block.blockFormat() != wanted:
            QTextCursor(block).setBlockFormat(wanted)


def _lines(theme: Theme, pixels: float) -> QTextBlockFormat:
    """Lines of one height: an emoji or a fallback font must not push them apart."""
    result = QTextBlockFormat()
    fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
    result.setLineHeight(theme.line_height(pixels), fixed)
    return result


# Rich text


def style_rich(document: QTextDocument, theme: Theme) -> None:
    """Put the theme's type and colours in force; again after every change of the theme."""
    document.setDefaultFont(theme.font(BODY_PX))
    document.setIndentWidth(theme.px(INDENT_PX))
    for block in blocks(document.begin()):
        QTextCursor(block).mergeBlockFormat(_block_style(block, theme))
    for piece in list(fragments(document)):
        block = document.findBlock(piece.position())
        select(document, piece).mergeCharFormat(_char_style(piece, block, theme))
    _style_tables(document.rootFrame(), theme)


def _block_style(block: QTextBlock, theme: Theme) -> QTextBlockFormat:
    if is_code(block):
        return _code_style(block, theme)
    heading, last = block.blockFormat().headingLevel(), not block.next().isValid()
    wanted = _lines(theme, BODY_PX * _HEADING_SCALE[heading])
    wanted.setTopMargin(theme.px(GAP_PX) if heading and block.position() else 0)
    wanted.setBottomMargin(theme.px(4 if last or block.textList() is not None else GAP_PX))
    if quote_level(block):
        wanted.setLeftMargin(theme.px(QUOTE_PX) * quote_level(block))
    if QTextCursor(block).currentTable() is not None:
        wanted.setBottomMargin(0)
    return wanted


def _code_style(block: QTextBlock, theme: Theme) -> QTextBlockFormat:
    """Room around the run of lines for the card that `panels` finds."""
    wanted = _lines(theme, SMALL_PX)
    wanted.setNonBreakableLines(False)
    wanted.setProperty(_FENCE, "`")  # what told us so may just have been overwritten
    wanted.setLeftMargin(theme.px(PAD_PX + 4))
    wanted.setRightMargin(theme.px(PAD_PX))
    room = theme.px(GAP_PX + PAD_PX)
    wanted.setTopMargin(0 if is_code(block.previous()) else room)
    wanted.setBottomMargin(0 if is_code(block.next()) else room)
    return wanted


def _char_style(piece: QTextFragment, block: QTextBlock, theme: Theme) -> QTextCharFormat:
    was, result = piece.charFormat(), QTextCharFormat()
    heading = block.blockFormat().headingLevel()
    if was.isAnchor():
        result.setForeground(QColor(theme.palette.accent))
    elif quote_level(block):
        result.setForeground(QColor(theme.palette.soft_ink))
    if was.fontFixedPitch() or is_code(block):
        mono = theme.mono(SMALL_PX if is_code(block) else CODE_PX)
        result.setFontFixedPitch(True)
        result.setFontFamilies(mono.families())
        result.setProperty(QTextFormat.Property.FontPixelSize, mono.pixelSize())
        if not is_code(block):
            result.setBackground(QColor(theme.palette.line))
    elif heading:
        result.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        result.setProperty(
            QTextFormat.Property.FontPixelSize, theme.px(BODY_PX * _HEADING_SCALE[heading])
        )
        result.setFontWeight(QFont.Weight.DemiBold)
    return result


def _style_tables(frame: QTextFrame, theme: Theme) -> None:
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            wanted = child.format()
            wanted.setBorder(1)
            wanted.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            wanted.setBorderCollapse(True)
            wanted.setBorderBrush(QColor(theme.palette.line))
            wanted.setCellPadding(theme.px(6))
            wanted.setTopMargin(theme.px(GAP_PX))
            child.setFormat(wanted)
        _style_tables(child, theme)


# What is painted behind the text


def panels(document: QTextDocument, theme: Theme) -> list[QRectF]:
    """The cards behind the code, one for each run of lines."""
    return [
        _extent(document, run).adjusted(0, -theme.px(PAD_PX - 2), 0, theme.px(PAD_PX))
        for run in _runs(document, [is_code(b) for b in blocks(document.begin())])
    ]


def quote_bars(document: QTextDocument) -> list[QRectF]:
    """The thin lines beside quotations."""
    return [
        QRectF(0, box.top(), 2, box.height())
        for run in _runs(document, [bool(quote_level(b)) for b in blocks(document.begin())])
        if (box := _extent(document, run))
    ]


def _runs(document: QTextDocument, chosen: list[bool]) -> Iterator[tuple[int, int]]:
    first = None
    for number, yes in enumerate([*chosen, False]):
        if yes and first is None:
            first = number
        elif not yes and first is not None:
            yield first, number - 1
            first = None


def _extent(document: QTextDocument, run: tuple[int, int]) -> QRectF:
    """From the top of the first line to the bottom of the last, over the whole width."""
    layout = document.documentLayout()
    ends = [document.findBlockByNumber(number) for number in run]
    top, bottom = (layout.blockBoundingRect(block) for block in ends)
    return QRectF(0, top.top(), document.textWidth(), bottom.bottom() - top.top())
