"""The terminal's side of a conversation: lines in, events out, on the window's own services."""

import argparse
import contextlib
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Slot

from desktop.composition import Core, build_core
from desktop.domain.care import CareLevel, shown_level
from desktop.domain.turns import ReplyStats, Turn, TurnState
from desktop.errors import EnvironmentFailure
from desktop.exits import INTERRUPTED, USAGE
from desktop.language import install_language
from desktop.opening import open_diary, repair_if_alone
from desktop.paths import data_paths
from desktop.printers import Printer
from desktop.services.garbage import garbage_collected_here
from desktop.services.requests import EnginePhase, EngineState
from desktop.services.router import is_slash_alone
from desktop.services.usage_words import slash_alone
from desktop.services.wording import explain
from desktop.settings import Settings
from desktop.storage.database import open_database

NEW_TOPIC, QUIT = "/new", "/quit"
PROMPT = "› "


class Session(QObject):
    """Sends lines one at a time and waits for each one's end."""

    def __init__(self, core: Core, printer: Printer, commands: bool, repeats: bool) -> None:
        """commands: whether lines with a slash are some. repeats: each line is printed before its
        answer, because no terminal has shown it."""
        super().__init__()
        self._repeats = repeats
        self._core, self._printer, self._commands = core, printer, commands
        self._loop = QEventLoop()
        self._turn: int | None = None
        self._ready = self._labelled = self._stopped = self._reader_left = False
        self._failure: BaseException | None = None
        self._misused = False
        core.inference.state_changed.connect(self._on_state)
        core.chat.turn_changed.connect(self._on_turn)
        core.chat.reply_grew.connect(self._on_chunk)
        core.chat.turn_finished.connect(self._on_finished)
        core.chat.storage_failed.connect(self._on_storage_failed)
        # Python looks at signals only while it runs bytecode, which Qt's loop may not.
        self._tick = QTimer()
        self._tick.setInterval(100)
        self._tick.timeout.connect(self._look_at_signals)

    def answer_all(self, lines: Iterable[str]) -> EnvironmentFailure | int:
        """Answer every line; 0, 130 after Ctrl-C, 2 if a line was no entry, or the failure that
        spoilt the last one.

        Raises BrokenPipeError when nobody reads any more.
        """
        try:
            for line in lines:
                if not self._take(line.strip()):
                    break
                if self._stopped and not self._commands:
                    return INTERRUPTED
        except KeyboardInterrupt:
            return INTERRUPTED
        if isinstance(self._failure, EnvironmentFailure):
            return self._failure
        return USAGE if self._misused else 0

    def _take(self, text: str) -> bool:
        """Do what a line asks for; False if that is to leave."""
        slash = is_slash_alone(text)
        command = self._commands and (slash or text.startswith("/"))
        if command and text == QUIT:
            return False
        if command and text == NEW_TOPIC:
            self._core.chat.new_topic()
            print(QCoreApplication.translate("terminal", "从这里起是新话题。"))
        elif command:
            print(unknown_command(text), file=sys.stderr)
        elif slash:
            self._misused = True
            print(slash_alone(), file=sys.stderr)
        elif text:
            self._answer(text)
        return True

    def _answer(self, text: str) -> None:
        self._labelled = self._stopped = False
        if self._repeats:
            print(f"{PROMPT}{text}", flush=True)
        self._turn = self._core.chat.send(text).id
        if self._core.chat.is_open(self._turn):
            # Only now: at the prompt Ctrl-C is Python's own, and no slot of ours must run then.
            before = signal.signal(signal.SIGINT, self._on_interrupt)
            self._tick.start()
            self._loop.exec()
            self._tick.stop()
            signal.signal(signal.SIGINT, before)
        self._turn = None
        if self._reader_left:
            raise BrokenPipeError

    @Slot()
    def _look_at_signals(self) -> None:
        """Nothing: that this slot ran was the point."""

    def _on_interrupt(self, _number: int, _frame: object) -> None:
        """Ctrl-C ends the reply, which is kept as far as it has come."""
        self._stopped = True
        self._core.chat.stop()

    def _tell(self, tell: Callable[..., None], *what: object) -> None:
        """Print; when nobody reads any more (`| head`), end what is under way."""
        try:
            if not self._reader_left:
                tell(*what)
        except BrokenPipeError:
            self._reader_left = True
            self._core.chat.stop()

    @Slot(object)
    def _on_state(self, state: EngineState) -> None:
        if state.phase is EnginePhase.UNAVAILABLE:
            self._failure = state.error
            if state.error is not None:
                self._tell(self._printer.unavailable, state.error)
        elif state.phase is not EnginePhase.LOADING and not self._ready:
            self._ready = True
            self._tell(self._printer.ready, state.name)

    @Slot(object)
    def _on_turn(self, turn: Turn) -> None:
        if turn.label is not None and not self._labelled:
            self._labelled = True
            self._tell(self._printer.labelled, turn)

    @Slot(object, object)
    def _on_chunk(self, turn_id: int, text: str) -> None:
        self._tell(self._printer.chunk, turn_id, text)

    @Slot(object, object)
    def _on_finished(self, turn_id: int, stats: ReplyStats) -> None:
        turn = self._core.store.turn(turn_id)
        if turn.state is TurnState.FAILED:
            self._tell(self._printer.failed, turn)
        else:
            self._tell(self._printer.finished, turn, stats, self._care(turn))
        self._loop.quit()

    def _care(self, turn: Turn) -> CareLevel:
        today = self._core.store.turns_on(turn.entry.date)
        return shown_level(turn.entry.text, (t.entry.text for t in today if t.id < turn.id))

    @Slot(object)
    def _on_storage_failed(self, failure: EnvironmentFailure) -> None:
        self._failure = failure
        print(explain(failure), file=sys.stderr)


@contextmanager
def open_session(
    options: argparse.Namespace,
    make_printer: type[Printer],
    *,
    commands: bool = False,
    repeats: bool = False,
) -> Iterator[Session]:
    """A session on the diary that the options name. Raises the storage's failures."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    paths = data_paths(getattr(options, "data_dir", None))
    settings = Settings(paths.settings)
    install_language(application, settings.text("language"))
    if options.no_save:
        database = open_database(None)
    else:
        database = open_diary(paths)
        repair_if_alone(paths, database)
    cache = None if options.no_save else paths.cache
    core = build_core(database, settings, cache=cache, prompts=paths.prompts)
    try:
        with garbage_collected_here():
            printer = make_printer(core.labels, saved=not options.no_save)
            session = Session(core, printer, commands, repeats)
            core.load(getattr(options, "model", None))
            yield session
    finally:
        core.close()


def unknown_command(text: str) -> str:
    """A slip of the pen must not become an entry."""
    sentence = QCoreApplication.translate("terminal", "没有命令 {command}。有 {new} 和 {quit}。")
    return sentence.format(command=text.split()[0], new=NEW_TOPIC, quit=QUIT)


def prompted_lines() -> Iterator[str]:
    """Lines that a person types."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - makes input() editable; Windows has its own way
    print(QCoreApplication.translate("terminal", "写点什么吧。{new} 新话题，{quit} 离开。").format(
        new=NEW_TOPIC, quit=QUIT))  # fmt: skip
    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            return
