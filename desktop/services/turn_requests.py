"""What the model is asked for a turn: by the settings, in which way, told what was said before."""

from collections.abc import Callable, Iterable
from datetime import date

from desktop.domain.care import care_level, is_explicit
from desktop.domain.turns import Exchange, Turn, conversation
from desktop.domain.ways import Order, Tone, Way
from desktop.errors import StorageFailure
from desktop.services.care_words import fixed_reply
from desktop.services.requests import TurnRequest
from desktop.settings import Settings
from desktop.storage.diary_store import DiaryStore


class TurnRequests:
    """tell: called with a StorageFailure where what was said before can't be read; the turn is
    asked for without it."""

    def __init__(
        self, store: DiaryStore, settings: Settings, tell: Callable[[StorageFailure], None]
    ) -> None:
        self._store, self._settings, self._tell = store, settings, tell
        self._ways: dict[int, Way] = {}
        # By turn: when it was asked for, and how long it took to keep its text.
        self._asked: dict[int, tuple[float, float]] = {}

    @property
    def way(self) -> Way:
        """What becomes of an entry unless another way is said for it."""
        order, tone = self._settings.text("reply_order"), self._settings.text("reply_tone")
        return Way(Order(order), Tone(tone))

    def expect(
        self, turn_id: int, asked_at: float, saved_s: float = 0.0, way: Way | None = None
    ) -> None:
        """It will be asked for when its turn has come. way: another than all others'."""
        self._asked[turn_id] = asked_at, saved_s
        if way is not None:
            self._ways[turn_id] = way

    def forget(self) -> None:
        """None of them will be asked for."""
        self._ways.clear()
        self._asked.clear()

    def of(self, turn: Turn) -> TurnRequest:
        """Its turn has come."""
        way = self._ways.pop(turn.id, self.way)
        open_label = turn.label is None and turn.unlabelled is None
        classify = open_label and way.order is not Order.REPLY_FIRST
        asked_at, saved_s = self._asked.pop(turn.id, (None, 0.0))
        number = self._settings.number
        return TurnRequest(
            turn_id=turn.id,
            text=turn.entry.text,
            history=self._history(turn),
            classify=classify,
            label=turn.label.word if turn.label else None,
            partial=turn.reply,
            temperature=number("temperature"),
            max_tokens=int(number("max_reply_tokens")),
            tone=way.tone,
            fixed=self._fixed(turn),
            ask_intent=self._settings.text("ask_intent") == "always",
            label_limit_s=number("label_limit_s"),
            reply_limit_s=number("reply_limit_s"),
            asked_at=asked_at,
            saved_s=saved_s,
        )

    def _fixed(self, turn: Turn) -> str:
        """Not what was said today already, nor to this turn before."""
        try:
            today = self._store.turns_on(turn.entry.date)
        except StorageFailure:
            today = []
        said = [reply for t in today for reply in (*t.earlier_replies, t.reply)]
        return fixed_reply(care_level(turn.entry.text), said)

    def _history(self, turn: Turn) -> tuple[Exchange, ...]:
        """Read when its turn has come, so that the reply before it is already there."""
        try:
            return _told(self._store.turns_before(turn.id))
        except StorageFailure as failure:
            self._tell(failure)
            return ()

    def history_of_next(self, today: date) -> tuple[Exchange, ...]:
        """What a turn that was sent now would know."""
        try:
            topic = self._store.current_topic()
            return _told(t for t in self._store.turns_on(today) if t.topic == topic)
        except StorageFailure:
            return ()


def _told(turns: Iterable[Turn]) -> tuple[Exchange, ...]:
    """What the model is told of what was said before: not what a card was shown for."""
    return conversation(turn for turn in turns if not is_explicit(turn.entry.text))
