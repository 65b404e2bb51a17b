"""What every step of the recipe is told: where the data are, where to work, which settings."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.train_starter.settings import SETTINGS, Settings, load_settings


@dataclass(frozen=True, slots=True)
class Place:
    """data: the folder that holds `train`. work: the recipe's own folder, made when missing."""

    data: Path
    work: Path
    settings: Settings

    def weights(self, step: int) -> Path:
        """Where the averaged weights after a step are kept that a later stage begins with."""
        return self.work / f"weights-{step}.safetensors"


def parser(description: str | None) -> argparse.ArgumentParser:
    """The options that all steps share."""
    made = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--data", type=Path, default=Path("../shared/data"), metavar="DIR")
    made.add_argument("--work", type=Path, default=Path("build/starter"), metavar="DIR")
    made.add_argument("--settings", type=Path, default=SETTINGS, metavar="FILE")
    return made


def place_of(options: argparse.Namespace) -> Place:
    options.work.mkdir(parents=True, exist_ok=True)
    return Place(options.data, options.work, load_settings(options.settings))


def place_from(description: str | None, arguments: Sequence[str] | None) -> Place:
    return place_of(parser(description).parse_args(arguments))
