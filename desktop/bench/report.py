"""What was measured, as JSON for programs and as a table for people."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from desktop.bench.figures import EngineFigures, limit_step_s, ratios
from desktop.bench.start import Start

FORMAT = 1
_WIDTH, _FIRST = 16, 34

# Title, row, statistic; all in milliseconds.
_ROWS = (
    ("preprocessing", "preprocess", "median"),
    ("label, text of 10 tokens", "label_10", "median"),
    ("label, text of 30 tokens", "label_30", "median"),
    ("label, text of 50 tokens", "label_50", "median"),
    ("history, 6 turns to ids", "history", "median"),
    ("first token", "first_token", "median"),
    ("reply of 45 tokens", "reply", "median"),
    ("per token, median", "token", "median"),
    ("per token, 95 %", "token", "p95"),
    ("total: label and reply", "total", "median"),
    ("prefill of 256 tokens", "prefill_256", "median"),
    ("first token after 6 turns", "first_token_running", "median"),
    ("the same, read while typed", "first_token_ahead", "median"),
)
_RATIOS = {
    "label_vs_reference": "label against the reference",
    "decode_vs_reference": "decoding against the reference",
    "reply_vs_reference": "reply against the reference",
    "label_vs_llama_cpp": "label against llama.cpp's prefill",
    "decode_vs_llama_cpp": "decoding against llama.cpp",
    "prefill256_vs_llama_cpp": "prefill against llama.cpp",
    "decode_vs_limit": "decoding against reading memory",
    "decode_vs_copy": "decoding against copying memory",
}


@dataclass(slots=True)
class Outcome:
    """All of a run. engines: ours first. starts: `fresh`, `cached`; why there is none if not."""

    about: dict[str, Any]
    engines: list[EngineFigures]
    limit: EngineFigures
    starts: dict[str, Start] = field(default_factory=dict)
    no_start: str | None = None
    import_s: float | None = None

    def _medians(self, kind: str) -> dict[str, float] | None:
        found = next((e for e in self.engines if e.kind == kind and not e.absent), None)
        return found.medians() if found else None

    def limit_s(self, way: str = "read") -> float | None:
        """Seconds that the memory needs for what one of our steps reads."""
        rates, step = self.limit.medians(), self.engines[0].facts.get("step_bytes")
        return limit_step_s(step, rates[way]) if step and way in rates else None

    def ratios(self) -> dict[str, float | None]:
        ours = self.engines[0].medians()
        others = self._medians("reference"), self._medians("llama.cpp")
        copy_s = self.limit_s("copy")
        copied = copy_s / ours["token"] if copy_s and "token" in ours else None
        return {**ratios(ours, *others, self.limit_s()), "decode_vs_copy": copied}

    def as_json(self) -> dict[str, Any]:
        """Seconds, bytes, bytes a second; null for what is not there."""
        return {
            "format": FORMAT,
            **self.about,
            "engines": [_engine(engine) for engine in self.engines],
            "limit": {
                **{f"{way}_bytes_per_s": v for way, v in self.limit.medians().items()},
                "step_bytes": self.engines[0].facts.get("step_bytes"),
                "step_s": self.limit_s(),
                "absent": self.limit.absent,
            },
            "start": {
                **{kind: asdict(start) for kind, start in self.starts.items()},
                "import_s": self.import_s,
                "absent": self.no_start,
            },
            "ratios": self.ratios(),
        }

    def lines(self) -> list[str]:
        """The table."""
        present = [engine for engine in self.engines if not engine.absent]
        return [
            *_heading(self.about),
            "",
            _line("milliseconds", [engine.name for engine in present]),
            *(_row(present, title, row, way) for title, row, way in _ROWS),
            _line("load, s", [f"{engine.facts['load_s']:.1f}" for engine in present]),
            _memory(present, "memory after loading, MB", "loaded"),
            _memory(present, "memory at most, MB", "peak"),
            "",
            *self._start_lines(),
            *self._ratio_lines(),
            *(f"{e.name}: absent, {e.absent}" for e in [*self.engines, self.limit] if e.absent),
        ]

    def _start_lines(self) -> list[str]:
        if self.no_start:
            return [f"start: absent, {self.no_start}", ""]
        titles = ("window, s", "weights ready, s", "first label, s", "with window at most, MB")
        columns = [
            (f"{s.window:.2f}", f"{s.ready:.1f}", f"{s.label:.1f}", f"{s.peak / 1e6:.0f}")
            for s in self.starts.values()
        ]
        rows = [_line(t, [c[n] for c in columns]) for n, t in enumerate(titles)]
        imports = [_line("import of torch alone, s", [f"{self.import_s:.1f}"])]
        head = _line("from the start of the process", list(self.starts))
        return [head, *rows, *(imports if self.import_s else []), ""]

    def _ratio_lines(self) -> list[str]:
        found = self.ratios()
        return [_line("times as fast", []), *(
            _line(title, ["-" if found[name] is None else f"{found[name]:.2f}"])
            for name, title in _RATIOS.items()
        ), ""]  # fmt: skip


def _engine(engine: EngineFigures) -> dict[str, Any]:
    facts = {key: value for key, value in engine.facts.items() if key != "operations"}
    return {
        "name": engine.name,
        "kind": engine.kind,
        **facts,
        "rows": engine.rows(),
        "memory": {f"{key}_bytes": value for key, value in engine.memory.items()},
        "absent": engine.absent,
    }


def _heading(about: dict[str, Any]) -> list[str]:
    machine, weights, share = about["machine"], about["weights"], about["others_share"]
    busy = "unknown" if share is None else f"{share:.0%}"
    return [
        f"{weights['name']}, {weights['parameters'] / 1e6:.0f} million parameters, "
        f"{weights['sha256'][:16]}…; {about['rounds']} rounds, medians",
        f"{machine['cpu']}, {machine['cores']} cores, torch {about['versions']['torch']}, "
        f"taken by other programs meanwhile: {busy}",
    ]


def _row(engines: Sequence[EngineFigures], title: str, row: str, statistic: str) -> str:
    found = (engine.rows().get(row) for engine in engines)
    return _line(title, ["-" if r is None else f"{r[statistic] * 1000:.1f}" for r in found])


def _memory(engines: Sequence[EngineFigures], title: str, key: str) -> str:
    cell: Callable[[int | None], str] = lambda v: "-" if v is None else f"{v / 1e6:.0f}"  # noqa: E731
    return _line(title, [cell(engine.memory.get(key)) for engine in engines])


def _line(title: str, cells: Sequence[str]) -> str:
    return f"{title:<{_FIRST}}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)
