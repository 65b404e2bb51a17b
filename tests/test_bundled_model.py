"""The model inside the package, on real sentences."""

import pytest

from desktop import resources
from desktop.inference.assistant import Assistant, Tasks
from desktop.inference.torch_engine import TorchEngine


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant(
        TorchEngine.load(resources.BUNDLED_MODEL), Tasks.from_folder(resources.PROMPTS)
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [("今天的实验终于成功了，太棒了！", "正面"), ("我考试没考好，很难过", "负面")],
)
def test_it_names_the_mood_and_answers(assistant: Assistant, text: str, word: str) -> None:
    prediction = assistant.classify(text)
    assert prediction.choice.word == word
    reply = "".join(assistant.reply([], text, label=word, temperature=0.0))
    assert any("\u4e00" <= character <= "\u9fff" for character in reply), reply
    assert "<|" not in reply and "\ufffd" not in reply


def test_it_fits_into_the_repository() -> None:
    size = sum(f.stat().st_size for f in resources.BUNDLED_MODEL.iterdir())
    assert size <= 64 * 1024 * 1024
    assert (resources.BUNDLED_MODEL / "MODEL_CARD.md").exists()
