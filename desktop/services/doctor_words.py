"""What the doctor finds, in words in the interface's language: for the page and the terminal."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from desktop.domain.examination import LEAST_AGREEMENT, MOST_KL, Examined, Progress, Report
from desktop.services.doctor_service import DoctorPhase, DoctorState
from desktop.services.wording import explain_examination, in_english

# By this name lupdate finds the strings.
translate = QCoreApplication.translate


def introduction() -> str:
    """What it does and what it costs."""
    return translate(
        "doctor",
        "用一些固定的话，量一量这个模型在这台电脑上用哪种精度最合适：答得和原来一样，又最快。"
        "要一分钟或更久，这段时间写下的会照常保存，等体检完再回复。",
    )


# Precisions


def precision_name(plan: str) -> str:
    """int8 (down in bfloat16)"""
    name, note = precision_parts(plan)
    return translate("doctor", "{name}（{note}）").format(name=name, note=note) if note else name


def precision_parts(plan: str) -> tuple[str, str]:
    """The name, and which groups of matrices int8 would hurt, if any."""
    name, _, kept = plan.partition("-keep-")
    if not kept:
        return name, ""
    note = translate("doctor", "{groups} 用 bfloat16")
    return name, note.format(groups=_list(kept.split("-")))


def _list(words: list[str]) -> str:
    return translate("doctor", "、").join(words)


# The table


def columns() -> tuple[str, ...]:
    """Over the figures that `figures` gives; the precision's name is before them."""
    return (
        translate("doctor", "标签一致"),
        translate("doctor", "KL 散度"),
        translate("doctor", "一句标签"),
        translate("doctor", "每个词元"),
        translate("doctor", "载入"),
        translate("doctor", "内存"),
    )


def chosen_word() -> str:
    """Beside the precision that was chosen."""
    return translate("doctor", "选用")


def figures(examined: Examined) -> tuple[str, ...]:
    """With their units."""
    return (
        f"{examined.agreement:.1%}".replace(".0%", "%"),
        f"{examined.kl:.4f}",
        f"{examined.label_ms:.0f} ms",
        f"{examined.step_ms:.1f} ms",
        f"{examined.load_s:.1f} s",
        f"{examined.step_bytes / 1e6:.0f} MB",
    )


def figures_explained() -> str:
    """What stands in the columns, and what a precision must keep."""
    sentence = translate(
        "doctor",
        "标签一致：多少句子的标签和 float32 相同，不到 {least} 的不选。"
        "KL 散度：接下来的词和 float32 差多远，0 是完全一样，超过 {most} 的不选。"
        "一句标签取中位数，每个词元取最快的一次；内存是权重占的。",
    )
    return sentence.format(least=f"{LEAST_AGREEMENT:.0%}", most=MOST_KL)


# Sentences


def because(report: Report) -> str:
    """Which precision was chosen, and why."""
    sentences = [_choice(report)]
    if report.too_different:
        names = _list([precision_name(plan) for plan in report.too_different])
        left_out = translate("doctor", "更快的还有 {plans}，但答得差太多，没有选。")
        sentences.append(left_out.format(plans=names))
    return (" " if in_english() else "").join(sentences)


def _choice(report: Report) -> str:
    if report.chosen is report.exact:
        return translate("doctor", "选了 float32：这里没有更快、又答得一样的精度。")
    sentence = translate(
        "doctor",
        "选了 {plan}：{share} 的句子标签和 float32 一样，速度是它的 {times} 倍，"
        "内存是它的 {memory}。",
    )
    return sentence.format(
        plan=precision_name(report.choice),
        share=f"{report.chosen.agreement:.0%}",
        times=f"{report.times_as_fast:.1f}",
        memory=f"{report.share_of_memory:.0%}",
    )


def progress_sentence(progress: Progress) -> str:
    """Which precision is measured, and how far it is."""
    if progress.sentence:
        sentence = translate(
            "doctor", "第 {number} 步，共 {of} 步：{plan}，第 {sentence} 句，共 {sentences} 句"
        )
    else:
        sentence = translate("doctor", "第 {number} 步，共 {of} 步：载入 {plan}")
    return sentence.format(
        plan=precision_name(progress.plan),
        number=progress.number,
        of=progress.of,
        sentence=progress.sentence,
        sentences=progress.sentences,
    )


def status(state: DoctorState) -> str:
    """How it goes or went, beside the button; empty where there is nothing to say."""
    match state.phase:
        case DoctorPhase.RUNNING if state.progress is not None:
            return progress_sentence(state.progress)
        case DoctorPhase.RUNNING:
            return translate("doctor", "马上开始…")
        case DoctorPhase.STOPPING:
            return translate("doctor", "正在停下…")
        case DoctorPhase.STOPPED:
            return translate("doctor", "停下了，没有量完；仍用原来的精度。")
        case DoctorPhase.FAILED if state.error is not None:
            return explain_examination(state.error)
    return ""


def announcement(state: DoctorState) -> str:
    """What is read aloud: each precision once, and the end."""
    if state.phase is DoctorPhase.RUNNING and state.progress is not None:
        return progress_sentence(replace(state.progress, sentence=0))
    if state.phase is DoctorPhase.DONE and state.report is not None:
        return because(state.report)
    return status(state)


def standing(state: DoctorState) -> str:
    """In a line: whether it was examined, and what the engine runs with."""
    if state.running:
        return translate("doctor", "正在体检…")
    if not state.precision:
        return ""
    if state.report is None:
        sentence = translate("doctor", "现在用 {plan}，还没有体检过。")
    elif state.report.choice == state.precision:
        sentence = translate("doctor", "现在用 {plan}，是体检选的。")
    else:
        sentence = translate("doctor", "现在用 {plan}。")
    return sentence.format(plan=precision_name(state.precision))
