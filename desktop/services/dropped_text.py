"""A file that the person puts into what they are writing: its text, or a sentence why not."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.storage.importers.files import Unreadable, as_text

# Half a million Chinese characters; a longer one is a book, and slow to lay out in an editor.
MAX_BYTES = 1_000_000
# What no text has: control characters other than tab, line and page breaks.
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\f")


class NotText(Exception):  # noqa: N818 - an outcome; its message is a sentence for the person
    """The file can't become text. Nothing was put in."""


def text_of(path: Path) -> str:
    """UTF-8, UTF-16 with a mark or GB 18030. Raises NotText with a sentence that names the file."""
    translate = QCoreApplication.translate
    try:
        if not path.is_file():
            raise Unreadable
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            sentence = translate(
                "dropped", "{name} 太大了，没有放进来。一次最多放 1 MB 的文字，可以分成几份。"
            )
            raise NotText(sentence.format(name=path.name))
        text = as_text(content)
        if _CONTROLS & set(text):
            raise Unreadable
    except (OSError, Unreadable) as error:
        sentence = translate(
            "dropped", "{name} 不是文字文件，或者读不出来，没有放进来。可以打开它，复制文字再粘贴。"
        )
        raise NotText(sentence.format(name=path.name)) from error
    return text
