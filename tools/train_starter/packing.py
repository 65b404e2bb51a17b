"""Rows of examples for the training, in an order that depends on the settings and nothing else."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import Tensor

from tools.train_starter.examples import Kind
from tools.train_starter.settings import Batch, Settings
from tools.train_starter.tokenizer import Array, encoded_path

# Pieces that a row can choose from; the fuller rows are, the less is computed for nothing.
_CHOICE = 48


@dataclass(frozen=True, slots=True)
class Rows:
    """All [rows, length]. examples: a number for each token's example, -1 behind the last.

    shares: [rows, length, answers], how likely each answer is at a label; zero where the label
    itself counts, and at all other tokens. answers: [answers], their tokens.
    """

    ids: Tensor
    kinds: Tensor
    positions: Tensor
    examples: Tensor
    shares: Tensor
    answers: Tensor


class Source:
    """The pieces of one source, in a new order each time all were drawn."""

    def __init__(self, path: Path, seed: str) -> None:
        with np.load(path) as stored:
            self._ids, self._kinds, self._ends = stored["ids"], stored["kinds"], stored["ends"]
            self._shares, self.answers = stored["shares"], stored["answers"]
        self._begins = np.concatenate(([0], self._ends[:-1]))
        self._seed, self._passes, self._order = seed, 0, list[int]()

    def draw(self) -> int:
        """The number of the next piece."""
        if not self._order:
            self._order = list(range(len(self._ends)))
            random.Random(f"{self._seed} {self._passes}").shuffle(self._order)
            self._passes += 1
        return self._order.pop()

    def length(self, piece: int) -> int:
        return int(self._ends[piece] - self._begins[piece])

    def tokens(self, piece: int) -> tuple[Array, Array]:
        """ids and kinds."""
        span = slice(self._begins[piece], self._ends[piece])
        return self._ids[span], self._kinds[span]

    def shares(self, piece: int) -> Array:
        """Of the answers, at the piece's label."""
        return cast(Array, self._shares[piece])


Piece = tuple[str, int, int]  # source, its number there, tokens


class Packer:
    """Fills rows. Whichever source is furthest behind its share gives the next piece."""

    def __init__(self, work: Path, batch: Batch, seed: str) -> None:
        self._batch = batch
        self._sources = {
            name: Source(encoded_path(work, name, batch.length), f"{seed} {name}")
            for name in batch.sources
        }
        # All sources were encoded with one tokenizer.
        self._answers = next(iter(self._sources.values())).answers
        self._given = dict.fromkeys(batch.sources, 0.0)
        self._waiting: list[Piece] = []

    def skip(self, batches: int) -> None:
        """Go on as if so many had been read."""
        for _ in range(batches * self._batch.rows):
            self._row()

    def next(self) -> Rows:
        rows = [self._filled(self._row()) for _ in range(self._batch.rows)]
        columns = [torch.from_numpy(np.stack(column)) for column in zip(*rows, strict=True)]
        columns.append(torch.from_numpy(self._answers))
        return Rows(*columns)

    def _row(self) -> list[Piece]:
        """The oldest piece, then the longest of those waiting that still fit."""
        room, row = self._batch.length, list[Piece]()
        while True:
            while len(self._waiting) < _CHOICE:
                self._waiting.append(self._draw())
            fitting = [p for p in self._waiting if p[2] <= room]
            if not fitting:
                return row
            chosen = max(fitting, key=lambda p: p[2]) if row else self._waiting[0]
            self._waiting.remove(chosen)
            row.append(chosen)
            room -= chosen[2]

    def _draw(self) -> Piece:
        shares = self._batch.sources
        name = min(shares, key=lambda n: self._given[n] / shares[n])
        number = self._sources[name].draw()
        length = self._sources[name].length(number)
        self._given[name] += length
        return name, number, length

    def _filled(self, row: list[Piece]) -> tuple[Array, ...]:
        length = self._batch.length
        ids, kinds, positions = (np.zeros(length, dtype=np.int64) for _ in range(3))
        examples = np.full(length, -1, dtype=np.int64)
        shares = np.zeros((length, len(self._answers)), dtype=np.float32)
        at = 0
        for number, (name, piece, size) in enumerate(row):
            span = slice(at, at + size)
            ids[span], kinds[span] = self._sources[name].tokens(piece)
            positions[span], examples[span] = np.arange(size), number
            shares[span][kinds[span] == Kind.LABEL] = self._sources[name].shares(piece)
            at += size
        return ids, kinds, positions, examples, shares


def steps_from(settings: Settings, work: Path, done: int) -> Iterator[dict[str, Rows]]:
    """What each step reads, by kind of batch, from the step after *done* on."""
    for number, stage in enumerate(settings.stages):
        skipped = min(done, stage.steps)
        done -= skipped
        if skipped == stage.steps:
            continue
        packers = {
            kind: Packer(work, batch, f"{settings.seed} {number} {kind}")
            for kind, batch in stage.batches.items()
        }
        for packer in packers.values():
            packer.skip(skipped)
        for _ in range(stage.steps - skipped):
            yield {kind: packer.next() for kind, packer in packers.items()}
