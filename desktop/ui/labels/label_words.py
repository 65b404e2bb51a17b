"""What a label's chip and its menu say. Knows values, no widgets."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.labels import Label, LabelChoice, LabelSet, LabelSource, Opinions, Prediction
from desktop.services.wording import choice_word
from desktop.ui import texts
from desktop.ui.chat.markdown import visible_bidi

RING = "○"
MOST_LETTERS = 20


def choice_text(choice: LabelChoice | None) -> str:
    """😟 负面; ○ 没有标签 for none."""
    if choice is None:
        none = QCoreApplication.translate("labels", "没有标签")
        return f"{RING} {none}"
    return f"{choice.emoji} {choice_word(choice)}".strip()


def chip_text(label: Label | None, opinions: Opinions, labels: LabelSet) -> str:
    """The label that counts, and a word where it is the person's."""
    text = choice_text(None) if label is None else texts.label_text(label, labels)
    mark = QCoreApplication.translate("labels", "你标的")
    return f"{text} · {mark}" if _by_person(label, opinions) else text


def chip_lines(
    label: Label | None, opinions: Opinions, labels: LabelSet, prediction: Prediction | None
) -> list[str]:
    """Whose it is, what the model said where it is another's, what decided that."""
    lines = []
    if prediction is not None:
        lines.append(texts.probabilities(prediction, labels))
    if _by_person(label, opinions):
        lines.append(texts.label_source(LabelSource.PERSON))
    elif label is not None:
        lines.append(texts.label_source(label.source))
    else:
        lines.append(QCoreApplication.translate("labels", "模型没有标，你可以标上"))
    if opinions.model_label is not None and not _counts(label):
        lines.append(model_said(opinions.model_label, labels))
    if (own := by_itself(label, opinions, labels)) is not None:
        lines.append(own)
    if evidence := evidence_of(label, opinions):
        lines.append(why(evidence))
    return lines


def model_said(label: Label, labels: LabelSet) -> str:
    text = QCoreApplication.translate("labels", "模型判断的是 {label}")
    return text.format(label=texts.label_text(label, labels))


def by_itself(label: Label | None, opinions: Opinions, labels: LabelSet) -> str | None:
    """That corrections moved the model's label, and from where; None where they didn't."""
    by_model = label if _counts(label) else opinions.model_label
    if by_model is None or by_model.own is None:
        return None
    text = QCoreApplication.translate("labels", "按你的更正调整过，模型自己判断的是 {label}")
    return text.format(label=texts.label_text(by_model.own, labels))


def evidence_of(label: Label | None, opinions: Opinions) -> str | None:
    """Of the model's label, whether it counts or not."""
    by_model = label if _counts(label) else opinions.model_label
    return by_model.evidence if by_model is not None else None


def why(sentence: str) -> str:
    """Names the sentence, shortened, on one line."""
    text = QCoreApplication.translate("labels", "为什么：“{sentence}”")
    return text.format(sentence=shortened(sentence))


def shortened(sentence: str) -> str:
    plain = visible_bidi(" ".join(sentence.split()))
    return plain if len(plain) <= MOST_LETTERS else f"{plain[: MOST_LETTERS - 1]}…"


def restore(opinions: Opinions) -> str:
    """What taking back one's own word brings back."""
    if opinions.brought is not None:
        return QCoreApplication.translate("labels", "恢复导入的标签")
    if opinions.model is not None:
        return QCoreApplication.translate("labels", "恢复模型的判断")
    return QCoreApplication.translate("labels", "收回我的标签")


def _by_person(label: Label | None, opinions: Opinions) -> bool:
    """Also where the person said that none fits."""
    source = label.source if label is not None else None
    return opinions.person is not None or source is LabelSource.PERSON


def _counts(label: Label | None) -> bool:
    """Whether what counts is the model's."""
    return label is not None and label.source is LabelSource.MODEL
