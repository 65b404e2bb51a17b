"""What Markdown may do on screen: nothing but look. Knows documents, not widgets.

Replies are text that anyone may have influenced. HTML is off, images are neither read nor kept,
links only lead to the web, and what could stall the layout or turn the writing around is shown
as it is.
"""

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCharFormat, QTextDocument

from desktop.ui.chat.document import fragments, select

# Hostile Markdown of this size takes seconds to lay out; a reply of ours never gets there.
MAX_CHARACTERS = 20_000
MAX_LINE = 2_000

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Anything that Markdown would read as more than words; without it the text stays as it is.
_MARKUP = re.compile(
    r"[*_`~\\]|^ {0,3}(?:#{1,6} |>|[-+] |\d+[.)] |\||```)|^(?:=+|-{3,}) *$|^ {4}|\]\(|&\w+;"
    r"|https?://|www\.",
    re.MULTILINE,
)
# Lines that begin something of their own, and lines that nothing may be added to.
_OWN_LINE = re.compile(r"\s*(?:#{1,6} |>|[-+*] |\d+[.)] |\||```|~~~|[-=*_ ]+$)| {4}|\t")
_NEVER_JOINED = re.compile(r"\s*(?:#{1,6} |\||```|~~~|[-=*_ ]+$)| {4}|\t")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


def visible_bidi(text: str) -> str:
    """Characters that would turn the writing around, as signs that one can see."""
    return _BIDI.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def wants_markdown(text: str) -> bool:
    """Whether *text* has markup at all and is small enough to lay out."""
    if len(text) >= MAX_CHARACTERS or any(len(line) > MAX_LINE for line in text.split("\n")):
        return False
    return _MARKUP.search(text) is not None


def is_web_link(url: QUrl) -> bool:
    return url.isValid() and url.scheme() in ("http", "https") and bool(url.host())


def read_markdown(document: QTextDocument, text: str) -> None:
    """Replace the document by *text* as Markdown, without HTML, images or links elsewhere.

    The document must not load resources of its own: see `TextBody.loadResource`.
    """
    features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
    features |= QTextDocument.MarkdownFeature.MarkdownNoHTML
    document.setMarkdown(_keep_line_breaks(visible_bidi(text)), features)
    _disarm(document)


def _keep_line_breaks(text: str) -> str:
    """A line break of the writer stays one; Markdown would join the lines."""
    kept, fenced, before = "", False, ""
    for line in text.split("\n"):
        prose = not fenced and before.strip() and line.strip() and not _OWN_LINE.match(line)
        kept += ("\u2028" if prose and not _NEVER_JOINED.match(before) else "\n") + line
        fenced ^= bool(_FENCE.match(line))
        before = line
    return kept[1:]


def _disarm(document: QTextDocument) -> None:
    # From the end, so that removing one doesn't move the places of the others.
    for piece in reversed(list(fragments(document))):
        style = piece.charFormat()
        if style.isImageFormat():
            select(document, piece).removeSelectedText()
        elif style.isAnchor() and not is_web_link(QUrl(style.anchorHref())):
            select(document, piece).setCharFormat(QTextCharFormat())
