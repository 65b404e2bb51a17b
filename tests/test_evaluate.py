"""Evaluating on labelled files: what is read, what labels mean, what is printed."""

import io
import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop import resources
from desktop.domain.labels import LabelSet
from desktop.evaluation.classifiers import Guess, by_score
from desktop.evaluation.fitting import Fitted, fit
from desktop.evaluation.labelled import LabelledFileError, Row, read_rows
from desktop.evaluation.measuring import ProgressBar, measure, shuffled
from desktop.evaluation.report import Run, as_object, as_table
from desktop.inference.assistant import Assistant
from desktop.inference.metrics import Answer
from desktop.inference.task import ClassifyTask, load_task
from desktop.inference.turn_tasks import Tasks
from tests.command import desktop
from tests.fakes import INFO, ScriptedEngine

TASKS = Tasks.from_folder(resources.PROMPTS)
LABELS = TASKS.sentiment.labels
TWO = [Row("很好", "1"), Row('他说"好",\n又哭了', "0")]
SENTENCES = {
    "正面": [
        "今天的实验终于成功了，太棒了！",
        "房间干净，服务热情，下次还来",
        "很开心",
        "我爱你们",
    ],
    "负面": ["我考试没考好，很难过", "服务态度极差，再也不来了", "气死我了", "质量太差，退货"],
}


def _file(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


# The texts of TWO as JSON has them.
GOOD, BAD = (json.dumps(row.text, ensure_ascii=False) for row in TWO)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f'{{"text": {GOOD}, "label": 1}}\n\n{{"label": 0.0, "text": {BAD}}}'),
        ("a.JSONL", f'{{"review": {GOOD}, "label": "1"}}\r\n{{"review": {BAD}, "label": false}}'),
        ("a.csv", 'label,review\n1,很好\n0,"他说""好"",\n又哭了"\n'),
        ("a.csv", 'id,Content,Sentiment\r\n7,很好,1\r\n\r\n8,"他说""好"",\n又哭了",0\r\n'),
        ("a.tsv", '标签\t内容\n1\t很好\n0\t"他说""好"",\n又哭了"\n'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_formats(name: str, content: str, encoding: str, tmp_path: Path) -> None:
    assert read_rows(_file(tmp_path, name, content, encoding)) == TWO


def test_a_tsv_with_quotation_marks_that_mean_nothing(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.tsv", 'label\ttext_a\n1\t"好"就是好\n0\t"没有下文\n')
    assert read_rows(path) == [Row('"好"就是好', "1"), Row('"没有下文', "0")]


def test_cells_without_a_word_are_empty(tmp_path: Path) -> None:
    path = _file(
        tmp_path, "a.jsonl", '{"text": null, "label": "正面"}\n{"text": "a", "label": " "}'
    )
    assert read_rows(path) == [Row("", "正面"), Row("a", "")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", "", "empty"),
        ("a.csv", "text,label\n", "empty"),
        ("a.jsonl", '{"text": "a", "label": 1}\n[1]', "line 2"),
        ("a.jsonl", '{"text": "a"', "line 1"),
        ("a.jsonl", '{"text": "a", "stars": 5}', "'label', only 'text', 'stars'"),
        ("a.csv", "title,label\na,1\n", "'text', only 'title', 'label'"),
        ("a.csv", "label,text\n1,wörter, ohne Anführung\n", "line 2 has 3 cells"),
        ("a.csv", 'label,text\n1,"never closed\n', "unexpected end"),
        ("a.xlsx", "PK", ".jsonl"),
    ],
)
def test_a_file_that_is_no_use_is_named_with_the_reason(
    name: str, content: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(LabelledFileError) as caught:
        read_rows(_file(tmp_path, name, content))
    assert name in str(caught.value) and said in str(caught.value)


def test_other_encodings_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(LabelledFileError, match="UTF-8"):
        read_rows(_file(tmp_path, "a.csv", "text,label\n很好,1\n", "gb18030"))
    with pytest.raises(LabelledFileError, match=r"no\.csv"):
        read_rows(tmp_path / "no.csv")


def _fit(*labels: str) -> Fitted:
    return fit([Row(f"text {n}", label) for n, label in enumerate(labels)], LABELS)


def test_emotions_become_good_and_bad_or_are_left_out() -> None:
    fitted = _fit("快乐", "愤怒", "悲伤", "焦虑", "恐惧", "惊讶", "平静", "平静", "正面")
    assert [row.label for row in fitted.rows] == ["正面", *["负面"] * 4, "正面"]
    assert fitted.mapped["快乐"] == "正面" and fitted.mapped["恐惧"] == "负面"
    assert "正面" not in fitted.mapped
    assert fitted.left_out == {"平静": 2, "惊讶": 1}


def test_numbers_and_english_names() -> None:
    assert [row.label for row in _fit("1", "0").rows] == ["正面", "负面"]
    assert [row.label for row in _fit("Positive", "neg").rows] == ["正面", "负面"]


def test_zero_is_not_bad_where_something_is_worse() -> None:
    with pytest.raises(LabelledFileError, match="-1, 0, 1; the task answers 正面, 负面"):
        _fit("1", "0", "-1")


def _labels(task: str) -> LabelSet:
    loaded = load_task(resources.PROMPTS / f"{task}.toml")
    assert isinstance(loaded, ClassifyTask)
    return loaded.labels


def test_three_answers_have_one_for_calm() -> None:
    rows = [Row(label, label) for label in ("happy", "恐惧", "平静", "neutral", "surprise")]
    fitted = fit(rows, _labels("sentiment3"))
    assert [row.label for row in fitted.rows] == ["正面", "负面", "中性", "中性"]
    assert fitted.left_out == {"surprise": 1} and fitted.folded == {}


def test_emotions_are_known_by_other_names() -> None:
    rows = [Row(label, label) for label in ("开心", "anger", "恐惧", "中性", "惊奇", "sad")]
    fitted = fit(rows, _labels("emotion"))
    assert [row.label for row in fitted.rows] == ["快乐", "愤怒", "焦虑", "平静", "惊讶", "悲伤"]
    # Numbers are no emotions, and good is none of them either.
    with pytest.raises(LabelledFileError, match="the task answers 快乐"):
        fit([Row("a", "1"), Row("b", "positive")], _labels("emotion"))


def test_an_emotion_that_the_file_lacks_counts_as_its_nearest() -> None:
    labels = _labels("emotion")
    assert fit([Row("a", "快乐"), Row("b", "悲伤")], labels).folded == {"兴奋": "快乐"}
    assert fit([Row("a", "快乐"), Row("b", "兴奋")], labels).folded == {}
    assert fit([Row("b", "悲伤")], labels).folded == {}


def test_folded_answers_bring_their_probability() -> None:
    assistant = Assistant(ScriptedEngine(scores=(-1.2, -0.9)), TASKS)
    guess = by_score(assistant, {"正面": "负面"}).classify("嗯")
    assert guess.word == "负面" and guess.confidence == pytest.approx(1.0)
    assert not by_score(assistant, {"别的": "负面"}).classify("嗯").sure


def test_rows_without_text_or_label_are_counted() -> None:
    fitted = fit([Row("", "正面"), Row("a", ""), Row("b", "负面")], LABELS)
    assert len(fitted.rows) == 1
    assert fitted.left_out == {"(no text)": 1, "(no label)": 1}


def test_a_limit_takes_the_same_rows_of_every_kind() -> None:
    rows = [Row(str(n), "正面" if n < 100 else "负面") for n in range(200)]
    some = shuffled(rows, 40)
    assert some == shuffled(rows, 40) and len(set(some)) == 40
    assert 10 < sum(row.label == "正面" for row in some) < 30
    assert sorted(shuffled(rows, None), key=lambda r: int(r.text)) == rows


def test_a_doubtful_answer_is_judged_by_the_likelier_label() -> None:
    assistant = Assistant(ScriptedEngine(scores=(-1.0, -1.1)), TASKS)
    guess = by_score(assistant).classify("嗯")
    assert guess.word == "正面" and not guess.sure
    temperature = TASKS.sentiment.temperature
    assert guess.confidence == pytest.approx(1 / (1 + math.exp(-0.1 / temperature)))


def _measured(classify: Callable[[str], Guess], stream: io.StringIO) -> tuple[list[Answer], bool]:
    rows = [Row(word, "正面") for word in "abcd"]
    return measure(rows, classify, ProgressBar(len(rows), stream))


def test_ctrl_c_keeps_what_is_done() -> None:
    def classify(text: str) -> Guess:
        if text == "c":
            raise KeyboardInterrupt
        return Guess("正面", 0.9, sure=True)

    stream = io.StringIO()
    answers, interrupted = _measured(classify, stream)
    assert len(answers) == 2 and interrupted
    assert stream.getvalue() == ""  # it is no terminal


def test_progress_on_a_terminal_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    _measured(lambda _: Guess("正面", 0.9, sure=True), stream)
    *_, last, blank, end = stream.getvalue().split("\r")
    assert "4/4" in last and "0:00 left" in last
    assert blank.isspace() and len(blank) == len(last) and end == ""


def _figures(answers: list[Answer], **changes: Any) -> dict[str, Any]:
    fitted = Fitted((), {"快乐": "正面"}, {"平静": 3})
    run = Run("a.csv", TASKS.sentiment, "score", INFO, fitted, answers, interrupted=False)
    return as_object(replace(run, **changes))


def test_the_figures() -> None:
    figures = _figures(
        [
            Answer("正面", "正面", 0.9, True, 0.010),
            Answer("正面", "负面", 0.6, False, 0.020),
            Answer("负面", "负面", 0.8, True, 0.090),
            Answer("负面", "负面", 0.5, False, 0.040),
        ]
    )
    assert (figures["n"], figures["accuracy"]) == (4, 0.75)
    assert (figures["abstained"], figures["accuracy_when_sure"]) == (0.5, 1.0)
    assert figures["confusion"] == {"正面": {"正面": 1, "负面": 1}, "负面": {"正面": 0, "负面": 2}}
    assert figures["per_label"]["负面"] == {
        "precision": 0.6667,
        "recall": 1.0,
        "f1": 0.8,
        "support": 2,
    }
    assert figures["macro_f1"] == 0.7333
    assert figures["ece"] == pytest.approx((0.1 + 0.6 + 0.2 + 0.5) / 4)
    assert figures["latency_ms"] == {"mean": 40.0, "median": 30.0, "p95": 90.0}
    assert (figures["left_out"], figures["mapped"]) == (3, {"快乐": "正面"})
    table = as_table(figures)
    assert "0.750" in table and "平静 3" in table and "快乐 = 正面" in table


def test_the_report_says_what_was_folded() -> None:
    fitted = Fitted((), {}, {}, folded={"负面": "正面"})
    figures = _figures([Answer("正面", "正面", 0.9)], fitted=fitted)
    assert figures["folded"] == {"负面": "正面"} and list(figures["per_label"]) == ["正面"]
    assert "负面 counts as 正面" in as_table(figures)


def test_a_method_without_probabilities() -> None:
    figures = _figures([Answer("正面", None, None, False, 0.01)], method="generate")
    assert figures["ece"] is None and figures["accuracy_when_sure"] is None
    assert figures["abstained"] == 1.0 and figures["accuracy"] == 0.0
    assert figures["confusion"]["正面"]["(none)"] == 1
    assert "unknown" in as_table(figures)


@pytest.fixture
def labelled(tmp_path: Path) -> str:
    """Twenty rows: two of each sentence, and four that no answer means."""
    lines = [
        json.dumps({"review": text, "label": word}, ensure_ascii=False)
        for word, texts in (*SENTENCES.items(), ("惊讶", ["啊", "竟然"]))
        for text in texts * 2
    ]
    return str(_file(tmp_path, "二十 行.jsonl", "\n".join(lines)))


@pytest.mark.parametrize("precision", ["float32", "int8"])
def test_the_bundled_model(precision: str, labelled: str) -> None:
    done = desktop("evaluate", labelled, "--json", "--precision", precision)
    assert (done.returncode, done.stderr) == (0, "")
    figures = json.loads(done.stdout)
    assert (figures["n"], figures["left_out"]) == (16, 4)
    assert figures["accuracy"] >= 0.75
    assert figures["precision"] == precision and figures["model"] == resources.BUNDLED_MODEL_NAME
    assert sum(sum(row.values()) for row in figures["confusion"].values()) == 16


def test_the_published_method(labelled: str) -> None:
    done = desktop("evaluate", labelled, "--json", "--method", "generate", "--limit", "6")
    assert (done.returncode, done.stderr) == (0, "")
    figures = json.loads(done.stdout)
    assert (figures["n"], figures["method"], figures["ece"]) == (6, "generate", None)
    assert figures["accuracy"] > 0.5 and figures["latency_ms"]["median"] > 0


def test_the_table_names_what_was_left_out(labelled: str) -> None:
    done = desktop("evaluate", labelled, "--limit", "4")
    assert done.returncode == 0
    assert "accuracy" in done.stdout and "left out: 4" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no.csv",), "no.csv"),
        (("{}", "--task", "nonsense"), "sentiment"),
        (("{}", "--task", "../chat"), "there is no task"),
        (("{}", "--task", "chat"), "no labels"),
        (("{}", "--precision", "int4"), "float32"),
        (("{}", "--limit", "0"), "从 1 起"),
        (("{}", "--method", "generate", "--precision", "int8"), "float32 only"),
    ],
)
def test_usage_is_2_with_a_sentence(arguments: tuple[str, ...], said: str, labelled: str) -> None:
    done = desktop("evaluate", *(argument.format(labelled) for argument in arguments))
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("method", ["score", "generate"])
def test_a_model_that_cannot_be_loaded_is_3(method: str, labelled: str, tmp_path: Path) -> None:
    done = desktop("evaluate", labelled, "--model", str(tmp_path / "no"), "--method", method)
    assert done.returncode == 3 and "Traceback" not in done.stderr
