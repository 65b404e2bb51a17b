"""The safety plan's rows. A step that is empty has none."""

from desktop.domain.safety_plan import Plan, PlanStep
from desktop.storage.database import Database


class PlanStore:
    """Every method may raise StorageFailure or one of its kinds: then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self) -> Plan:
        """What is written; steps of a later version of the program are left alone."""
        rows: dict[str, str] = dict(self._database.query("SELECT step, text FROM safety_plan"))
        return {step: rows[step] for step in PlanStep if step in rows}

    def save(self, step: PlanStep, text: str, at_utc_ms: int) -> None:
        """Durable when this returns."""
        with self._database.transaction():
            self._database.execute("DELETE FROM safety_plan WHERE step=?", (step,))
            if text.strip():
                sql = "INSERT INTO safety_plan (step, text, saved_utc_ms) VALUES (?, ?, ?)"
                self._database.execute(sql, (step, text, at_utc_ms))
