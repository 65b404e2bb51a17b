"""Step 5: the averaged weights become a model folder for the program and for transformers.

python -m tools.train_starter.export --work DIR [--to FOLDER] [--of STEP ...]
Writes weights (BF16), tokenizer, configurations and checksums. The card, the licence and the
thresholds in the task files are written by people, from what the evaluation says.
"""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from desktop.domain.scripts import HAN
from desktop.inference.folder import SCRIPT_KEY, TASKS_KEY, TURNS_KEY
from desktop.inference.tokenizer import END_OF_TEXT, IM_END, IM_START, Tokenizer
from tools.train_starter.command import Place, parser, place_of
from tools.train_starter.examples import CLASSIFY_TASKS, chat_task
from tools.train_starter.learner import mean_of
from tools.train_starter.model import EPSILON, ROPE_THETA

# Rows in training have up to 512 tokens; replies get no worse up to this, measured on dialogues.
_CONTEXT = 1024
# Behind eight earlier turns 3 in 100 replies were sentences that nobody wrote, half of one and half
# of another; behind two of them none of 180.
_TURNS = 2
CHECKSUMS = "SHA256SUMS"
_WRITTEN = {".safetensors", ".json", ".jinja"}
# Only for programs that build prompts from it; ours doesn't.
_CHAT_TEMPLATE = (
    "{% for m in messages %}{{'<|im_start|>'+m['role']+'\\n'+m['content']+'<|im_end|>\\n'}}"
    "{% endfor %}{% if add_generation_prompt %}{{'<|im_start|>assistant\\n'}}{% endif %}"
)


def main(arguments: Sequence[str] | None = None) -> None:
    made = parser(__doc__)
    made.add_argument("--to", type=Path, metavar="FOLDER", help="default: DIR/model")
    steps = "the mean of what was kept after these steps; default: as far as it is trained"
    made.add_argument("--of", type=int, nargs="+", metavar="STEP", help=steps)
    options = made.parse_args(arguments)
    place = place_of(options)
    folder = options.to or place.work / "model"
    export(place, folder, options.of or ())
    print(f"{folder}: {sum(f.stat().st_size for f in folder.iterdir()) / 1e6:.1f} MB")


def export(place: Place, folder: Path, steps: Sequence[int] = ()) -> None:
    """Write the checkpoint's average to *folder*, which is made when it is missing.

    steps: instead of it the mean of what was kept after these.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if steps:
        average = mean_of([place.weights(step) for step in steps])
    else:
        checkpoint = place.work / "checkpoint.pt"
        average = torch.load(checkpoint, map_location="cpu", weights_only=True)["average"]
    _save_weights(average, folder / "model.safetensors")
    shutil.copyfile(place.work / "tokenizer.json", folder / "tokenizer.json")
    ids = Tokenizer.from_folder(folder)
    end_of_text = _id_of(folder, END_OF_TEXT)
    _write(folder / "config.json", _config(place, ids, end_of_text))
    _write(folder / "generation_config.json", _generation(ids, end_of_text))
    _write(folder / "tokenizer_config.json", _tokenizer_config())
    (folder / "chat_template.jinja").write_text(_CHAT_TEMPLATE, "utf-8")
    _write_checksums(folder)


def _id_of(folder: Path, token: str) -> int:
    raw = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    return next(int(added["id"]) for added in raw["added_tokens"] if added["content"] == token)


def _save_weights(average: dict[str, Tensor], path: Path) -> None:
    tensors = {name: t.to(torch.bfloat16).contiguous() for name, t in average.items()}
    save_file(tensors, str(path), metadata={"format": "pt"})
    path.chmod(0o644)  # it makes files that only their owner can read


def _config(place: Place, ids: Tokenizer, end_of_text: int) -> dict[str, Any]:
    shape = asdict(place.settings.shape)
    return {
        "architectures": ["Qwen2ForCausalLM"],
        "model_type": "qwen2",
        "dtype": "bfloat16",
        "vocab_size": place.settings.vocabulary,
        "hidden_size": shape["hidden"],
        "intermediate_size": shape["intermediate"],
        "num_hidden_layers": shape["layers"],
        "num_attention_heads": shape["heads"],
        "num_key_value_heads": shape["heads"],
        "hidden_act": "silu",
        "rms_norm_eps": EPSILON,
        "rope_parameters": {"rope_theta": ROPE_THETA, "rope_type": "default"},
        "max_position_embeddings": _CONTEXT,
        "tie_word_embeddings": True,
        "attention_dropout": 0.0,
        "use_sliding_window": False,
        "use_cache": True,
        "eos_token_id": ids.im_end,
        "pad_token_id": end_of_text,
        # Which of the program's tasks these weights have learned.
        TASKS_KEY: [*CLASSIFY_TASKS, chat_task().id],
        SCRIPT_KEY: HAN,
        TURNS_KEY: _TURNS,
    }


def _generation(ids: Tokenizer, end_of_text: int) -> dict[str, Any]:
    return {"eos_token_id": ids.im_end, "pad_token_id": end_of_text, "use_cache": True}


def _tokenizer_config() -> dict[str, Any]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": IM_END,
        "pad_token": END_OF_TEXT,
        "additional_special_tokens": [IM_START, IM_END],
        "clean_up_tokenization_spaces": False,
    }


def _write(path: Path, value: dict[str, Any]) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _write_checksums(folder: Path) -> None:
    """In the form of `sha256sum --check`; of what this step writes, not of the card."""
    files = sorted(p for p in folder.iterdir() if p.suffix in _WRITTEN)
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files]
    (folder / CHECKSUMS).write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
