"""The copies of the diary: made, looked through, put back, undone, cleared away."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.backups import Backup, Reason
from desktop.errors import DiaryDamaged, EnvironmentFailure
from desktop.services import data_words
from desktop.services.backup_service import BackupService, Health
from desktop.ui.data.parts import Card, Line, Lines, Question, button, words
from desktop.ui.settings.path_text import PathText
from desktop.ui.theme import Theme

LINES_SHOWN = 6


class BackupCard(Card):
    """Shows the folder anew whenever something happened to it."""

    def __init__(self, backups: BackupService, theme: Theme) -> None:
        super().__init__(
            self.tr("备份"),
            self.tr("每天有改动时自动做一份，做好再读一遍核对。多久以前的也各留一份。"),
        )
        self._backups = backups
        self._asked: QWidget | None = None  # what the person pressed, while that is under way
        self._copies: list[Backup] = []
        self.place = PathText(theme, self.tr("备份在这里"))
        self.place.show_path(str(backups.folder))
        self.make = button(self.tr("立即备份"), self._on_make)
        self.check = button(self.tr("检查日记"), self._on_check)
        self.list = Lines(theme, self.tr("备份"), LINES_SHOWN)
        self.none = words(self.tr("还没有备份。"), "small")
        self.restore = button(self.tr("恢复到这一份…"), self._on_restore)
        self.undo = button(self.tr("撤销恢复…"), self._on_undo)
        self.purge = button(self.tr("清除旧备份…"), self._on_purge)
        self.question = Question(self.tr("取消"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.inside.addWidget(self.place)
        self.inside.addWidget(Line(self.make, self.check))
        self.inside.addWidget(self.list)
        self.inside.addWidget(self.none)
        self.inside.addWidget(Line(self.restore, self.undo, self.purge))
        self.inside.addWidget(self.question)
        self.inside.addWidget(self.status)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._fit)
        self._backups.backup_made.connect(self._on_made)
        self._backups.checked.connect(self._on_checked)
        self._backups.purged.connect(self._on_purged)
        self._backups.replaced.connect(self._on_replaced)
        self._backups.not_replaced.connect(self._on_not_replaced)
        self._backups.failed.connect(self._on_failed)
        self._backups.damaged.connect(self._on_damaged)

    def refresh(self, choose: Backup | None = None) -> None:
        """Read the folder. choose: what is chosen then; otherwise the same copy as before."""
        row, choose = self.list.currentRow(), choose or self._chosen()
        try:
            self._copies = self._backups.backups()
        except EnvironmentFailure as failure:
            self._copies = []
            self.say(data_words.backup_trouble(failure), trouble=True)
        self.list.show_lines([data_words.backup(copy) for copy in self._copies])
        names = [copy.name for copy in self._copies]
        if choose is not None and choose.name in names:
            row = names.index(choose.name)
        self.list.setCurrentRow(min(max(row, 0), len(self._copies) - 1))
        self.none.setVisible(not self._copies)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """What can be done with what is there."""
        chosen = self._chosen()
        self.restore.setEnabled(chosen is not None and chosen.reason is not Reason.DAMAGED)
        self.restore.setVisible(bool(self._copies))
        self.undo.setVisible(self._replaced() is not None)
        self.purge.setVisible(len(self._copies) > 1)

    def _chosen(self) -> Backup | None:
        row = self.list.currentRow()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def _replaced(self) -> Backup | None:
        return next((copy for copy in self._copies if copy.reason is Reason.REPLACED), None)

    # What the person asks for

    def _on_make(self) -> None:
        self._begin(self.make, self.tr("正在备份…"))
        self._backups.back_up()

    def _on_check(self) -> None:
        self._begin(self.check, self.tr("正在检查…"))
        self._backups.check()

    def go_on_from(self, old: "BackupCard") -> None:
        """What was pressed there and is under way is waited for here."""
        pressed = {
            old.make: (self.make, self.tr("正在备份…")),
            old.check: (self.check, self.tr("正在检查…")),
            old.purge: (self.purge, self.tr("正在清除…")),
            old.restore: (self.restore, self.tr("正在恢复…")),
            old.undo: (self.undo, self.tr("正在恢复…")),
        }
        if isinstance(old._asked, QPushButton):
            self._begin(*pressed[old._asked])

    def _begin(self, pressed: QWidget, text: str) -> None:
        """What becomes of it is said where the button is, not at the foot of the card."""
        self._asked = pressed
        line = pressed.parentWidget()
        assert line is not None
        self.inside.removeWidget(self.status)
        self.inside.insertWidget(self.inside.indexOf(line) + 1, self.status)
        self.say(text)

    def _on_restore(self) -> None:
        copy = self._chosen()
        assert copy is not None
        self.say("")
        self.question.ask(
            data_words.ask_restore(copy),
            self.tr("恢复"),
            lambda: self._exchange(lambda: self._backups.restore(copy.name), self.restore),
            self.restore,
        )

    def _on_undo(self) -> None:
        copy = self._replaced()
        assert copy is not None
        self.say("")
        self.question.ask(
            data_words.ask_undo(copy),
            self.tr("换回来"),
            lambda: self._exchange(self._backups.undo, self.undo),
            self.undo,
        )

    def _on_purge(self) -> None:
        self.say("")
        text = data_words.ask_purge(len(self._copies))
        self.question.ask(text, self.tr("清除"), self._purge_now, self.purge)

    def _purge_now(self) -> None:
        self._begin(self.purge, self.tr("正在清除…"))
        self._backups.purge()

    def _exchange(self, work: Callable[[], None], pressed: QWidget) -> None:
        self._begin(pressed, self.tr("正在恢复…"))
        work()

    # What became of it

    @Slot(object)
    def _on_made(self, copy: Backup) -> None:
        self._end(data_words.made(copy), choose=copy if self._asked is self.make else None)

    @Slot(object)
    def _on_checked(self, health: Health) -> None:
        self._end(data_words.checked(health))

    @Slot(object)
    def _on_purged(self, count: int) -> None:
        self._end(data_words.purged(count))

    @Slot(object)
    def _on_replaced(self, copy: Backup) -> None:
        self._asked = None
        self.refresh()
        self.say(data_words.restored(copy), end=True)
        self.list.setFocus()

    @Slot(object)
    def _on_not_replaced(self, failure: EnvironmentFailure) -> None:
        self._end(data_words.restore_trouble(failure), trouble=True)

    @Slot(object)
    def _on_failed(self, failure: EnvironmentFailure) -> None:
        if not isinstance(failure, DiaryDamaged):  # `damaged` tells that
            self._end(data_words.backup_trouble(failure), trouble=True)

    @Slot(object)
    def _on_damaged(self, _damage: object) -> None:
        self._end(data_words.damage(), trouble=True)

    def _end(self, text: str, *, trouble: bool = False, choose: Backup | None = None) -> None:
        """What the hourly look did well is seen in the list and needs no sentence."""
        self.refresh(choose)
        pressed, self._asked = self._asked, None
        if pressed is not None or trouble:
            self.say(text, trouble=trouble, end=True)
        if pressed is not None:  # it could not keep the focus while it was disabled
            (self.list if pressed.isHidden() else pressed).setFocus()

    def controls(self) -> tuple[QWidget, ...]:
        """What must rest while anything is under way."""
        return self.make, self.check, self.list, self.restore, self.undo, self.purge, self.question
