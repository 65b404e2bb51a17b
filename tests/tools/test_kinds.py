"""The kinds of text that the bundled model learns replies for."""

import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from desktop import resources
from desktop.inference.task import ClassifyTask, load_task
from tools.train_starter import feelings, kinds, own, sources
from tools.train_starter.examples import TalkExample
from tools.train_starter.soft import NAMES

ASKED = [{"dialog": [["user", "鲸鱼为什么会唱歌？"], ["assistant", "因为它们要交流。"]]}]
FELT = [("昨晚又失眠了，数羊数到天亮", "悲伤"), ("失眠的人好多，笑了", "快乐")]


@pytest.fixture(scope="module")
def made() -> list[TalkExample]:
    return list(kinds.kinds(ASKED, FELT, seed=1))


def test_each_reply_is_to_the_kind_of_its_text(made: list[TalkExample]) -> None:
    turns = [turn for talk in made for turn in talk.turns]
    said = {turn.text: turn.reply for turn in turns}
    assert said["鲸鱼为什么会唱歌？"] in kinds.answers()["knowledge"]
    assert said["昨晚又失眠了，数羊数到天亮"] in kinds.answers()["sleepless"]
    assert FELT[1][0] not in said
    known = {reply for replies in kinds.answers().values() for reply in replies}
    assert known <= {turn.reply for turn in turns}


def test_they_come_alone_and_in_rows_and_always_the_same(made: list[TalkExample]) -> None:
    assert {len(talk.turns) for talk in made} >= {1, 2, 3, 4}
    assert made == list(kinds.kinds(ASKED, FELT, seed=1))


def test_replies_are_short_whole_and_no_labels() -> None:
    task = load_task(resources.PROMPTS / "emotion.toml")
    assert isinstance(task, ClassifyTask)
    labels = {choice.word for choice in task.labels.choices}
    said = [reply for replies in kinds.answers().values() for reply in replies]
    assert len(set(said)) > 600
    for reply in said:
        assert 1 <= len(list(sources.sentences(reply))) <= 3, reply
        assert reply[-1] in "。？！" and reply.strip("。！") not in labels, reply
        assert "Open" not in reply and not sources.is_crisis(reply), reply
    for name, replies in kinds.answers().items():
        assert len(set(replies)) == len(replies) >= 6, name


def test_no_text_of_ours_stands_in_two_kinds() -> None:
    kind_of: dict[str, str] = {}
    for kind, text in kinds.own_texts():
        assert kind_of.setdefault(own.bare(text) or text, kind) == kind, text
    assert set(kind_of.values()) == set(kinds.answers())


@pytest.mark.parametrize(
    ("hard", "bright"),
    [
        ("妈妈住院了", "妈妈出院了"),
        ("我的猫死了", "我家猫打呼噜"),
        ("今天和他吵架了", "今天和他和好了"),
        ("四级没过", "四级过了"),
        ("没有人记得我的生日", "祝我生日快乐"),
        ("升职了，可是要离开家", "升职了！！"),
    ],
)
def test_neighbours_are_kinds_of_their_own(hard: str, bright: str) -> None:
    found = {text: kind for kind, text in kinds.own_texts()}
    assert found[hard] != found[bright]


def test_a_pet_that_ran_away_is_not_told_as_a_dead_one() -> None:
    ran = re.compile("走丢|跑丢|丢了|跑出去|没找到|没回来|启事")
    assert not [t for kind, t in kinds.own_texts() if kind == "petloss" and ran.search(t)]


def test_no_line_that_is_measured_with_is_learned() -> None:
    learned = {own.bare(text) for _, text in kinds.own_texts()}
    for name in ("events.jsonl", "lines_held_out.jsonl"):
        rows = (Path(kinds.__file__).parent / name).read_text("utf-8").splitlines()
        assert len(rows) >= 45 and not learned & {own.bare(json.loads(r)["text"]) for r in rows}


def test_none_is_near_what_the_replies_are_judged_by(made: list[TalkExample]) -> None:
    met = {own.bare(turn.text) for talk in made for turn in talk.turns}
    assert not met & {own.bare(text) for text in own.exam()}
    near = {"帮我写一首关于秋天的诗吧", "地球到月亮有多远呀", "你是谁呀", "我养的小猫走丢了"}
    assert not met & near


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("写一首七言绝句", "write"),
        ("翻译这段英文", "translate"),
        ("关汉卿是谁？", "knowledge"),
        ("1+1等于几", "reckoning"),
        ("你是谁", ""),
    ],
)
def test_public_questions_have_readable_rules(question: str, kind: str) -> None:
    assert kinds.kind_of(question) == kind


def test_crises_stay_out(made: list[TalkExample]) -> None:
    assert not any(sources.is_crisis(turn.text) for talk in made for turn in talk.turns)


def test_posts_that_were_read_get_replies_of_their_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, unread = "排了两个小时的队，轮到我就关门了", "转发：今日头条"
    rows = tmp_path / "read_posts.tsv"
    rows.write_text(f"{kinds.key(read)}\tannoyed\n", "utf-8")
    monkeypatch.setattr(kinds, "READ", rows)
    turns = [t for talk in kinds.kinds(ASKED, FELT, 1, [read, unread]) for t in talk.turns]
    said = {turn.text: turn.reply for turn in turns}
    assert said[read] in kinds.answers()["annoyed"] and unread not in said


def test_posts_that_were_read_are_named_by_hashes_and_known_kinds() -> None:
    rows = [line.split("\t") for line in kinds.READ.read_text("utf-8").splitlines()]
    assert len(rows) > 400 and {kind for _, kind in rows} <= set(kinds.answers())
    assert all(len(key) == 10 and int(key, 16) >= 0 for key, _ in rows)
    assert kinds.key("好累。") == kinds.key("好累")


def test_who_writes_a_line_of_a_kind_feels_what_the_kind_says() -> None:
    texts = [("bereaved", "爷爷走了"), ("food", "吃了面"), ("mixed", "又哭又笑")]
    found = feelings.labelled(texts, seed=1)
    said = {(task, row.text): row.label for task, rows in found.items() for row in rows}
    assert said["sentiment", "爷爷走了"] == said["sentiment3", "爷爷走了"] == "负面"
    assert said["emotion", "爷爷走了"] == "悲伤" and said["sentiment3", "吃了面"] == "中性"
    assert ("sentiment", "吃了面") not in said  # neither good nor bad, most likely
    assert not [text for _, text in said if text == "又哭又笑"]
    for row in (row for rows in found.values() for row in rows):
        assert row.shares is not None and sum(row.shares.values()) == pytest.approx(1, abs=1e-3)


def test_lines_of_good_days_count_twice_and_none_is_left_out() -> None:
    lines = [("happy", f"第{n}次看见彩虹") for n in range(300)] + [("failed", "又落榜了")]
    found = feelings.labelled([*lines, ("happy", "好开心")], 1, lines)
    told = Counter(row.text for row in found["sentiment"])
    assert {told[text] for kind, text in lines if kind == "happy"} == {2}
    assert told["又落榜了"] == 1


def test_no_text_with_slots_drowns_the_others() -> None:
    told = Counter(kind for kind, _ in kinds.own_texts())
    assert max(told.values()) < sum(told.values()) / 10


def test_a_line_of_a_diary_is_told_more_often_than_a_filled_text(made: list[TalkExample]) -> None:
    lines = {text for _, text in kinds.lines()}
    told = Counter(turn.text for talk in made for turn in talk.turns)
    assert min(told[line] for line in lines if line in told) >= 2 * min(told.values())


def test_feelings_are_of_known_kinds() -> None:
    told = tomllib.loads(feelings.PATH.read_text("utf-8"))
    assert set(told) <= set(kinds.answers())
    for shares in told.values():
        assert set(shares) <= set(NAMES) and sum(shares.values()) == pytest.approx(1)
