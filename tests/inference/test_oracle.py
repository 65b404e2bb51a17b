"""Our forward against transformers' own: same logits, same greedy text."""

from pathlib import Path

import pytest
import torch

from desktop import resources
from desktop.domain.messages import Message, Role
from desktop.inference.engine import GenerationConfig
from desktop.inference.folder import check_folder
from desktop.inference.loading import load_engine
from desktop.inference.precision import Plan, Precision
from desktop.inference.qwen2 import Qwen2
from desktop.inference.weights import load_weights
from tests.inference.conftest import SHAPES, make_model

EXACT = Plan(Precision.FLOAT32)


def _ours(folder: Path) -> Qwen2:
    checked = check_folder(folder)
    return Qwen2(checked.config, load_weights(checked, Plan(Precision.FLOAT32)), 256)


def _theirs(folder: Path) -> torch.nn.Module:
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, local_files_only=True, use_safetensors=True
    )
    return model.eval()  # type: ignore[no-any-return]


@pytest.fixture(params=[*SHAPES, "bundled"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "bundled":
        return resources.BUNDLED_MODEL
    return make_model(tmp_path / "model", **SHAPES[request.param])


def test_logits_agree_in_one_go_and_in_pieces(folder: Path) -> None:
    ids = torch.randint(0, 7000, (90,), generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        expected = _theirs(folder)(ids[None]).logits[0]
    model = _ours(folder)
    whole = model.forward(ids, model.new_cache(), rows=torch.arange(90))
    torch.testing.assert_close(whole, expected, atol=1e-4, rtol=1e-4)
    cache = model.new_cache()
    pieces = [model.forward(piece, cache)[0] for piece in ids.split([40, 1, 1, 47, 1])]
    torch.testing.assert_close(
        torch.stack(pieces), expected[[39, 40, 41, 88, 89]], atol=1e-4, rtol=1e-4
    )


@pytest.mark.parametrize("kind", ["tied", "grouped", "qwen3"])
def test_greedy_text_is_that_of_generate(kind: str, tmp_path: Path) -> None:
    folder = make_model(tmp_path / "model", **SHAPES[kind])
    engine = load_engine(folder, plan=EXACT)
    messages = [Message(Role.SYSTEM, "你好"), Message(Role.USER, "今天下雨了")]
    text = "".join(engine.generate(messages, GenerationConfig(max_tokens=24, temperature=0.0)))
    prompt = engine._template.prompt(messages, 500)
    ids = torch.tensor([prompt.ids])
    with torch.inference_mode():
        out = _theirs(
            folder
        ).generate(  # type: ignore[operator]
            ids,
            attention_mask=torch.ones_like(ids),
            max_new_tokens=24,
            do_sample=False,
            eos_token_id=sorted(engine._tokenizer.ends),
            pad_token_id=0,
        )[0, ids.shape[1] :]
    decoder = engine._tokenizer.decoder()
    assert text == "".join(decoder.feed(int(token)) for token in out)


def test_scores_are_the_log_probabilities_of_the_words(tiny: Path) -> None:
    """Words of one and of several tokens, packed into one forward, against one forward each."""
    engine, theirs = load_engine(tiny, plan=EXACT), _theirs(tiny)
    messages = [Message(Role.SYSTEM, "只回答情绪。"), Message(Role.USER, "考试没考好" * 30)]
    words = ["正面", "负面", "非常非常开心", "tranquil", "惊讶"]
    assert len({len(engine._tokenizer.encode(w)) for w in words}) > 1
    scores = engine.score(messages, words).scores
    prompt = engine._template.prompt(messages, 500).ids
    for word, score in zip(words, scores, strict=True):
        ids = engine._tokenizer.encode(word)
        with torch.inference_mode():
            logits = theirs(torch.tensor([[*prompt, *ids]])).logits[0]
        logp = logits[len(prompt) - 1 : -1].log_softmax(-1)
        expected = logp.gather(1, torch.tensor(ids)[:, None]).sum()
        assert score == pytest.approx(float(expected), abs=1e-3)
