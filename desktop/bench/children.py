"""Work that is done once in a process of its own, because it needs torch or much memory."""

import os
from pathlib import Path
from time import perf_counter

from desktop import resources


def make_model(name: str, folder: Path) -> None:
    """A model with random weights; see `random_weights`."""
    from desktop.inference.random_weights import write_random_model

    write_random_model(name, folder, resources.BUNDLED_MODEL)


def make_gguf(model: Path, folder: Path) -> Path:
    """The same weights for llama.cpp."""
    from desktop.inference.llama_cpp import write_q8_0

    # It writes a line for every tensor; what goes wrong is told over the pipe.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    return write_q8_0(model, folder)


def import_engine() -> float:
    """Seconds that importing torch and our engine takes in a fresh process."""
    began = perf_counter()
    import desktop.inference.torch_engine  # noqa: F401

    return perf_counter() - began
