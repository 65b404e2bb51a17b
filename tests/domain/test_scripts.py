"""What can be read by a model that knows one script."""

import pytest

from desktop.domain.scripts import HAN, is_written_in


@pytest.mark.parametrize("text", ["今天很好", "今天 deadline 又延期", "😀", "100%", "", "…"])
def test_what_can_be_read(text: str) -> None:
    assert is_written_in(text, HAN)


@pytest.mark.parametrize("text", ["I am tired", "つかれた", "피곤해", "100 km", "Ça va"])
def test_what_cannot(text: str) -> None:
    assert not is_written_in(text, HAN)
