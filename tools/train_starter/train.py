"""Step 3: train the network; continues where it was stopped.

python -m tools.train_starter.train --work DIR [--until STEP]
Ctrl-C (or SIGTERM) saves a checkpoint after the current step and stops.
"""

import os
import signal
from collections.abc import Sequence
from types import FrameType

# Before torch: threads that spin while they wait take the cores from everything else.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch

from tools.train_starter.command import Place, parser, place_of
from tools.train_starter.learner import Learner
from tools.train_starter.packing import steps_from
from tools.train_starter.progress import Progress

_SAVED_EVERY = 50


class _Stop:
    """Set by the signals that ask to stop."""

    def __init__(self) -> None:
        self.asked = False

    def ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True


def main(arguments: Sequence[str] | None = None) -> None:
    made = parser(__doc__)
    made.add_argument("--until", type=int, metavar="STEP", help="stop after this step")
    options = made.parse_args(arguments)
    stop = _Stop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop.ask)
    train(place_of(options), options.until, stop)


def train(
    place: Place, until: int | None = None, stop: _Stop | None = None, *, compiled: bool = True
) -> Learner:
    """Learn up to step *until*, or all; the checkpoint says where to begin."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    learner = Learner(place.settings, device, compiled=compiled)
    checkpoint = place.work / "checkpoint.pt"
    if checkpoint.exists():
        learner.load(checkpoint)
    last = min(until or place.settings.steps, place.settings.steps)
    progress = Progress(place.work / "train.log", learner.step, last)
    progress.say(f"{learner.parameters / 1e6:.1f} M parameters on {device}")
    for batches in steps_from(place.settings, place.work, learner.step):
        if learner.step >= last or (stop is not None and stop.asked):
            break
        _mixed(learner, place)
        progress.add(learner.step + 1, learner.learn(batches), batches)
        if learner.step in place.settings.kept:
            learner.save_average(place.weights(learner.step))
        if learner.step % _SAVED_EVERY == 0:
            learner.save(checkpoint)
    learner.save(checkpoint)
    progress.say(f"stopped after step {learner.step} of {place.settings.steps}")
    return learner


def _mixed(learner: Learner, place: Place) -> None:
    """At the beginning of a stage that says so."""
    if steps := place.settings.mix_after(learner.step):
        learner.begin_with([place.weights(step) for step in steps])


if __name__ == "__main__":
    main()
