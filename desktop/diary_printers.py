"""How the terminal shows what became of the diary: sentences for people, objects for programs."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.domain.backups import Backup
from desktop.domain.search import Found, Hit
from desktop.domain.transfer import ImportReport, MoodUse
from desktop.services.import_words import came, not_taken, skipped
from desktop.storage.checks import Health
from desktop.storage.exporters.writing import Exported

translate = QCoreApplication.translate

_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def _print_json(**fields: Any) -> None:
    print(json.dumps(fields, ensure_ascii=False))


def print_import(report: ImportReport, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        _print_json(
            format=report.format,
            dry_run=dry_run,
            new=report.new,
            existing=report.existing,
            twice=report.twice,
            differing=report.differing,
            first=report.first and report.first.isoformat(),
            last=report.last and report.last.isoformat(),
            files=[
                {"file": f.file, "format": f.format, "entries": f.entries} for f in report.files
            ],
            skipped=[
                {"file": s.file, "where": s.where, "reason": s.reason} for s in report.skipped
            ],
            moods=[
                {"name": m.name, "entries": m.entries, "valence": m.valence} for m in report.moods
            ],
        )
        return
    sentence = (
        translate("terminal", "会导入 {new} 则；已有 {existing} 则，跳过 {skipped} 处。")
        if dry_run
        else translate("terminal", "导入了 {new} 则；已有 {existing} 则，跳过 {skipped} 处。")
    )
    numbers = {"new": report.new, "existing": report.existing, "skipped": len(report.skipped)}
    print(sentence.format(**numbers))
    for line in not_taken(report):
        print(line)
    if report.first is not None:
        print(f"{report.first} – {report.last}")
    for mood in report.moods:
        print(_mood(mood))
    for line in (*came(report.files), *map(skipped, report.skipped)):
        print(f"  {line}")


def _mood(mood: MoodUse) -> str:
    if mood.valence is not None:
        return f"  {mood.name} × {mood.entries}  {mood.valence:+g}"
    hint = translate(
        "terminal", "不知道算多少，图表里先不算；可以用 --map {name}=0（-2 到 2）告诉它"
    )
    return f"  {mood.name} × {mood.entries}  {hint.format(name=mood.name)}"


def print_export(exported: Exported, target: Path, *, as_json: bool) -> None:
    if as_json:
        _print_json(
            path=str(target),
            entries=exported.entries,
            trashed=exported.trashed,
            files=exported.files,
        )
        return
    print(translate("terminal", "导出了 {n} 则到 {path}").format(n=exported.entries, path=target))
    if exported.trashed:
        sentence = translate("terminal", "其中 {n} 则在回收站里；这个文件什么都不漏。")
        print(sentence.format(n=exported.trashed))


def print_days_reversed(since: date, until: date) -> None:
    sentence = translate("terminal", "--since {since} 在 --until {until} 之后，没有这样的日子。")
    print(sentence.format(since=since, until=until), file=sys.stderr)


def print_found(found: Found, *, as_json: bool) -> None:
    if as_json:
        _print_json(total=found.total, hits=[_hit(hit) for hit in found.hits])
        return
    print(translate("terminal", "找到 {n} 则").format(n=found.total))
    if len(found.hits) < found.total:
        sentence = translate("terminal", "下面是其中 {n} 则；--limit 和 --offset 看别的。")
        print(sentence.format(n=len(found.hits)))
    for hit in found.hits:
        entry = hit.entry.entry
        label = f"  {hit.entry.label.word}" if hit.entry.label else ""
        print(f"\n{entry.date} {entry.created.local:%H:%M}{label}")
        print(_marked(hit) if sys.stdout.isatty() else entry.text)


def _hit(hit: Hit) -> dict[str, Any]:
    entry, label = hit.entry.entry, hit.entry.label
    return {
        "id": entry.id,
        "date": entry.date.isoformat(),
        "text": entry.text,
        "spans": [[span.start, span.end] for span in hit.spans],
        "label": label and label.word,
        "valence": label and label.valence,
        "tags": list(entry.tags),
    }


def _marked(hit: Hit) -> str:
    text, at, parts = hit.entry.entry.text, 0, []
    for span in hit.spans:
        parts += [text[at : span.start], _BOLD, text[span.start : span.end], _PLAIN]
        at = span.end
    return "".join([*parts, text[at:]])


def print_backups(backups: Iterable[Backup], folder: Path, *, as_json: bool) -> None:
    if as_json:
        _print_json(folder=str(folder), backups=[_backup(backup) for backup in backups])
        return
    print(folder)
    for backup in backups:
        entries = "" if backup.entries is None else _entries(backup.entries)
        print(f"  {backup.name}  {backup.size / 1e6:.1f} MB  {entries}".rstrip())


def _entries(n: int) -> str:
    return translate("terminal", "{n} 则").format(n=n)


def _backup(backup: Backup) -> dict[str, Any]:
    return {
        "name": backup.name,
        "made": backup.made.isoformat(),
        "reason": backup.reason,
        "bytes": backup.size,
        "entries": backup.entries,
    }


def print_restored(backup: Backup, *, as_json: bool) -> None:
    if as_json:
        _print_json(restored=_backup(backup))
        return
    sentence = translate(
        "terminal", "日记现在是 {name} 的样子。原来的已经另外放好，restore --undo 可以换回来。"
    )
    print(sentence.format(name=backup.name))


def print_health(health: Health, newest: Backup | None, *, repaired: bool, as_json: bool) -> None:
    if as_json:
        _print_json(
            sound=health.sound,
            entries=health.entries,
            problems=list(health.problems),
            index_sound=health.index_sound,
            repaired=repaired,
            newest_backup=None if newest is None else _backup(newest),
        )
        return
    print(_verdict(health, repaired))
    for problem in health.problems:
        print(f"  {problem}")
    if newest is None:
        print(translate("terminal", "还没有备份。"))
    else:
        sentence = translate("terminal", "最近的备份：{name}")
        print(sentence.format(name=newest.name))


def _verdict(health: Health, repaired: bool) -> str:
    if health.problems:
        return translate(
            "terminal", "日记文件有损坏。什么都没有改动；restore 可以换回最近一份完好的备份。"
        )
    if not health.index_sound:
        return translate("terminal", "日记完好，但搜索目录不对；check --repair 会重做它。")
    if repaired:
        return translate("terminal", "日记完好，搜索目录已经重做。")
    return translate("terminal", "日记完好，共 {n} 则。").format(n=health.entries)
