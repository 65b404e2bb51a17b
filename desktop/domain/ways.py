"""How an entry is to be answered: what comes first, and in which tone."""

from dataclasses import dataclass
from enum import StrEnum


class Order(StrEnum):
    """Label then reply; reply, and the label in the background; only the one or the other."""

    LABEL_FIRST = "label_first"
    REPLY_FIRST = "reply_first"
    REPLY_ONLY = "reply_only"
    LABEL_ONLY = "label_only"


class Tone(StrEnum):
    """As the model likes; listening only; with a gentle suggestion; no reply at all."""

    FREE = "free"
    LISTEN = "listen"
    ADVISE = "advise"
    NONE = "silent"


class Unlabelled(StrEnum):
    """Why an entry has no label and is to get none by itself: the person asked for none, or what
    was written seemed to be a question or small talk."""

    ASKED = "asked"
    INTENT = "intent"


@dataclass(frozen=True, slots=True)
class Way:
    """What becomes of one entry."""

    order: Order = Order.LABEL_FIRST
    tone: Tone = Tone.FREE

    @property
    def wants_label(self) -> bool:
        return self.order is not Order.REPLY_ONLY

    @property
    def wants_reply(self) -> bool:
        return self.order is not Order.LABEL_ONLY and self.tone is not Tone.NONE
