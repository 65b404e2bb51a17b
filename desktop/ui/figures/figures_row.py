"""The row of the settings that leads to the figures of requests."""

from PySide6.QtCore import QCoreApplication

from desktop.ui.settings.button import button
from desktop.ui.settings.setting_row import SettingRow
from desktop.ui.theme import Theme


def title() -> str:
    return QCoreApplication.translate("figures", "每次请求的数字")


def help_line() -> str:
    return QCoreApplication.translate(
        "figures", "每次回复用了多久，时间花在哪里；复制诊断信息，打开日志。也可以按 F12。"
    )


class FiguresRow(SettingRow):
    """Opens the page from the settings."""

    def __init__(self, theme: Theme) -> None:
        self.button = button("", "outlined")
        super().__init__(theme, title(), help_line(), self.button)
        self.button.setText(self.tr("打开…"))
        self.button.setAccessibleName(title())
        self.button.setAccessibleDescription(help_line())
