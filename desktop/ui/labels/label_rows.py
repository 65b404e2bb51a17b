"""The settings' rows about labels: how far both agree, and labelling old entries anew."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton

from desktop.services.label_service import LabelService
from desktop.services.relabelling import Relabelling, RelabellingState
from desktop.ui.settings.setting_row import SettingRow
from desktop.ui.texts import percent
from desktop.ui.theme import Theme

# With fewer, one entry more or less would move the share by over a tenth.
LEAST_JUDGED = 10
COALESCE_MS = 300


def _agreement_name() -> str:
    return QCoreApplication.translate("labels", "你和模型有多一致")


def _agreement_definition() -> str:
    return QCoreApplication.translate(
        "labels",
        "最近 30 天里你改过或点选确认过的日记中，你的标签和模型最新的标签相同的占多少。"
        "没点开过的不算。",
    )


def _relabel_name() -> str:
    return QCoreApplication.translate("labels", "重新标旧日记")


def _relabel_help() -> str:
    return QCoreApplication.translate(
        "labels",
        "换了模型或提示词以后，可以让现在的模型在后台把旧日记再看一遍，随时能停；"
        "没标完就关了程序，下次打开接着来，用电池时先歇着。"
        "你标的和导入的不变；心情图会写明标签各是谁标的。",
    )


class AgreementRow(SettingRow):
    """How many of the labels that the person judged are the model's, too; read while shown."""

    def __init__(self, labels: LabelService, theme: Theme) -> None:
        share = QLabel()
        super().__init__(theme, _agreement_name(), _agreement_definition(), share)
        self._labels, self.share = labels, share
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(COALESCE_MS)
        self._timer.timeout.connect(self.refresh)
        labels.entry_changed.connect(self._on_entry_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _turn(self) -> None:
        """The figure at the edge of the card, or where the words begin."""
        super()._turn()
        beside = self._layout.direction() is QBoxLayout.Direction.LeftToRight
        edge = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        assert isinstance(self.control, QLabel)
        self.control.setAlignment(edge | Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def refresh(self) -> None:
        agreement = self._labels.agreement()
        if agreement is None:
            return
        numbers = {"n": agreement.judged, "agreed": agreement.agreed, "least": LEAST_JUDGED}
        share = agreement.share if agreement.judged >= LEAST_JUDGED else None
        self.share.setText("—" if share is None else percent(share))
        if share is None:
            note = self.tr("还太少：你说过的有 {n} 则，满 {least} 则才算得出。")
        else:
            note = self.tr("你说过的 {n} 则里，有 {agreed} 则一样。")
        self.say(note.format(**numbers))
        self.share.setAccessibleName(f"{_agreement_name()} {self.share.text()}")

    @Slot(object)
    def _on_entry_changed(self, _entry: object) -> None:
        if self.isVisible():
            self._timer.start()


class RelabelRow(SettingRow):
    """One button: begin, pause, go on. The note says how much there is to do."""

    def __init__(self, relabelling: Relabelling, theme: Theme) -> None:
        button = QPushButton()
        button.setProperty("kind", "outlined")
        button.setAccessibleDescription(_relabel_help())
        super().__init__(theme, _relabel_name(), _relabel_help(), button)
        self._job, self.button = relabelling, button
        self.button.clicked.connect(self._on_clicked)
        relabelling.state_changed.connect(self._show)
        self._show(relabelling.state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._job.count()

    @Slot(object)
    def _show(self, state: RelabellingState) -> None:
        if state.left is None and self.isVisible():
            self._job.count()  # other weights are there now
            if self._job.state.left is not None:
                return  # that has been shown meanwhile
        self.say(self._note(state))
        begun = state.begun and state.left != 0  # all done: there is nothing to go on with
        again = self.tr("继续") if begun else self.tr("重新标")
        self.button.setText(self.tr("暂停") if state.running else again)
        self.button.setEnabled(state.running or bool(state.left))

    def _note(self, state: RelabellingState) -> str:
        if state.left is None:
            return self.tr("模型醒来以后，才知道有多少要标。")
        numbers = {"left": state.left, "done": state.done, "failed": state.failed}
        if state.resting:
            note = self.tr("用电池时先歇着，接上电源接着标，还有 {left} 则。")
        elif state.running:
            note = self.tr("已标 {done} 则，还有 {left} 则。你写日记时它先让路。")
        elif state.left == 0:
            note = self.tr("所有日记都有现在这个模型的标签。")
        elif state.paused:
            note = self.tr("已暂停，还有 {left} 则，点“继续”接着标。")
        elif state.begun:
            note = self.tr("标了 {done} 则，还有 {left} 则。")
        else:
            note = self.tr("{left} 则是别的模型或旧提示词标的，或还没有标过。")
        if state.failed:
            note += self.tr("有 {failed} 则太长，模型读不完。")
        return note.format(**numbers)

    @Slot()
    def _on_clicked(self) -> None:
        if self._job.state.running:
            self._job.pause()
        else:
            self._job.start()
