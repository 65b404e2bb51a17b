"""Colours, spacing, type: the only place with a colour literal. Light and dark from the system."""

from dataclasses import dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.stylesheet import STYLESHEET

SPACE = (0, 4, 8, 12, 16, 24, 32, 48)
RADIUS_CARD, RADIUS_CONTROL = 10, 6
BODY_PX, SMALL_PX, TITLE_PX = 15.0, 12.5, 20.0
LINE_HEIGHT_PERCENT = 170

# One of the two can be read on any colour, with a contrast of 4.58 at the least.
EXTREMES = (Qt.GlobalColor.white, Qt.GlobalColor.black)

CJK_FAMILIES = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
MONO_FAMILIES = (
    "SF Mono",
    "Menlo",
    "Cascadia Mono",
    "Consolas",
    "DejaVu Sans Mono",
    "Noto Sans Mono CJK SC",
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens of one colour scheme. mood: valence -2 to +2."""

    name: str
    page: str
    card: str
    line: str
    ink: str
    soft_ink: str
    faint: str
    accent: str
    on_accent: str
    danger: str
    warning: str
    mood: tuple[str, str, str, str, str]

    def shadow(self) -> QColor:
        """Of what floats over the page."""
        colour = QColor(Qt.GlobalColor.black)
        colour.setAlphaF(0.35)
        return colour

    def highlight(self) -> QColor:
        """Behind a passage that is pointed out; the ink on it stays as readable."""
        colour = QColor(self.accent)
        colour.setAlphaF(0.22)
        return colour

    def stage_colors(self) -> tuple[QColor, ...]:
        """Of the seven stages of a request: waiting is grey, a mood's two are violet, a reply's
        three are ever more of the accent, keeping is amber."""
        card, accent = QColor(self.card), QColor(self.accent)
        mood = _blend(card, QColor(self.mood[0]), 0.55), QColor(self.mood[0])
        reply = (_blend(card, accent, share) for share in (0.35, 0.65, 1.0))
        return (QColor(self.faint), *mood, *reply, QColor(self.mood[4]))

    def empty_day(self) -> QColor:
        """Of a day without an entry, where days are squares."""
        return _blend(QColor(self.card), QColor(self.line), 0.45)

    def mood_color(self, valence: float | None) -> QColor | None:
        """Colour of a valence from -2 to +2, blended between the steps; None has none."""
        if valence is None:
            return None
        place = min(max(valence, -2.0), 2.0) + 2.0
        low = min(int(place), 3)
        return _blend(QColor(self.mood[low]), QColor(self.mood[low + 1]), place - low)


LIGHT = Palette(
    "light", "#FAF8F5", "#FFFFFF", "#E7E2DA", "#2A2A2A", "#6B665F", "#9B958C", "#2F7A74",
    "#FFFFFF", "#B3423A", "#956610", ("#5B6BB0", "#9AA7D6", "#B3AA9E", "#F0C27B", "#DE8F2C"),
)  # fmt: skip
DARK = Palette(
    "dark", "#1B1C1E", "#242629", "#35383C", "#ECE9E4", "#B3AEA6", "#7F7A73", "#6DBBB3",
    "#10201E", "#E58A82", "#E0B35E", ("#8491D6", "#6574B5", "#7A746B", "#B98A45", "#E9A94F"),
)  # fmt: skip


# Longer than between two clicks: while one is still clicking, nothing may run from the pointer.
RESCALE_MS = 400


class Theme(QObject):
    """The palette and type in force. Widgets read it and repaint on `changed()`."""

    changed = Signal()

    def __init__(self, choice: str = "auto", font_scale: float = 1.0) -> None:
        super().__init__()
        self._choice, self._scale = choice, font_scale
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_scheme)
        self.palette = self._wanted()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RESCALE_MS)
        self._soon.timeout.connect(self._on_soon)
        self._next_scale = font_scale

    def apply_soon(self, font_scale: float) -> None:
        """The size, once it is no longer being changed; whatever becomes of the page that asked."""
        self._next_scale = font_scale
        self._soon.start()

    @Slot()
    def _on_soon(self) -> None:
        self.apply(font_scale=self._next_scale)

    def apply(self, choice: str | None = None, font_scale: float | None = None) -> None:
        """Put the scheme and size in force for the whole application."""
        self._choice = choice or self._choice
        self._scale = font_scale or self._scale
        self.palette = self._wanted()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(self.font(BODY_PX))
        app.setPalette(_qt_palette(self.palette))
        # Put away first: of two sheets in a row Qt polishes each widget once for every widget that
        # it lies in, a dozen times in the chat.
        app.setStyleSheet("")
        app.setStyleSheet(self._stylesheet())
        self.changed.emit()

    def px(self, pixels: float) -> int:
        """A length that belongs to text, at the chosen text size."""
        return round(pixels * self._scale)

    def line_height(self, pixels: float = BODY_PX) -> int:
        """Distance of two baselines of running text, the same with and without emoji."""
        return round(pixels * self._scale * LINE_HEIGHT_PERCENT / 100)

    def font(self, pixels: float = BODY_PX, *, bold: bool = False) -> QFont:
        font = QFont()
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        font.setFamilies([*_installed(CJK_FAMILIES), system.family()])
        font.setPixelSize(self.px(pixels))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def mono(self, pixels: float = SMALL_PX) -> QFont:
        """For code in replies."""
        font = self.font(pixels)
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setFamilies([*_installed(MONO_FAMILIES), system.family(), *font.families()])
        return font

    def _wanted(self) -> Palette:
        if self._choice != "auto":
            return DARK if self._choice == "dark" else LIGHT
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

    def _stylesheet(self) -> str:
        tokens = {name: getattr(self.palette, name) for name in Palette.__slots__ if name != "mood"}
        return Template(STYLESHEET).substitute(
            tokens,
            small=self.px(SMALL_PX),
            body=self.px(BODY_PX),
            title=self.px(TITLE_PX),
            radius=RADIUS_CONTROL,
            card_radius=RADIUS_CARD,
        )

    @Slot()
    def _on_system_scheme(self) -> None:
        if self._choice == "auto":
            self.apply()


@cache
def _installed(families: tuple[str, ...]) -> tuple[str, ...]:
    """Those that exist here: macOS complains on stderr about every name that doesn't."""
    present = set(QFontDatabase.families())
    return tuple(family for family in families if family in present)


def has_chinese_font() -> bool:
    """Whether any installed font can show simplified Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def _blend(a: QColor, b: QColor, share: float) -> QColor:
    ends = ((a.redF(), b.redF()), (a.greenF(), b.greenF()), (a.blueF(), b.blueF()))
    return QColor.fromRgbF(*(x + (y - x) * share for x, y in ends))


def _qt_palette(tokens: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: tokens.page,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.card,
        QPalette.ColorRole.AlternateBase: tokens.page,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.soft_ink,
        QPalette.ColorRole.Button: tokens.card,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.ToolTipBase: tokens.card,
        QPalette.ColorRole.ToolTipText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
