"""The control for a setting, by the schema's entry."""

import os

from desktop.settings import Option
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.settings.controls import (
    ChoiceControl,
    Control,
    PercentControl,
    ShareControl,
    TimeControl,
    WholeControl,
)
from desktop.ui.settings.folder_control import FolderControl
from desktop.ui.theme import Theme


def make_control(option: Option, theme: Theme, files: FileDialogs) -> Control | FolderControl:
    """By type; the few keys whose type does not say enough come first."""
    if option.key == "model_dir":
        return FolderControl(theme, files)
    if option.key == "font_scale":
        return PercentControl(option)
    if option.key == "day_begins_at":
        return TimeControl(option)
    if option.key == "threads":  # more than there are cores do nothing
        return WholeControl(option, most=os.cpu_count() or 1)
    if option.choices:
        return ChoiceControl(option)
    return WholeControl(option) if isinstance(option.default, int) else ShareControl(option)
