"""All moods of a diary column by column, and what is counted in them. Pure functions."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

LOWEST, HIGHEST = -2, 2
# At the end of a version: the model's labels after what corrections taught it.
ADAPTED = " +"
# So much of the weights' hash is in a version.
HASH_CHARACTERS = 8
HOUR_S, DAY_S = 3600, 86_400


@dataclass(frozen=True, slots=True)
class LabelKind:
    """What labels say, and who says it: `version` names the person, an import, or a task and its
    weights, with ADAPTED where the person's corrections moved what they say."""

    word: str
    version: str


@dataclass(frozen=True, slots=True)
class Moods:
    """Every entry with a known valence. Columns, because fifty thousand objects take longer to
    make than to draw.

    dates: `date.toordinal` of the day that an entry belongs to.
    wall_s: what the clock on its wall said, in seconds since 1970-01-01 00:00.
    valences: -2 to +2.
    kinds: places in `named`; both are empty where nobody needs to know what the labels say.
    """

    dates: Sequence[int]
    wall_s: Sequence[int]
    valences: Sequence[float]
    kinds: Sequence[int]
    named: tuple[LabelKind, ...]

    def __len__(self) -> int:
        return len(self.dates)

    def versions(self, first: int = 0, last: int = sys.maxsize) -> list[tuple[str, int]]:
        """Every source of labels with its number of entries, the most frequent first.

        first, last: of the days from the one to the other, ordinals.
        """
        counts: Counter[str] = Counter()
        kinds = compress(self.kinds, (first <= day <= last for day in self.dates))
        for kind, entries in Counter(kinds).items():
            counts[self.named[kind].version] += entries
        return counts.most_common()

    def of_version(self, version: str | None) -> "Moods":
        """Those of one source; None is all of them."""
        if version is None:
            return self
        mine = [kind.version == version for kind in self.named]
        return self._those([mine[kind] for kind in self.kinds])

    def since(self, day: int) -> "Moods":
        """Those that belong to this day, an ordinal, or a later one."""
        return self._those([of >= day for of in self.dates])

    def _those(self, wanted: Sequence[bool]) -> "Moods":
        return Moods(
            tuple(compress(self.dates, wanted)),
            tuple(compress(self.wall_s, wanted)),
            tuple(compress(self.valences, wanted)),
            tuple(compress(self.kinds, wanted)),
            self.named,
        )


@dataclass(frozen=True, slots=True)
class Share:
    """Entries that have something in common. latest: the ordinal of the newest one's day."""

    entries: int
    mean: float
    latest: int


def by_word(moods: Moods) -> list[tuple[str, Share]]:
    """Entries of every label, the most frequent first; the same word of two sources is one."""
    words = sorted({kind.word for kind in moods.named})
    place = [words.index(kind.word) for kind in moods.named]
    shares = _shares([place[kind] for kind in moods.kinds], moods)
    named = [(words[key], share) for key, share in shares.items()]
    return sorted(named, key=lambda pair: (-pair[1].entries, pair[0]))


def by_step(moods: Moods) -> dict[int, Share]:
    """Entries of every step of the scale; what lies between two goes to the one further out."""
    return _shares([_step(valence) for valence in moods.valences], moods)


def by_weekday_and_hour(moods: Moods) -> dict[tuple[int, int], Share]:
    """Weekday (Monday is 0) of the day that an entry belongs to, hour of the clock on its wall."""
    keys = [
        (day - 1) % 7 * 24 + wall % DAY_S // HOUR_S
        for day, wall in zip(moods.dates, moods.wall_s, strict=True)
    ]
    return {divmod(key, 24): share for key, share in _shares(keys, moods).items()}


def _step(valence: float) -> int:
    away = int(abs(valence) + 0.5)
    return away if valence > 0 else -away


def _shares(keys: Sequence[int], moods: Moods) -> dict[int, Share]:
    entries, sums, latest = Counter(keys), dict.fromkeys(keys, 0.0), dict.fromkeys(keys, 0)
    for key, valence, day in zip(keys, moods.valences, moods.dates, strict=True):
        sums[key] += valence
        if day > latest[key]:
            latest[key] = day
    return {key: Share(n, sums[key] / n, latest[key]) for key, n in entries.items()}
