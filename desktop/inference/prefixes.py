"""Keys and values kept from one request to the next, as long as their ids are the same."""

from collections.abc import Callable, Sequence

from desktop.inference.forward import Cache

# One for each label task and one for the conversation, with one to spare.
MOST_SLOTS = 4
# The two newest, a label's and the conversation's, stay however long they are. What else is kept
# may take what is left of this: 98 KB a token with 0.5 B parameters of Qwen1.5.
MOST_BYTES = 64 << 20


class Slot:
    """A cache and the ids that it holds the keys and values of."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.ids: list[int] = []

    def rewind_to(self, ids: Sequence[int], *, all_of_it: bool = False) -> int:
        """Forget what differs from *ids*; how many are known already.

        At most all but the last one, whose logits are wanted and aren't kept; or *all_of_it*.
        """
        most = min(len(self.ids), len(ids) - (not all_of_it))
        same = next((n for n in range(most) if self.ids[n] != ids[n]), most)
        del self.ids[same:]
        self.cache.length = same
        return same

    def keep(self, ids: Sequence[int]) -> None:
        """These were read into the cache; what was read after them is forgotten."""
        self.ids.extend(ids)
        self.cache.length = len(self.ids)


class Prefixes:
    """Slots by purpose, so that naming a mood doesn't forget the conversation.

    Least recently used go first when there are too many or they take too much memory.
    """

    def __init__(self, new_cache: Callable[[], Cache]) -> None:
        self._new_cache = new_cache
        self._slots: dict[str, Slot] = {}

    def slot(self, purpose: str) -> Slot:
        """The purpose's slot, the newest now."""
        slot = self._slots.pop(purpose, None) or Slot(self._new_cache())
        self._slots[purpose] = slot
        while len(self._slots) > MOST_SLOTS or (len(self._slots) > 2 and self._too_large()):
            del self._slots[next(iter(self._slots))]
        return slot

    def _too_large(self) -> bool:
        return sum(slot.cache.filled_bytes for slot in self._slots.values()) > MOST_BYTES

    def clear(self) -> None:
        self._slots.clear()
