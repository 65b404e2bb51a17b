"""Choosing tokens: same meaning as transformers' processors, and the same draw for a seed."""

import pytest
import torch

from desktop.inference.engine import GenerationConfig
from desktop.inference.sampling import Sampler, _penalised, _top_p

LOGITS = torch.randn(200, generator=torch.Generator().manual_seed(3)) * 3


def test_temperature_zero_takes_the_likeliest() -> None:
    sampler = Sampler(GenerationConfig(temperature=0.0))
    assert sampler.next(LOGITS, []) == int(LOGITS.argmax())


def test_a_seed_repeats_and_no_seed_varies() -> None:
    def draws(seed: int | None) -> list[int]:
        sampler = Sampler(GenerationConfig(temperature=1.5, seed=seed))
        return [sampler.next(LOGITS, []) for _ in range(40)]

    assert draws(11) == draws(11) != draws(12)
    assert draws(None) != draws(None)


@pytest.mark.parametrize("k", [1, 5, 50, 200])
@pytest.mark.parametrize("p", [0.4, 0.9, 1.0])
def test_only_what_transformers_would_draw_from(k: int, p: float) -> None:
    """Top-k and then top-p: the same tokens with the same probabilities."""
    from transformers import TopKLogitsWarper, TopPLogitsWarper

    left = TopKLogitsWarper(top_k=k)(None, LOGITS[None])
    left = TopPLogitsWarper(top_p=p)(None, left) if p < 1.0 else left
    expected = left[0].softmax(-1)
    sampler = Sampler(GenerationConfig(temperature=1.0, top_k=k, top_p=p, seed=4))
    draws = torch.tensor([sampler.next(LOGITS, []) for _ in range(3000)])
    shares = torch.bincount(draws, minlength=LOGITS.numel()) / draws.numel()
    assert not shares[expected == 0].any()
    torch.testing.assert_close(shares, expected, atol=0.04, rtol=0)


@pytest.mark.parametrize("p", [0.01, 0.3, 0.9, 0.999])
def test_top_p_as_in_transformers(p: float) -> None:
    from transformers import TopPLogitsWarper

    expected = TopPLogitsWarper(top_p=p)(None, LOGITS[None])[0]
    torch.testing.assert_close(_top_p(LOGITS, p), expected)


def test_repetition_penalty_as_in_transformers() -> None:
    from transformers import RepetitionPenaltyLogitsProcessor

    seen = [3, 5, 5, 150]
    expected = RepetitionPenaltyLogitsProcessor(1.3)(torch.tensor([seen]), LOGITS[None])[0]
    torch.testing.assert_close(_penalised(LOGITS, seen, 1.3), expected)


def test_the_given_logits_stay_as_they_are() -> None:
    before = LOGITS.clone()
    Sampler(GenerationConfig(repetition_penalty=1.2, top_k=5, top_p=0.5)).next(LOGITS, [1, 2])
    torch.testing.assert_close(LOGITS, before)
