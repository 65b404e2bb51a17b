"""The safety plan as its page sees it: read, saved as it is written, told when it is another."""

from PySide6.QtCore import QObject, Signal, Slot

from desktop.domain.safety_plan import Plan, PlanStep
from desktop.errors import StorageFailure
from desktop.services.clock import Clock
from desktop.storage.database import Database
from desktop.storage.plan_store import PlanStore


class CareService(QObject):
    """Never raises StorageFailure: it is told by a signal, and then nothing was changed.

    Signals:
        plan_replaced(): the whole diary is another one, and its plan with it.
        storage_failed(StorageFailure): the plan could not be read or saved.
    """

    plan_replaced = Signal()
    storage_failed = Signal(object)

    def __init__(self, database: Database, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._clock = PlanStore(database), clock

    def plan(self) -> Plan:
        """What is written so far; nothing where that can't be read."""
        try:
            return self._store.plan()
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return {}

    def save(self, step: PlanStep, text: str) -> bool:
        """Whether it is on disk now."""
        try:
            self._store.save(step, text, self._clock().utc_ms)
        except StorageFailure as failure:
            self.storage_failed.emit(failure)
            return False
        return True

    @Slot()
    def reload(self) -> None:
        """A backup was put in the diary's place."""
        self.plan_replaced.emit()
