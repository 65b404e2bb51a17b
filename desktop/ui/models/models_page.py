"""The models: which is in use, which can be had, what they take of the disk. A page, no dialog."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout

from desktop.services import model_words
from desktop.services.doctor_service import DoctorService
from desktop.services.model_choice import ModelChoice
from desktop.services.model_service import ModelService
from desktop.ui.data.parts import button, words
from desktop.ui.file_dialogs import FileDialogs
from desktop.ui.icons import Glyph, IconPainter
from desktop.ui.models.copies_row import CopiesRow
from desktop.ui.models.in_use_card import InUseCard
from desktop.ui.models.offer_card import OfferCard
from desktop.ui.settings.page_behind import PageBehind
from desktop.ui.settings.path_text import PathText
from desktop.ui.settings.scrolled import page_layout, scroll
from desktop.ui.theme import SPACE, Theme


class ModelsPage(PageBehind):
    """Signal left(): back to the settings. cards: by the offers' ids."""

    def __init__(
        self,
        models: ModelService,
        choice: ModelChoice,
        doctor: DoctorService,
        theme: Theme,
        files: FileDialogs | None = None,
    ) -> None:
        super().__init__()
        self._models = models
        self.back = button(self.tr("设置"), self.left.emit, "back")
        IconPainter(self.back, Glyph.PREVIOUS, theme, 16)
        self.back.setAccessibleName(self.tr("回到设置"))
        self.in_use = InUseCard(choice, doctor, theme, self._name_of, files or FileDialogs())
        self.cards = {offer.id: OfferCard(offer, models, choice) for offer in models.offers}
        self.copies: CopiesRow | None = None
        self.room, self.folder = words(kind="small"), PathText(theme, self.tr("下载的模型在这里"))
        self._arrange()
        for card in self.cards.values():
            card.used.connect(self.take_focus)
        self._last_phase: dict[str, object] = {}
        models.state_changed.connect(self._on_state)

    def _arrange(self) -> None:
        page, layout = page_layout()
        layout.setSpacing(SPACE[4])
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(words(self.tr("模型"), "title"))
        layout.addWidget(words(model_words.introduction()))
        layout.addWidget(self.in_use)
        layout.addWidget(words(self.tr("可以下载的"), "small"))
        for card in self.cards.values():
            layout.addWidget(card)
        layout.addWidget(self.room)
        layout.addWidget(self.folder)
        self._below = QVBoxLayout()
        layout.addLayout(self._below)
        layout.addStretch(1)
        scroll(page, self)

    def add_copies(self, row: CopiesRow) -> None:
        """Below all models: what else they take of the disk."""
        self.copies = row
        self._below.addWidget(row)

    def _name_of(self, folder: Path) -> str | None:
        places = {self._models.place(offer.id): offer.name for offer in self._models.offers}
        return places.get(folder)

    @Slot()
    def take_focus(self) -> None:
        """To the model in use, wherever one was."""
        area = self.findChild(QScrollArea)
        assert isinstance(area, QScrollArea)
        area.ensureWidgetVisible(self.in_use)
        self.in_use.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_room()

    @Slot(object)
    def _on_state(self, offer_id: str) -> None:
        """The disk is looked at when something has changed on it, not with every figure."""
        phase = self._models.state(offer_id).phase
        if self._last_phase.get(offer_id) is not phase:
            self._last_phase[offer_id] = phase
            self._show_room()

    def _show_room(self) -> None:
        used, free = self._models.used_bytes(), self._models.free_bytes()
        self.room.setText(model_words.room(used, free))
        self.folder.show_path(str(self._models.folder))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Back):
            self.left.emit()
        else:
            super().keyPressEvent(event)
