"""The pages behind the settings, built and imported when one goes there: the window's composition
root for them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.composition import Core
from desktop.lasting import Lasting
from desktop.paths import DataPaths
from desktop.services.backup_service import BackupService
from desktop.services.undo import Deed
from desktop.services.wording import choice_word
from desktop.settings import Section
from desktop.ui.figures.figures_row import FiguresRow
from desktop.ui.labels.learning_page import LearningRow
from desktop.ui.settings import settings_area as places
from desktop.ui.settings.settings_area import SettingsArea
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.data.data_page import DataPage
    from desktop.ui.data.paper import Paper
    from desktop.ui.figures.figures_page import FiguresPage
    from desktop.ui.file_dialogs import FileDialogs
    from desktop.ui.labels.learning_page import LearningPage
    from desktop.ui.models.models_page import ModelsPage
    from desktop.ui.settings.about_page import AboutPage
    from desktop.ui.tasks.tasks_page import TasksPage


class PagesBehind:
    """paper: what a printed diary is drawn on. remember: told what can be taken back."""

    def __init__(
        self,
        core: Core,
        lasting: Lasting,
        backups: BackupService,
        paths: DataPaths,
        theme: Theme,
        paper: "Callable[[], Paper]",
        remember: Callable[[Deed], None],
        files: "FileDialogs",
    ) -> None:
        self._core, self._lasting, self._backups = core, lasting, backups
        self._paths, self._theme = paths, theme
        self._paper, self._remember, self._files = paper, remember, files

    def add_to(self, area: SettingsArea, learning: LearningRow) -> None:
        """Behind the rows that are there, and behind one more."""
        settings, figures = area.settings, FiguresRow(self._theme)
        settings.add_rows(Section.PERFORMANCE, [figures])
        area.add(places.LEARNING, self._learning, learning.button)
        area.add(places.DATA, self._data, settings.transfer_row.control)
        area.add(places.TASKS, self._tasks, settings.tasks_row.control)
        area.add(places.FIGURES, self._figures, figures.button)
        area.add(places.ABOUT, self._about, settings.about_row.control)
        area.add(places.MODELS, self._models, settings.models_row.control)

    def _learning(self) -> "LearningPage":
        from desktop.ui.labels.learning_page import LearningPage

        page = LearningPage(self._core.learning, self._theme)
        page.done.connect(self._remember)
        return page

    def _data(self) -> "DataPage":
        from desktop.ui.data.data_page import DataPage

        today, transfer = self._core.chat.today, self._lasting.transfer
        page = DataPage(transfer, self._backups, self._theme, self._paper, today, self._files)
        page.imports.done.connect(self._remember)
        return page

    def _tasks(self) -> "TasksPage":
        from desktop.ui.tasks.tasks_page import TasksPage

        core, trial = self._core, self._lasting.trial_jobs
        page = TasksPage(core.tasks, trial, core.label_cache, core.inference, self._theme)
        page.editor.done.connect(self._remember)
        return page

    def _figures(self) -> "FiguresPage":
        from desktop.services.diagnostics import diagnostics
        from desktop.ui.figures.figures_page import FiguresPage

        core, log = self._core, self._paths.log

        def diagnose() -> str:
            report = core.doctor.state.report
            return diagnostics(core.inference.info, report, core.figures.newest(), log)

        def word(label: str) -> str:
            choice = core.labels.find(label)
            return choice_word(choice) if choice is not None else label

        return FiguresPage(core.figures, word, diagnose, log.parent, self._theme)

    def _about(self) -> "AboutPage":
        from desktop.ui.settings.about_page import AboutPage

        return AboutPage(self._paths.folder, self._paths.log.parent, self._theme)

    def _models(self) -> "ModelsPage":
        from desktop.services.weight_copies import WeightCopies
        from desktop.ui.models.copies_row import CopiesRow
        from desktop.ui.models.models_page import ModelsPage

        core, lasting = self._core, self._lasting
        page = ModelsPage(lasting.models, lasting.choice, core.doctor, self._theme, self._files)
        page.add_copies(CopiesRow(WeightCopies(self._paths.cache, core.inference, page)))
        return page
