"""What the doctor found, in sentences."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop import resources
from desktop.domain.examination import Progress
from desktop.services import doctor_words
from desktop.services.doctor_service import DoctorPhase, DoctorState
from tests.fakes import REPORT


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    before, translator = QLocale(), QTranslator()
    assert translator.load("en", str(resources.TRANSLATIONS))
    QCoreApplication.installTranslator(translator)
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield
    QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(before)


def test_why_it_was_chosen() -> None:
    assert doctor_words.because(REPORT) == (
        "选了 int8（down 用 bfloat16）：100% 的句子标签和 float32 一样，速度是它的 2.4 倍，"
        "内存是它的 32%。更快的还有 int8，但答得差太多，没有选。"
    )
    exact = replace(REPORT, choice="float32", examined=REPORT.examined[:1])
    assert doctor_words.because(exact) == "选了 float32：这里没有更快、又答得一样的精度。"


def test_why_in_english(english: None) -> None:
    assert doctor_words.because(REPORT) == (
        "Chosen: int8 (down in bfloat16). It gives float32's label on 100% of the sentences and is "
        "2.4 times as fast, in 32% of the memory. "
        "Faster, but with answers that differ too much: int8."
    )
    assert doctor_words.columns()[0] == "Same labels"


def test_several_groups_are_all_named() -> None:
    assert doctor_words.precision_name("int8-keep-down-gate_up") == (
        "int8（down、gate_up 用 bfloat16）"
    )


def test_every_precision_has_figures_with_units() -> None:
    assert len(doctor_words.figures(REPORT.exact)) == len(doctor_words.columns())
    assert doctor_words.figures(REPORT.examined[2]) == (
        "95.8%", "0.0831", "71 ms", "27.4 ms", "0.8 s", "464 MB"
    )  # fmt: skip


def test_how_far_it_is() -> None:
    at = Progress("bfloat16", 2, 3, 0, 48)
    state = DoctorState(DoctorPhase.RUNNING, at)
    assert doctor_words.status(state) == "第 2 步，共 3 步：载入 bfloat16"
    later = replace(state, progress=replace(at, sentence=20))
    assert doctor_words.status(later) == "第 2 步，共 3 步：bfloat16，第 20 句，共 48 句"
    assert doctor_words.announcement(later) == doctor_words.announcement(state)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DoctorState(), ""),
        (DoctorState(precision="int8"), "现在用 int8，还没有体检过。"),
        (DoctorState(precision="int8", report=REPORT), "现在用 int8。"),
        (DoctorState(precision="int8-keep-down", report=REPORT), "是体检选的"),
        (DoctorState(DoctorPhase.RUNNING, precision="int8"), "正在体检…"),
    ],
)
def test_how_it_stands(state: DoctorState, words: str) -> None:
    assert words in doctor_words.standing(state)
