"""The interface's language: Chinese is the source, English comes from a .qm file."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop import resources


def install_language(application: QCoreApplication, choice: str) -> None:
    """Put a language in force: ``zh``, ``en``, or ``auto`` for the system's. It replaces the one
    before; widgets that are there already keep their words.

    A system that says nothing (the C locale) gets Chinese; one that speaks anything but
    Chinese gets English.
    """
    for before in application.findChildren(QTranslator):
        application.removeTranslator(before)
        before.deleteLater()
    system = QLocale.system().language()
    chinese = {QLocale.Language.Chinese, QLocale.Language.C, QLocale.Language.AnyLanguage}
    english = choice == "en" or (choice == "auto" and system not in chinese)
    if english:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        _install(application, "en", str(resources.TRANSLATIONS))
    else:
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        # The words of Qt's own dialogs and menus, and the few that are missing there.
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, "qtbase_zh_CN", folder)
        _install(application, "qt_zh_CN", str(resources.TRANSLATIONS))


def _install(application: QCoreApplication, name: str, folder: str) -> None:
    translator = QTranslator(application)
    if translator.load(name, folder):
        application.installTranslator(translator)
