"""The rows of the settings page that are no settings: they lead elsewhere, or say something."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton

from desktop.ui.connection_chip import ConnectionChip
from desktop.ui.settings.place_control import PlaceControl
from desktop.ui.settings.setting_row import SettingRow
from desktop.ui.theme import Theme


def _leading(theme: Theme, title: str, help_text: str, word: str) -> SettingRow:
    """A row with a button that opens something."""
    button = QPushButton(word)
    button.setProperty("kind", "outlined")
    button.setAccessibleName(title)
    button.setAccessibleDescription(help_text)
    return SettingRow(theme, title, help_text, button)


def models_row(theme: Theme) -> SettingRow:
    return _leading(
        theme,
        QCoreApplication.translate("settings", "模型"),
        QCoreApplication.translate(
            "settings", "下载更大的模型，换一个用，加 LoRA 适配器，腾出磁盘。"
        ),
        QCoreApplication.translate("settings", "打开…"),
    )


def doctor_row(theme: Theme) -> SettingRow:
    return _leading(
        theme,
        QCoreApplication.translate("settings", "体检"),
        QCoreApplication.translate("settings", "量一量哪种精度最适合这台电脑和这个模型。"),
        QCoreApplication.translate("settings", "体检…"),
    )


def tasks_row(theme: Theme) -> SettingRow:
    return _leading(
        theme,
        QCoreApplication.translate("settings", "任务和标签"),
        QCoreApplication.translate(
            "settings", "看、改、试每个任务的提示词，选用哪一组标签标心情。"
        ),
        QCoreApplication.translate("settings", "任务…"),
    )


def transfer_row(theme: Theme) -> SettingRow:
    return _leading(
        theme,
        QCoreApplication.translate("settings", "导入、导出与备份"),
        QCoreApplication.translate(
            "settings", "从别的日记程序搬来，写成文件或打印，恢复到以前的样子。"
        ),
        QCoreApplication.translate("settings", "打开…"),
    )


def about_row(theme: Theme) -> SettingRow:
    return _leading(
        theme,
        QCoreApplication.translate("settings", "关于"),
        QCoreApplication.translate(
            "settings", "版本、许可证、自带模型的说明，数据和日志的文件夹。"
        ),
        QCoreApplication.translate("settings", "打开…"),
    )


def data_row(theme: Theme, place: PlaceControl) -> SettingRow:
    """place: where the folder is shown and can be moved."""
    title = QCoreApplication.translate("settings", "日记存在这里")
    place.path.setAccessibleName(title)
    help_text = QCoreApplication.translate(
        "settings", "所有内容都在这个文件夹里，可以移动到别的文件夹。"
    )
    return SettingRow(theme, title, help_text, place, wide=True)


def privacy_row(theme: Theme) -> SettingRow:
    """What there is to know, for there is nothing to choose."""
    title = QCoreApplication.translate("settings", "你写的留在这台电脑上")
    help_text = QCoreApplication.translate(
        "settings",
        "没有账号，没有统计；除非你自己点下载，没有什么会离开这台电脑。"
        "日志里没有你写的字。这里数着程序打开过几个连接。",
    )
    connections = ConnectionChip()
    connections.setAlignment(Qt.AlignmentFlag.AlignRight)
    return SettingRow(theme, title, help_text, connections)
