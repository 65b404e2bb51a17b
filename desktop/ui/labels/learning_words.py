"""What the page about learning from corrections says. Knows values, no widgets."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.learning import LEAST_JUDGED, Trial
from desktop.services.learning_state import LearningPhase, LearningState
from desktop.ui.texts import percent

NOTHING = "—"


def name() -> str:
    return QCoreApplication.translate("learning", "从更正中学习")


def help_line() -> str:
    return QCoreApplication.translate(
        "learning", "你改过的心情，让新的判断更合你的说法。确实更准了才用。"
    )


def switch_name() -> str:
    return QCoreApplication.translate("learning", "用我的更正调整新的心情判断")


def introduction() -> str:
    return QCoreApplication.translate(
        "learning",
        "你改过或点选确认过的心情，会教模型你是怎么说话的：在它读懂的意思上加一层小小的调整，"
        "只在这台电脑上，只为你。模型本身不变，已有的标签不变，调整过的新标签会写明，"
        "也留着模型自己的判断。",
    )


def status(state: LearningState) -> str:
    """One sentence: whether it is in use, and why."""
    numbers = {"n": state.judged or 0, "least": LEAST_JUDGED, "left": state.left}
    return _sentence(state).format(**numbers)


def _sentence(state: LearningState) -> str:
    match state.phase:
        case LearningPhase.OFF:
            return QCoreApplication.translate("learning", "关着：心情都是模型自己的判断。")
        case LearningPhase.WAITING:
            return QCoreApplication.translate("learning", "模型醒来以后，才知道学到了什么。")
        case LearningPhase.TOO_FEW:
            return QCoreApplication.translate(
                "learning", "还太少：可以学的有 {n} 则，满 {least} 则才开始学。"
            )
        case LearningPhase.READING:
            return QCoreApplication.translate(
                "learning", "正在学：还有 {left} 则要读。你写日记时它先让路。"
            )
        case LearningPhase.FITTING:
            return QCoreApplication.translate("learning", "正在算：学了以后会不会更准。")
        case LearningPhase.USED:
            return QCoreApplication.translate("learning", "用上了：学了以后比模型自己更准。")
    return _unused(state.trial)


def _unused(trial: Trial | None) -> str:
    if trial is not None and trial.is_better:
        return QCoreApplication.translate(
            "learning", "没有用：它会把你没改过的也改掉不少，像是碰巧。"
        )
    return QCoreApplication.translate("learning", "没有用：学了以后不比模型自己更准。")


def figures(state: LearningState) -> list[tuple[str, str]]:
    """What is counted and what it comes to: names with numbers."""
    trial = state.trial
    own = NOTHING if trial is None else percent(trial.own_right / trial.judged)
    learned = NOTHING if trial is None else percent(trial.learned_right / trial.judged)
    count = state.judged if state.judged is not None else NOTHING
    return [
        (QCoreApplication.translate("learning", "可以学的更正和确认"), str(count)),
        (QCoreApplication.translate("learning", "模型自己猜对"), own),
        (QCoreApplication.translate("learning", "加上学到的猜对"), learned),
    ]


def definition(trial: Trial | None) -> str:
    """How the figures are computed, with the numbers where there are some."""
    text = QCoreApplication.translate(
        "learning",
        "怎么算的：把每一则轮流藏起来，只用其余的学，再猜它。改过的多半是模型错的，"
        "所以这里的百分比比平时低。",
    )
    if trial is None:
        return text
    more = QCoreApplication.translate(
        "learning",
        "{n} 则里，模型自己猜对 {own} 则，学了以后 {learned} 则。旁边还看着 {witnesses} "
        "则你没改过的，其中 {changed} 则会变。",
    )
    return text + more.format(
        n=trial.judged,
        own=trial.own_right,
        learned=trial.learned_right,
        witnesses=trial.witnesses,
        changed=trial.changed,
    )


def forgotten() -> str:
    return QCoreApplication.translate(
        "learning", "学到的都忘了。你标的心情还在，以后只从新的更正里学。"
    )
