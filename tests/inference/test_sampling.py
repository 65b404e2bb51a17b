"""Choosing tokens: same meaning as transformers' processors, and the same draw for a seed."""

import pytest
import torch

from desktop.inference.engine import GenerationConfig
from desktop.inference.sampling import Sampler, _penalised, _top_k, _top_p

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
def test_top_k_as_in_transformers(k: int) -> None:
    from transformers import TopKLogitsWarper

    expected = TopKLogitsWarper(top_k=k)(None, LOGITS[None])[0]
    torch.testing.assert_close(_top_k(LOGITS, k), expected)


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
