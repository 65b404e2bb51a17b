"""Who takes part, from the first start of the program to the last round."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from desktop import resources
from desktop.bench.children import import_engine
from desktop.bench.figures import EngineFigures
from desktop.bench.machine import OtherPrograms
from desktop.bench.material import Material
from desktop.bench.report import Outcome
from desktop.bench.rounds import Contestant, play
from desktop.bench.spec import Spec
from desktop.bench.start import Start, measure_start
from desktop.bench.workers import Failed, apart
from desktop.inference.tokenizer import Tokenizer
from desktop.inference.turn_tasks import Tasks

_TELL_EVERY = 5


class Contest:
    """Everything about one folder of weights. diary: a data folder of no one's."""

    def __init__(self, model: Path, diary: Path, tell: Callable[[str], None]) -> None:
        self._model, self._diary, self._tell = model, diary, tell
        self._cache = diary / "cache"
        self._ours: list[Contestant] = []
        self._others: list[Contestant] = []
        self._absent: list[EngineFigures] = []
        self._starts: dict[str, Start] = {}
        self._no_start: str | None = None
        self._import_s: float | None = None
        self._other_programs = OtherPrograms()  # before the first child: its time is ours
        self._others_share: float | None = None
        self._limit = EngineFigures("limit", "limit")

    def measure_starts(self, cached: int) -> None:
        """One with nothing kept, then *cached* ones, of which the median counts."""
        self._tell("starting the program")
        try:
            self._starts["fresh"] = measure_start(self._diary, self._model)
            again = [measure_start(self._diary, self._model) for _ in range(cached)]
            self._starts["cached"] = _middle(again)
            self._import_s = apart(import_engine)
        except Failed as failure:
            self._no_start = str(failure)

    def enter_ours(self, precisions: list[str]) -> None:
        """Raises Failed: without the first one there is nothing to compare with."""
        for precision in precisions:
            self._tell(f"loading our engine, {precision}")
            figures = EngineFigures(f"ours {precision}", "ours")
            plan = None if precision == "auto" else precision
            contestant = Contestant(figures, Spec("ours", self._model, self._cache, plan))
            self._ours.append(contestant)
            if figures.absent:
                self._close()
                raise Failed(figures.absent)
            figures.name = f"ours {figures.facts['precision']}"

    def enter_others(self, gguf: Path | None, why_no_gguf: str, every: int) -> None:
        """Those that aren't ours, in every *every*-th round; and the limit."""
        threads = self._ours[0].figures.facts["threads"]
        self._tell("loading the others")
        reference = EngineFigures("reference fp32", "reference")
        self._others.append(Contestant(reference, Spec("reference", self._model), every))
        figures = EngineFigures("llama.cpp Q8_0", "llama.cpp", absent=why_no_gguf or None)
        if gguf is None:
            self._absent.append(figures)
        else:
            spec = Spec("llama.cpp", gguf, threads=threads)
            self._others.append(Contestant(figures, spec, every))
        limit = Spec("limit", self._model, threads=threads)
        self._others.append(Contestant(self._limit, limit))

    def play(self, rounds: int) -> None:
        contestants = [*self._ours, *self._others]
        tokenizer = Tokenizer.from_folder(self._model, self._cache)
        material = Material(tokenizer, Tasks.from_folder(resources.PROMPTS))
        try:
            for done in play(contestants, material.rounds(rounds + 1)):
                if done % _TELL_EVERY == 0:
                    self._tell(f"round {done} of {rounds}")
            for contestant in contestants:
                contestant.end()
        finally:
            self._close()
        self._others_share = self._other_programs.share()

    def outcome(self, about: dict[str, Any], name: str) -> Outcome:
        engines = [c.figures for c in [*self._ours, *self._others] if c.figures is not self._limit]
        facts = self._ours[0].figures.facts
        weights = {"name": name, "sha256": facts["weights"], "parameters": facts["parameters"]}
        about = {
            **about,
            "weights": weights,
            "precision": facts["precision"],
            "threads": facts["threads"],
            "others_share": self._others_share,
        }
        return Outcome(
            about, [*engines, *self._absent], self._limit,
            self._starts, self._no_start, self._import_s,
        )  # fmt: skip

    def _close(self) -> None:
        for contestant in [*self._ours, *self._others]:
            contestant.close()


def _middle(starts: list[Start]) -> Start:
    """The median of each."""
    return Start(
        window=median(s.window for s in starts),
        ready=median(s.ready for s in starts),
        label=median(s.label for s in starts),
        peak=max(s.peak for s in starts),
    )
