"""`make screenshots`: every page in both themes, photographed into docs/screenshots.

Offscreen, with a made-up diary of three months in a folder of its own and the bundled model; the
diary of whoever runs it is never seen. Needs a Chinese font.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Application
from desktop.composition import build_backups, build_core
from desktop.domain.labels import GivenLabel, Label, LabelSource
from desktop.domain.time import Moment
from desktop.domain.transfer import ImportFormat, PortableEntry, Reading
from desktop.opening import open_diary
from desktop.paths import DataPaths
from desktop.services.instance import SingleInstance
from desktop.settings import Settings
from desktop.start import prepare
from desktop.storage.import_store import ImportStore
from desktop.ui.labels.learning_page import LearningRow
from desktop.ui.rail import Place
from desktop.ui.theme import has_chinese_font

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZE = (1180, 800)
DAYS, MOST_BYTES = 92, 150_000
PATIENCE_MS, SETTLE_MS = 30_000, 900
GOOD = (
    "和老同学吃了饭，聊到很晚，好久没有这样笑过。",
    "早起跑了五公里，空气很凉，跑完一身轻。",
    "妈妈打来电话，说家里的桂花开了，隔着电话都像闻到了。",
    "改了两周的方案终于通过了，松了一口气。",
    "下班路上买了一束小雏菊，屋里一下子亮了。",
    "读完一本小说，结尾很温柔，合上书还坐了一会儿。",
)
BAD = (
    "会开了一下午，什么都没定下来，很累。",
    "和同事为一点小事争了几句，一晚上都在想。",
    "又失眠了，三点才睡着，白天一直昏沉。",
    "体检报告有一项偏高，心里有点不踏实。",
)
PLAIN = ("把换季的衣服收了，柜子空出一半。", "下雨，没有出门，煮了一锅面。", "去图书馆还书。")
TODAY = ("今天的汇报很顺利，领导说数据讲得清楚！", "就是散会太晚，没赶上孩子睡前的故事，有点难过。")
TAGS = ("工作", "跑步", "家人", "读书")


def entries(last: date) -> Iterator[PortableEntry]:
    """Up to two a day until the day before *last*, with days left out, always the same."""
    chance = random.Random(11)
    for back in range(DAYS, 0, -1):
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            yield _entry(chance, last - timedelta(days=back), back)


def _entry(chance: random.Random, day: date, back: int) -> PortableEntry:
    texts, word, valence = chance.choices(
        ((GOOD, "正面", 1.0), (BAD, "负面", -1.0), (PLAIN, "不确定", None)), (5, 3, 1)
    )[0]
    at = datetime(day.year, day.month, day.day, chance.randrange(0, 14), 20, tzinfo=UTC)
    label = Label(LabelSource.MODEL, word, valence, chance.uniform(0.7, 0.99), "sentiment", 1, "")
    return PortableEntry(
        text=chance.choice(texts),
        created=Moment(int(at.timestamp() * 1000), "Asia/Shanghai", 28_800),
        date=day,
        tags=tuple(chance.sample(TAGS, chance.choice((0, 1, 1)))),
        labels=(GivenLabel(LabelSource.MODEL, label, 0),),
        origin="screenshots",
        foreign_id=f"{back}-{chance.random()}",
    )


def wait(until: Callable[[], bool] = lambda: False, at_most_ms: int = SETTLE_MS) -> None:
    """Let the window work; without a condition, until everything stands still."""
    deadline = QDeadlineTimer(at_most_ms)
    while not until() and not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def save(widget: QWidget, name: str) -> None:
    """Without transparency and as small as PNG makes it; fewer colours would show in flat areas."""
    wait()
    path = PICTURES / f"{name}.png"
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    if not picture.save(str(path), "PNG", 0) or path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path}: not written, or larger than {MOST_BYTES} bytes")
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def photograph(application: Application, theme: str) -> None:
    """Every page, from left to right."""
    window, diary = application.window, application._diary.diary
    window.rail.choose(Place.TODAY)
    save(window, f"today-{theme}")
    window.rail.choose(Place.DIARY)
    diary.show_before()
    save(window, f"diary-{theme}")
    diary.start_search()
    diary.search.field.setText("跑")
    save(window, f"search-{theme}")
    diary.leave()
    window.rail.choose(Place.MOOD)
    save(window, f"mood-{theme}")
    window.rail.choose(Place.SETTINGS)
    area = application.settings_area
    save(window, f"settings-{theme}")
    rows = area.settings
    controls = {
        "models": rows.models_row.control,
        "tasks": rows.tasks_row.control,
        "doctor": rows.doctor_row.control,
        "data": rows.transfer_row.control,
        "about": rows.about_row.control,
        "learning": area.findChildren(LearningRow)[0].button,
    }
    for name, control in controls.items():
        control.click()  # type: ignore[attr-defined]
        save(window, f"{name}-{theme}")
        area.setCurrentWidget(area.settings)


def run(folder: Path, theme: str) -> None:
    """The whole program on a new diary, photographed and closed."""
    paths = DataPaths(folder)
    paths.create()
    settings, instance = Settings(paths.settings), SingleInstance(paths.lock)
    settings.set("language", "zh")
    settings.set("theme", theme)
    instance.acquire()
    database = open_diary(paths)
    core = build_core(database, settings, prompts=paths.prompts)
    ImportStore(database).take(ImportFormat.OWN, Reading(list(entries(core.chat.today()))), 0)
    backups = build_backups(core, paths)
    application = Application(core, backups, prepare(settings), paths, instance, folder)
    application._remembered.dismiss("welcome")
    application.window.chat_page.empty.drop_card()
    try:
        application.start(None)
        application.window.resize(*SIZE)
        for text in TODAY:
            core.chat.send(text)
        wait(lambda: core.chat.open_turns() == 0, PATIENCE_MS)
        photograph(application, theme)
    finally:
        application.end()
        backups.close()
        core.close()
        instance.release()


def main() -> int:
    """0 if every picture was taken."""
    program = QApplication(sys.argv[:1])
    if not has_chinese_font():
        print("No Chinese font: install fonts-noto-cjk.", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    QCursor.setPos(10_000, 10_000)  # or the button under the corner is shown as hovered
    for theme in ("light", "dark"):
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder) / "diary", theme)
    program.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
