"""The application's style sheet as a template over the theme's tokens; no colour of its own.

Widgets are addressed by object name or by the dynamic property ``kind``, never by class alone
where only some of that class are meant.
"""

STYLESHEET = """
QWidget { color: $ink; font-size: ${body}px; }
QMainWindow, QWidget#page { background: $page; }
QToolTip { background: $card; color: $ink; border: 1px solid $line; padding: 4px;
    font-size: ${small}px; }

QLabel[kind="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[kind="small"] { font-size: ${small}px; color: $soft_ink; }
QLabel[kind="faint"] { font-size: ${small}px; color: $soft_ink; }
QLabel[kind="warning"] { color: $warning; }
QLabel[kind="strong"] { font-weight: 600; }
QLabel#number { border: none; border-bottom: 1px solid transparent; }
QLabel#number:focus { border-bottom-color: $accent; }
QFrame[kind="card"] { background: $card; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame[kind="card"]:focus { border-color: $accent; }
QFrame[kind="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton, QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: ${radius}px;
    padding: 4px 8px; color: $soft_ink;
}
QPushButton:hover, QToolButton:hover { color: $ink; border-color: $line; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border-color: $accent; outline: none; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; padding: 6px 16px;
}
QPushButton[kind="primary"]:disabled {
    background: transparent; color: $soft_ink; border-color: $line;
}
QPushButton[kind="primary"]:focus { border: 2px solid $ink; padding: 5px 15px; }
QPushButton[kind="outlined"] { border-color: $line; padding: 6px 16px; color: $ink; }
QPushButton[kind="outlined"]:hover { border-color: $soft_ink; }
QPushButton[kind="outlined"]:focus { border-color: $accent; }
QPushButton[kind="outlined"]:disabled { color: $faint; }
QPushButton[kind="danger"] { border-color: $danger; color: $danger; padding: 4px 12px; }
QPushButton[kind="danger"]:hover { background: $line; border-color: $danger; color: $danger; }
QPushButton[kind="danger"]:focus { border: 2px solid $danger; padding: 3px 11px; }
QToolButton[kind="chip"] {
    font-size: ${small}px; color: $ink; background: $card; border: 1px solid $line;
    border-radius: 11px; padding: 1px 9px 2px 9px;
}
QToolButton[kind="chip"]:hover { border-color: $soft_ink; }
QToolButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { font-size: ${small}px; }
QPushButton[kind="tag"] {
    font-size: ${small}px; color: $soft_ink; padding: 2px 6px; border: 1px solid transparent;
    border-radius: ${radius}px;
}
QPushButton[kind="tag"]:hover { color: $ink; background: $line; }
QPushButton[kind="tag"]:focus { border-color: $accent; color: $ink; }
QPushButton[kind="line"] { text-align: left; padding: 4px 12px 4px 20px; color: $ink; }
QPushButton[kind="back"] { font-size: ${small}px; padding: 4px 8px 4px 0; }
QPushButton[kind="example"] {
    border: 1px solid $line; border-radius: ${card_radius}px; padding: 12px 16px;
    background: $card; color: $ink; text-align: left;
}
QPushButton[kind="example"]:hover, QPushButton[kind="example"]:focus { border-color: $accent; }

QScrollArea, QScrollArea > QWidget > QWidget#page { background: $page; border: none; }
QScrollArea#inside, QScrollArea#inside > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: 5px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $faint; }
QScrollBar::handle:vertical:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QLineEdit, QComboBox[kind="choices"], QDoubleSpinBox, QSpinBox, QTimeEdit {
    background: $card; border: 1px solid $line; border-radius: ${radius}px; padding: 6px 8px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QComboBox[kind="choices"]:focus, QDoubleSpinBox:focus, QSpinBox:focus,
QTimeEdit:focus {
    border-color: $accent;
}
QPlainTextEdit#prompt {
    background: $card; border: 1px solid $line; border-radius: ${radius}px; padding: 6px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit#prompt:focus { border-color: $accent; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QLineEdit[wrong="true"] { border-color: $danger; }
QListWidget#lines {
    background: $card; border: 1px solid $line; border-radius: ${radius}px; outline: none;
}
QListWidget#lines:focus { border-color: $accent; }
QListWidget#lines::item { padding: 5px 8px; color: $ink; }
QListWidget#lines::item:selected { background: $line; color: $ink; }
QTableView#figures {
    background: $card; border: 1px solid $line; border-radius: ${card_radius}px;
    font-size: ${small}px; selection-background-color: $line; selection-color: $ink;
    outline: none;
}
QTableView#figures:focus { border-color: $accent; }
QTableView#figures::item { padding: 0 8px; border: none; }
QTableView#figures::item:selected { background: $line; color: $ink; }
QTableView#figures QHeaderView { background: transparent; border: none; }
QTableView#figures QHeaderView::section {
    background: $card; color: $soft_ink; border: none; border-bottom: 1px solid $line;
    padding: 0 11px; font-size: ${small}px;
}
QLineEdit { placeholder-text-color: $soft_ink; }
/* Of Qt's own boxes, in its file dialog, only the list: one that is half ours has a black corner */
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $line; outline: none; }
QComboBox QAbstractItemView::item { padding: 5px 8px; color: $ink; }
QComboBox QAbstractItemView::item:selected { background: $line; color: $ink; }
QMenu { background: $card; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 16px; border-radius: ${radius}px; }
QMenu::item:selected { background: $line; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMessageBox { background: $card; }
QStatusBar { background: $page; color: $soft_ink; font-size: ${small}px; }
QStatusBar::item { border: none; }

QTextEdit[kind="text"] {
    background: transparent; border: none; padding: 0;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $soft_ink;
}

QWidget#rail { background: $page; border-right: 1px solid $line; }
QWidget#rail QToolButton { font-size: ${small}px; padding: 8px 2px 6px 2px; }
QWidget#rail QToolButton:checked { color: $accent; font-weight: 600; }
QWidget#rail QLabel { font-size: ${small}px; color: $soft_ink; }
QWidget#days { background: $page; border-right: 1px solid $line; }

QFrame#composer { background: $card; border: 1px solid $line; border-radius: ${card_radius}px; }
QFrame#composer[lit="true"] { border-color: $accent; }
QToolButton#jump {
    background: $card; border: 1px solid $line; border-radius: 18px; padding: 0;
}
QToolButton#jump:hover, QToolButton#jump:focus { border-color: $accent; }
"""
