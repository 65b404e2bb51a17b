"""What a model is shown: roles and messages. Knows nothing of templates or tokens."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who speaks; the values are the words that ChatML uses."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One speaker's text in a prompt."""

    role: Role
    text: str
