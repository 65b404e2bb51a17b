"""What was folded under which entry since the program started; nothing of it is stored, so that
help is open again at the next start. One for all pages: an entry is on more than one."""

from desktop.domain.entries import Entry


class Folds:
    """Remembers an entry as it was written: rewritten, it is another one."""

    def __init__(self) -> None:
        self._folded: set[tuple[int, str]] = set()

    def remember(self, entry: Entry, *, folded: bool) -> None:
        """The person's own choice."""
        key = (entry.id, entry.text)
        if folded:
            self._folded.add(key)
        else:
            self._folded.discard(key)

    def has(self, entry: Entry) -> bool:
        return (entry.id, entry.text) in self._folded

    def clear(self) -> None:
        self._folded.clear()


FOLDS = Folds()
