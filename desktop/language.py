"""The interface's language: Chinese is the source, English comes from a .qm file."""

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from desktop import resources


def install_language(application: QCoreApplication, choice: str) -> None:
    """Put a language in force: ``zh``, ``en``, or ``auto`` for the system's.

    A system that says nothing (the C locale) gets Chinese; one that speaks anything but
    Chinese gets English.
    """
    system = QLocale.system().language()
    chinese = {QLocale.Language.Chinese, QLocale.Language.C, QLocale.Language.AnyLanguage}
    english = choice == "en" or (choice == "auto" and system not in chinese)
    if not english:
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        return
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    translator = QTranslator(application)
    if translator.load("en", str(resources.TRANSLATIONS)):
        application.installTranslator(translator)
