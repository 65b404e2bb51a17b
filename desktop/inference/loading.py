"""From a folder to an engine: checked, quantised, in C where that can be done."""

import threading
from pathlib import Path

from desktop.errors import ModelRefused
from desktop.inference.adapter import with_adapter
from desktop.inference.block_weights import load_blocks
from desktop.inference.engine import EngineInfo
from desktop.inference.folder import ModelFolder, check_folder
from desktop.inference.forward import Forward
from desktop.inference.linears import has_fast_int8
from desktop.inference.memory import out_of_memory
from desktop.inference.native import can_run
from desktop.inference.native_qwen2 import NativeQwen2
from desktop.inference.precision import Plan, first_choice, parameters
from desktop.inference.qwen2 import Qwen2
from desktop.inference.stored import Layout
from desktop.inference.threads import available_cores, fastest_count
from desktop.inference.tokenizer import Tokenizer
from desktop.inference.torch_engine import TorchEngine
from desktop.inference.weights import load_weights
from desktop.inference.weights_cache import WeightsCache

# Longer prompts than this make a laptop's person wait for seconds, whatever the weights allow.
MOST_CONTEXT = 2048


def load_engine(
    path: Path,
    stop: threading.Event | None = None,
    *,
    name: str | None = None,
    plan: Plan | None = None,
    cache: Path | None = None,
    native: bool = True,
    adapter: Path | None = None,
    threads: int | None = None,
) -> TorchEngine:
    """An engine on the folder's weights, called *name* or as the folder is called.

    plan: the precision; None takes the doctor's choice, or else the first one. cache: a
    folder for what is worth keeping (hashes, quantised weights); None keeps nothing.
    native: False leaves all work to torch, also what runs in C here. adapter: the folder of
    one to merge. threads: the most there may be; None finds the fastest number by trying.
    Raises ModelMissing, ModelRefused, ModelDamaged, AdapterRefused, OutOfMemory, Cancelled.
    """
    folder, store = check_folder(path), WeightsCache(cache)
    if adapter is not None:
        folder = with_adapter(folder, adapter)
    tokenizer = Tokenizer.from_folder(folder.path, cache)
    if tokenizer.size > folder.config.vocab_size:
        raise ModelRefused(f"{folder.path.name}: the tokenizer is another model's")
    identity = store.identity(folder, stop)
    plan = plan or store.choice(identity) or _first_choice(folder)
    try:
        model = _load(folder, plan, store, identity, stop, native=native)
    except RuntimeError as error:
        raise out_of_memory(error) from error
    if threads is None:
        threads = fastest_count(model.sample)
    info = EngineInfo(
        name=name or folder.path.name,
        weights=identity,
        parameters=parameters(folder.config),
        precision=str(plan),
        context=_context(folder),
        kernels=model.kernels,
        tasks=folder.config.tasks,
        script=folder.config.script,
        turns=folder.config.turns,
    )
    return TorchEngine(model, tokenizer, info, min(threads, available_cores()))


def _load(
    folder: ModelFolder,
    plan: Plan,
    store: WeightsCache,
    identity: str,
    stop: threading.Event | None,
    *,
    native: bool,
) -> Forward:
    """In C where that can be done, otherwise by torch."""
    in_c = native and can_run(folder.config, plan)
    cache = store.quantised(identity, plan, Layout.BLOCKS if in_c else Layout.ROWS)
    model: Forward
    if in_c:
        blocks = load_blocks(folder, plan, cache, stop)
        model = NativeQwen2(folder.config, blocks, _context(folder))
    else:
        model = Qwen2(folder.config, load_weights(folder, plan, cache, stop), _context(folder))
    if cache is not None and cache.exists():
        store.tidy(cache)
    return model


def _context(folder: ModelFolder) -> int:
    return min(folder.config.context, MOST_CONTEXT)


def _first_choice(folder: ModelFolder) -> Plan:
    return first_choice(folder.config, fast_int8=has_fast_int8())
