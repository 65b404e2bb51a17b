"""The models page: what it shows in every state, what its buttons ask for, by keyboard too."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop import resources
from desktop.domain.offers import ModelPhase, ModelState, Offer, OfferedFile, Source
from desktop.downloads.manifest import mirror
from desktop.errors import (
    AdapterRefused,
    HostNotTrusted,
    HostRefused,
    HostUnreachable,
    NoRoom,
    WrongFile,
)
from desktop.services import model_words
from desktop.services.doctor_service import DoctorPhase, DoctorState
from desktop.ui.models.models_page import ModelsPage
from desktop.ui.models.offer_card import OfferCard
from desktop.ui.theme import Theme
from tests.ui.test_doctor_page import RUNNING, FakeDoctor

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

OFFERS = tuple(
    Offer(name.lower(), name, f"Qwen/{name}", "ab" * 20, 494_032_768, "Apache-2.0",
          (OfferedFile("model.safetensors", 988_097_824),))
    for name in ("Small", "Large")
)  # fmt: skip
SOURCES = (
    Source("Here", "https://a.cn/{repo}/{file}"),
    Source("There", "https://b.cn/{repo}/{file}"),
)
SIZE = 988_097_824
GOING = ModelState(ModelPhase.DOWNLOADING, 312_000_000, SIZE, 4_200_000, 161.0)
PAUSED = ModelState(ModelPhase.PAUSED, 312_000_000, SIZE)
PRESENT = ModelState(ModelPhase.PRESENT, SIZE, SIZE)


class FakeModels(QObject):
    """ModelService without a network: it becomes what it is told."""

    state_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.offers, self.sources, self.folder = OFFERS, SOURCES, Path("/数据/models")
        self.states = {offer.id: ModelState(total=SIZE) for offer in OFFERS}
        self.asked: list[tuple[str, ...]] = []

    def state(self, offer_id: str) -> ModelState:
        return self.states[offer_id]

    def place(self, offer_id: str) -> Path:
        return self.folder / offer_id

    def used_bytes(self) -> int:
        return SIZE

    def free_bytes(self) -> int:
        return 50_000_000_000

    def begin(self, offer_id: str, source: Source | None = None) -> None:
        self.asked.append(("begin", offer_id, source.name if source else ""))
        self.become(GOING)

    def begin_at(self, offer_id: str, typed: str) -> None:
        self.begin(offer_id, mirror(typed))

    def pause(self, offer_id: str) -> None:
        self.asked.append(("pause", offer_id))
        self.become(PAUSED)

    def cancel(self, offer_id: str) -> None:
        self.asked.append(("cancel", offer_id))
        self.become(ModelState(total=SIZE))

    def remove(self, offer_id: str) -> None:
        self.asked.append(("remove", offer_id))

    def become(self, state: ModelState, offer_id: str = "small") -> None:
        self.states[offer_id] = state
        self.state_changed.emit(offer_id)


class FakeChoice(QObject):
    """ModelChoice without an engine."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.folder, self.adapter = resources.BUNDLED_MODEL, None
        self.trying: Path | None = None
        self.trouble: BaseException | None = None
        self.unexamined = self.stays = False
        self.asked: list[tuple[object, ...]] = []

    def use(self, folder: Path, adapter: Path | None = None) -> None:
        self.asked.append((folder, adapter))
        self.become(trying=folder)

    def skip(self) -> None:
        self.asked.append(("skip",))

    def become(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self.changed.emit()


class Bench:
    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.models, self.choice, self.doctor = FakeModels(), FakeChoice(), FakeDoctor()
        self.page = ModelsPage(self.models, self.choice, self.doctor, theme)  # type: ignore[arg-type]
        self.qtbot = qtbot
        qtbot.addWidget(self.page)
        self.page.resize(760, 1400)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()

    @property
    def card(self) -> OfferCard:
        return self.page.cards["small"]

    def offered(self) -> list[str]:
        """What the buttons of the first card say."""
        return [one.text() for one in self.card.buttons if one.isVisible()]

    def press(self, button: QPushButton) -> None:
        """By keyboard."""
        assert button.isVisible() and button.isEnabled()
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme("light")
    made.apply()
    yield made
    made.apply(font_scale=1.0)
    qapp.setStyleSheet("")


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Bench:
    return Bench(theme, qtbot)


def test_downloading_by_keyboard_and_the_focus_goes_along(bench: Bench) -> None:
    card = bench.card
    assert bench.offered() == ["下载"] and not card.bar.isVisible()
    bench.press(card.download)
    assert bench.models.asked == [("begin", "small", "")]
    assert bench.offered() == ["暂停", "取消下载"] and card.pause.hasFocus()
    assert "312 MB" in card.line.text() and "988 MB" in card.line.text()
    assert "每秒 4.2 MB" in card.line.text() and "约 3 分钟" in card.line.text()
    assert card.bar.value() == 316
    bench.press(card.pause)
    assert bench.offered() == ["继续", "取消下载"] and card.resume.hasFocus()
    bench.press(card.resume)
    bench.press(card.cancel)
    assert bench.offered() == ["下载"] and card.download.hasFocus()


def test_every_button_says_of_which_model_it_is(bench: Bench) -> None:
    for card, offer in zip(bench.page.cards.values(), OFFERS, strict=True):
        assert all(one.accessibleName().endswith(offer.name) for one in card.buttons)
        assert offer.name in card.bar.accessibleName()


@pytest.mark.parametrize(
    ("error", "other_places"),
    [(HostUnreachable("a.cn"), True), (HostNotTrusted("a.cn"), True),
     (HostRefused("a.cn (404)"), True), (WrongFile("model.safetensors"), True),
     (NoRoom(2_000_000_000, 1_000_000), False)],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_a_failure_says_what_to_do(bench: Bench, error: Exception, other_places: bool) -> None:
    bench.models.become(replace(PAUSED, phase=ModelPhase.FAILED, error=error))
    assert bench.card.line.text() and bench.card.mirror.isVisible() is other_places
    assert bench.offered() == ["继续", "取消下载"]


def test_another_place_by_a_button_and_by_its_address(bench: Bench) -> None:
    failed = ModelState(ModelPhase.FAILED, total=SIZE, error=HostUnreachable("a.cn"))
    bench.models.become(failed)
    row = bench.card.mirror
    bench.press(row.buttons[1])
    assert bench.models.asked == [("begin", "small", "There")]
    assert not row.isVisible()
    bench.models.become(failed)
    row.field.setText("http://not.encrypted")
    bench.press(row.go)
    assert row.note.isVisible() and len(bench.models.asked) == 1
    row.field.setText("hub.example.cn")
    bench.qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert bench.models.asked[-1] == ("begin", "small", "hub.example.cn")


def test_using_what_is_there_and_waiting_for_the_doctor(bench: Bench) -> None:
    bench.models.become(PRESENT)
    assert bench.offered() == ["使用", "删除…"]
    bench.press(bench.card.use)
    place = bench.models.place("small")
    assert bench.choice.asked == [(place, None)]
    assert bench.page.in_use.skip.hasFocus()
    bench.doctor.become(RUNNING)
    in_use = bench.page.in_use
    assert in_use.name.text() == "Small"
    assert "20" in in_use.trial.text() and in_use.skip.isVisible()
    assert not in_use.folder.isEnabled()
    bench.press(in_use.skip)
    assert bench.choice.asked[-1] == ("skip",)
    bench.choice.become(trying=None, folder=place)
    assert not in_use.skip.isVisible() and in_use.folder.hasFocus()
    assert bench.offered() == []  # it is in use: neither to be used nor to be deleted
    assert bench.card.line.text().startswith("正在用")


def test_deleting_asks_first(bench: Bench) -> None:
    bench.models.become(PRESENT)
    bench.press(bench.card.remove)
    assert "988 MB" in bench.card.question.text.text() and bench.card.question.no.hasFocus()
    bench.qtbot.keyClick(bench.card.question.no, Qt.Key.Key_Escape)
    assert bench.models.asked == [] and bench.page.isVisible()
    bench.press(bench.card.remove)
    bench.press(bench.card.question.yes)
    assert bench.models.asked == [("remove", "small")]


def test_adapters_are_added_and_taken_off(bench: Bench) -> None:
    in_use, path = bench.page.in_use, Path("/适配/器")
    in_use._on_adapter_chosen(str(path))
    assert bench.choice.asked == [(resources.BUNDLED_MODEL, path)]
    bench.choice.become(trying=None, adapter=path)
    assert path.name in in_use.adapter.text() and not in_use.add.isVisible()
    bench.press(in_use.take_off)
    assert bench.choice.asked[-1] == (resources.BUNDLED_MODEL, None)


def test_why_a_wish_was_not_fulfilled(bench: Bench) -> None:
    bench.choice.become(trouble=AdapterRefused("base", "Qwen/Other"))
    assert "Qwen/" in bench.page.in_use.trouble.text()
    assert "原来的模型" not in bench.page.in_use.trouble.text()
    bench.choice.become(stays=True)
    assert "原来的模型" in bench.page.in_use.trouble.text()
    bench.choice.become(trouble=None)
    assert not bench.page.in_use.trouble.isVisible()
    bench.choice.become(unexamined=True)
    assert bench.page.in_use.trouble.isVisible()


def test_what_was_learned_is_said(bench: Bench) -> None:
    bench.models.become(replace(PRESENT, learned=True))
    assert "校验值" in bench.card.line.text()


def test_not_every_figure_is_read_aloud() -> None:
    later = replace(GOING, done=400_000_000)
    assert model_words.announcement(GOING) == model_words.announcement(later) != ""
    assert model_words.standing(GOING) != model_words.standing(later)


def test_escape_leads_back(bench: Bench) -> None:
    with bench.qtbot.waitSignal(bench.page.left):
        bench.qtbot.keyClick(bench.page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_fits_a_narrow_window(bench: Bench, theme: Theme, scale: float) -> None:
    """Nothing needs more width than there is: the page never scrolls sideways."""
    failed = ModelState(ModelPhase.FAILED, total=SIZE, error=HostUnreachable("a.cn"))
    bench.models.become(failed)
    bench.models.become(PRESENT, "large")
    bench.choice.become(trying=Path("/a/" + "long" * 40), adapter=Path("/b/" + "long" * 40))
    bench.doctor.become(DoctorState(DoctorPhase.RUNNING))
    theme.apply(font_scale=scale)
    bench.page.resize(580, 900)
    QApplication.processEvents()
    assert bench.page.minimumSizeHint().width() <= 580
    inside = bench.card.parentWidget()
    assert inside is not None and inside.minimumSizeHint().width() <= 580
