"""The model that is in use: which, in what precision, with which adapter; and how to take another.

While a new one is at the doctor's, it says how far that is.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel

from desktop import resources
from desktop.services import doctor_words, wording
from desktop.services.doctor_service import DoctorService
from desktop.services.model_choice import ModelChoice
from desktop.ui.data.parts import BREAK, Card, Line, button, read_aloud, words
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.settings.path_text import PathText
from desktop.ui.theme import Theme

_LONGEST_NAME = 28
# What a folder is called, if it has another name than its own.
NameOf = Callable[[Path], str | None]


class InUseCard(Card):
    """name_of: for downloaded models."""

    def __init__(
        self,
        choice: ModelChoice,
        doctor: DoctorService,
        theme: Theme,
        name_of: NameOf,
        files: FileDialogs,
    ) -> None:
        super().__init__(
            self.tr("正在用"),
            self.tr("换模型不用重新打开程序。没用过的先体检：能不能跑，用哪种精度合适。"),
        )
        self._choice, self._doctor, self._name_of = choice, doctor, name_of
        self._files = files
        self.name, self.precision = words(kind="strong"), words(kind="small")
        self.place = PathText(theme, self.tr("模型文件夹"))
        self.trial, self.trouble = words(), words(kind="warning")
        self.adapter = words(kind="small")
        self.bundled = button(self.tr("用自带的模型"), self._on_bundled)
        self.folder = button(self.tr("选择文件夹…"), self._on_folder)
        self.add = button(self.tr("加适配器…"), self._on_add)
        self.take_off = button(self.tr("取下适配器"), self._on_take_off)
        self.skip = button(self.tr("不等体检，直接用"), choice.skip)
        self._arrange()
        choice.changed.connect(self.refresh)
        doctor.state_changed.connect(self.refresh)
        self.refresh()

    def _arrange(self) -> None:
        for part in (self.name, self.place, self.adapter, self.precision, self.trial):
            self.inside.addWidget(part)
        self.inside.addWidget(Line(self.skip))
        self.inside.addWidget(self.trouble)
        self.inside.addWidget(Line(self.folder, self.bundled, self.add, self.take_off))
        self.folder.setAccessibleDescription(
            self.tr("里面要有 safetensors 权重、词表和配置；不会被改动。")
        )
        self.add.setAccessibleDescription(
            self.tr("PEFT 格式的 LoRA 文件夹，加载时合并进正在用的模型，文件不改动。")
        )

    @Slot()
    def refresh(self) -> None:
        """As the services have it now."""
        choice = self._choice
        trying, shown = choice.trying is not None, choice.trying or choice.folder
        bundled = shown == resources.BUNDLED_MODEL
        own = self.tr("自带的模型（{name}）").format(name=resources.BUNDLED_MODEL_NAME)
        self.name.setText(own if bundled else self._name_of(shown) or _short(shown.name))
        self.place.show_path(str(shown))
        self.place.setVisible(not bundled)
        self._show_adapter()
        _tell(self.precision, "" if trying else doctor_words.standing(self._doctor.state))
        status = doctor_words.status(self._doctor.state) if trying else ""
        _tell(self.trial, self.tr("先体检：{how_far}").format(how_far=status) if status else "")
        self._show_trouble()
        had_focus = self.skip.hasFocus()
        self.skip.setVisible(trying)
        self._show_buttons(trying, bundled)
        if had_focus and not trying:
            self.folder.setFocus()

    def take_focus(self) -> None:
        """To what can be done here now."""
        (self.skip if self._choice.trying is not None else self.folder).setFocus()

    def _show_adapter(self) -> None:
        adapter = self._choice.adapter
        text = self.tr("加了适配器：{path}").format(path=_short(adapter.name)) if adapter else ""
        _tell(self.adapter, text)

    def _show_trouble(self) -> None:
        choice = self._choice
        text = ""
        if choice.trouble is not None:
            text = wording.explain_choice(choice.trouble, others_run=choice.stays)
        if choice.unexamined:
            text = self.tr("内存不够，体检没有做，就先这样用了。")
        if text and self.trouble.isHidden() and self.isVisible():
            read_aloud(self, text)
        _tell(self.trouble, text)

    def _show_buttons(self, trying: bool, bundled: bool) -> None:
        self.bundled.setVisible(not bundled)
        self.add.setVisible(self._choice.adapter is None)
        self.take_off.setVisible(self._choice.adapter is not None)
        for one in (self.folder, self.bundled, self.add, self.take_off):
            one.setEnabled(not trying)

    # What the person asks for

    def _on_bundled(self) -> None:
        self._use(resources.BUNDLED_MODEL)

    def _on_folder(self) -> None:
        self._ask(self.tr("选择模型文件夹"), self._on_folder_chosen)

    def _on_folder_chosen(self, folder: str) -> None:
        self._use(Path(folder))

    def _on_add(self) -> None:
        self._ask(self.tr("选择适配器的文件夹"), self._on_adapter_chosen)

    def _on_adapter_chosen(self, folder: str) -> None:
        self._use(self._choice.folder, Path(folder))

    def _on_take_off(self) -> None:
        self._use(self._choice.folder)

    def _use(self, folder: Path, adapter: Path | None = None) -> None:
        """The button that was pressed may be disabled or gone now."""
        self._choice.use(folder, adapter)
        self.take_focus()

    def _ask(self, title: str, then: Callable[[str], None]) -> None:
        self._files.take_folder(self, title, then)


def _short(name: str) -> str:
    """A name has no place to wrap at; the path below has it whole."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _tell(label: QLabel, text: str) -> None:
    label.setText(text.replace("/", f"/{BREAK}"))
    label.setVisible(bool(text))
