"""The settings page: every key of the schema as a row, saved the moment it changes."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.errors import SettingsError, StorageFailure
from desktop.services.wording import explain_kind
from desktop.settings import SCHEMA, Option, Settings, Value
from desktop.ui.settings.controls import (
    ChoiceControl,
    Control,
    PercentControl,
    ShareControl,
    TimeControl,
    WholeControl,
)
from desktop.ui.settings.folder_control import FolderControl
from desktop.ui.settings.path_text import PathText
from desktop.ui.settings.reset_bar import ResetBar
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.settings.setting_row import SettingRow
from desktop.ui.settings.setting_texts import groups, title_and_help
from desktop.ui.theme import SPACE, Theme

# Longer than between two clicks: while one is still clicking, nothing may run from the pointer.
RESCALE_MS = 400
OPTIONS = {option.key: option for option in SCHEMA}


def make_control(option: Option, theme: Theme) -> Control | FolderControl:
    """By type; the few keys whose type does not say enough come first."""
    if option.key == "model_dir":
        return FolderControl(theme)
    if option.key == "font_scale":
        return PercentControl(option)
    if option.key == "day_begins_at":
        return TimeControl(option)
    if option.choices:
        return ChoiceControl(option)
    return WholeControl(option) if isinstance(option.default, int) else ShareControl(option)


class SettingsPage(QWidget):
    """Signals, all after the value is on disk:
    model_dir_chosen(str): load these weights; empty for the bundled ones.
    setting_changed(str): its key; for what others put into force.
    And doctor_wanted(), tasks_wanted(): that page is to be shown.
    """

    model_dir_chosen = Signal(str)
    setting_changed = Signal(str)
    doctor_wanted = Signal()
    tasks_wanted = Signal()

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        data_folder: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._theme = settings, theme
        self.rows: dict[str, SettingRow] = {}
        self.controls: dict[str, Control | FolderControl] = {}
        self._more_rows: list[SettingRow] = []
        self.reset = ResetBar()
        self._rescale = QTimer(self)
        self._rescale.setSingleShot(True)
        self._rescale.setInterval(RESCALE_MS)
        self._rescale.timeout.connect(self._on_rescale)
        self._arrange(data_folder)
        self.reset.confirmed.connect(self._on_reset)
        theme.changed.connect(self._on_theme)

    # Building

    def _arrange(self, data_folder: str) -> None:
        page, layout = page_layout()
        layout.addWidget(_label(self.tr("设置"), "title"))
        for heading, keys in groups():
            self._add_group(layout, heading, self._make_rows(keys))
        self._others = QVBoxLayout()
        layout.addLayout(self._others)
        self._add_group(layout, self.tr("任务"), [self._tasks_row()])
        self._add_group(
            layout,
            self.tr("数据"),
            [self._data_row(data_folder), self._transfer_row(), self._about_row()],
        )
        layout.addSpacing(SPACE[3])
        layout.addWidget(self.reset)
        layout.addStretch(1)
        self.area = scroll(page, self)

    def add_rows(self, heading: str, rows: Sequence[SettingRow]) -> None:
        """A group that is no setting but belongs beside them, above where the data are."""
        self._more_rows.extend(rows)
        self._add_group(self._others, heading, rows)

    def _add_group(self, layout: QVBoxLayout, heading: str, rows: Sequence[SettingRow]) -> None:
        layout.addSpacing(SPACE[3])
        layout.addWidget(_label(heading, "small"))
        card = QFrame()
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, SPACE[1], 0, SPACE[1])
        inside.setSpacing(0)
        for row in rows:
            inside.addWidget(row)
        layout.addWidget(card)

    def _make_rows(self, keys: tuple[str, ...]) -> list[SettingRow]:
        """The doctor's row and the models' belong to the model, though they are no settings."""
        rows = []
        for key in keys:
            rows.append(self._make_row(key))
            if key == "model_dir":
                rows.append(self._models_row())
                rows.append(self._doctor_row())
        return rows

    def _make_row(self, key: str) -> SettingRow:
        option, (title, help_text) = OPTIONS[key], title_and_help(key)
        control = make_control(option, self._theme)
        control.set_name(title, help_text)
        control.show_value(self._settings.get(key))
        control.edited.connect(lambda value, key=key: self._on_edited(key, value))
        row = SettingRow(
            self._theme, title, help_text, control, wide=isinstance(control, FolderControl)
        )
        self.rows[key], self.controls[key] = row, control
        return row

    def _models_row(self) -> SettingRow:
        button = QPushButton(self.tr("打开…"))
        button.setProperty("kind", "outlined")
        title = self.tr("模型")
        help_text = self.tr("下载更大的模型，换一个用，加 LoRA 适配器，腾出磁盘。")
        button.setAccessibleName(title)
        button.setAccessibleDescription(help_text)
        self.models_row = SettingRow(self._theme, title, help_text, button)
        return self.models_row

    def _doctor_row(self) -> SettingRow:
        button = QPushButton(self.tr("体检…"))
        button.setProperty("kind", "outlined")
        button.clicked.connect(self.doctor_wanted)
        help_text = self.tr("量一量哪种精度最适合这台电脑和这个模型。")
        button.setAccessibleDescription(help_text)
        self.doctor_row = SettingRow(self._theme, self.tr("体检"), help_text, button)
        return self.doctor_row

    def _tasks_row(self) -> SettingRow:
        button = QPushButton(self.tr("任务…"))
        button.setProperty("kind", "outlined")
        button.clicked.connect(self.tasks_wanted)
        help_text = self.tr("看、改、试每个任务的提示词，选用哪一组标签标心情。")
        button.setAccessibleDescription(help_text)
        self.tasks_row = SettingRow(self._theme, self.tr("任务和标签"), help_text, button)
        return self.tasks_row

    def _data_row(self, data_folder: str) -> SettingRow:
        title = self.tr("日记存在这里")
        self.data_folder = PathText(self._theme, title)
        self.data_folder.show_path(data_folder)
        help_text = self.tr("所有内容都在这个文件夹里，只在这台电脑上。")
        return SettingRow(self._theme, title, help_text, self.data_folder, wide=True)

    def _transfer_row(self) -> SettingRow:
        button = QPushButton(self.tr("打开…"))
        button.setProperty("kind", "outlined")
        title = self.tr("导入、导出与备份")
        help_text = self.tr("从别的日记程序搬来，写成文件或打印，恢复到以前的样子。")
        button.setAccessibleName(title)
        button.setAccessibleDescription(help_text)
        self.transfer_row = SettingRow(self._theme, title, help_text, button)
        return self.transfer_row

    def show_model(self) -> None:
        """Which folder is set now; it may have been changed elsewhere."""
        self.controls["model_dir"].show_value(self._settings.get("model_dir"))

    def _about_row(self) -> SettingRow:
        button = QPushButton(self.tr("打开…"))
        button.setProperty("kind", "outlined")
        title = self.tr("关于")
        help_text = self.tr("版本、许可证、自带模型的说明，数据和日志的文件夹。")
        button.setAccessibleName(title)
        button.setAccessibleDescription(help_text)
        self.about_row = SettingRow(self._theme, title, help_text, button)
        return self.about_row

    # What happens

    def _on_edited(self, key: str, value: Value) -> None:
        """Save, then apply; what can't be saved is put back and explained."""
        row, control = self.rows[key], self.controls[key]
        before = self._settings.get(key)
        try:
            self._settings.set(key, value)
        except (SettingsError, StorageFailure) as failure:
            control.show_value(before)
            row.say(_trouble(failure), trouble=True)
            return
        row.say("")
        control.show_value(self._settings.get(key))
        # A folder also when it is the same: another may be in use, or none, and this one is wanted.
        if self._settings.get(key) != before or key == "model_dir":
            self._apply(key)

    def _apply(self, key: str) -> None:
        match key:
            case "theme":
                self._theme.apply(choice=self._settings.text(key))
            case "font_scale":
                self._rescale.start()
            case "model_dir":
                self.model_dir_chosen.emit(self._settings.text(key))
            case _:
                self.setting_changed.emit(key)

    @Slot()
    def _on_reset(self) -> None:
        for key in self.controls:
            if self._settings.get(key) != OPTIONS[key].default:
                self._on_edited(key, OPTIONS[key].default)

    @Slot()
    def _on_rescale(self) -> None:
        self._theme.apply(font_scale=self._settings.number("font_scale"))

    @Slot()
    def _on_theme(self) -> None:
        own = (
            self.models_row,
            self.doctor_row,
            self.tasks_row,
            self.transfer_row,
            self.about_row,
        )
        rows = *self.rows.values(), *own, *self._more_rows
        for row in rows:
            row.refit()


def _label(text: str, kind: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    return label


def _trouble(failure: SettingsError | StorageFailure) -> str:
    """Of the setting, where the general words speak of the diary or of the whole file."""
    refused = isinstance(failure, SettingsError)
    return explain_kind("settings_value" if refused else "settings_not_saved")
