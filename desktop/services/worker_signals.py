"""What the worker tells, whoever of its rooms finds it out."""

from PySide6.QtCore import QObject, Signal


class Told(QObject):
    """What is told of turns, jobs and examinations, on both sides of the thread.

    Signals:
        labelled(turn_id, Prediction), chunk(turn_id, str): as they come. Instead of a label
        label_missed(turn_id, exception) where it took too long, mood_unwanted(turn_id) where the
        text seems to want none; the reply comes all the same.
        finished(turn_id, ReplyStats) or failed(turn_id, exception): exactly one, last.
        measured(turn_id, Measured), before either; also of a JudgeRequest that is judged or
        failed, with it in place of the id.
        judged(JudgeRequest, Judgement, or Reading if that was wanted), judging_stopped(
        JudgeRequest) or judging_failed(JudgeRequest, exception): exactly one for each asked for.
        examination_advanced(Progress); then exactly one of examined(Report),
        examination_stopped() and examination_failed(exception); then what a load tells.
    """

    labelled = Signal(object, object)
    label_missed = Signal(object, object)
    mood_unwanted = Signal(object)
    chunk = Signal(object, object)
    finished = Signal(object, object)
    failed = Signal(object, object)
    measured = Signal(object, object)
    judged = Signal(object, object)
    judging_stopped = Signal(object)
    judging_failed = Signal(object, object)
    examination_advanced = Signal(object)
    examined = Signal(object)
    examination_stopped = Signal()
    examination_failed = Signal(object)


class WorkerSignals(Told):
    """Signals: ready(EngineInfo), unavailable(exception): the outcome of a load."""

    ready = Signal(object)
    unavailable = Signal(object)
