"""What the window and the terminal have in common: settings, diary, worker, built in order."""

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import resources
from desktop.domain.examination import Progress, Report
from desktop.domain.labels import LabelSet
from desktop.inference.assistant import Assistant
from desktop.inference.task_library import TaskLibrary
from desktop.inference.turn_tasks import Tasks
from desktop.paths import DataPaths
from desktop.services.backup_service import BackupService
from desktop.services.care_service import CareService
from desktop.services.chat_service import ChatService
from desktop.services.clock import now
from desktop.services.diary_service import DiaryService
from desktop.services.doctor_service import DoctorService
from desktop.services.figures_service import FiguresService
from desktop.services.inference_service import InferenceService
from desktop.services.label_cache import LabelCache
from desktop.services.label_jobs import LabelJobs
from desktop.services.label_service import LabelService
from desktop.services.learning import Learning
from desktop.services.mood_service import MoodService
from desktop.services.relabelling import Relabelling
from desktop.services.requests import ExamineRequest, LoadRequest
from desktop.services.standing import Standing
from desktop.services.task_files import TaskFiles
from desktop.services.task_service import TaskService
from desktop.services.worker import Examine, LoadAssistant, Tell
from desktop.settings import Settings
from desktop.storage.backups import BackupFolder
from desktop.storage.database import Database
from desktop.storage.diary_store import DiaryStore

if TYPE_CHECKING:
    from desktop.inference.doctor import Doctor
    from desktop.inference.precision import Plan
    from desktop.services.model_choice import ModelChoice
    from desktop.services.model_service import ModelService
    from desktop.services.transfer_service import TransferService

MODEL_VARIABLE = "QWEN_DESKTOP_MODEL"


@dataclass(frozen=True, slots=True, weakref_slot=True)  # signals keep their receivers weakly
class Core:
    """Everything below the window, wired. `close` ends it in the right order."""

    settings: Settings
    database: Database
    store: DiaryStore
    inference: InferenceService
    chat: ChatService
    diary: DiaryService
    moods: MoodService
    doctor: DoctorService
    label_service: LabelService
    relabelling: Relabelling
    learning: Learning
    care: CareService
    tasks: TaskService
    label_cache: LabelCache
    figures: FiguresService

    @property
    def labels(self) -> LabelSet:
        """What an entry can be labelled as."""
        return self.label_service.choices

    def load(self, model: str | None = None) -> None:
        """Begin to load the weights in the worker."""
        folder = model_dir(model, self.settings)
        self.inference.load(LoadRequest(folder, adapter=adapter_dir(folder, self.settings)))

    def close(self) -> None:
        """Commit what is there, end the worker, close the file. Idempotent.

        A worker that is deep inside a library (importing torch from a cold disk) can't be
        asked to end, and destroying its running thread would abort; then the process ends here.
        """
        self.chat.close()
        self.tasks.close()
        self.label_service.close()
        self.diary.close()
        self.learning.close()
        self.figures.close()
        ended = self.inference.shutdown()
        self.database.close()
        if not ended:
            sys.stdout.flush()
            os._exit(0)


def build_core(
    database: Database,
    settings: Settings,
    load: LoadAssistant | None = None,
    examine: Examine | None = None,
    *,
    cache: Path | None = None,
    prompts: Path | None = None,
) -> Core:
    """load, examine: in place of the real engine and the real doctor.

    cache: a folder for quantised weights and the doctor's reports; None keeps none.
    prompts: the folder of the person's own prompt files.
    Raises TaskFileError: without its tasks the program has nothing to do.
    """
    tasks = Tasks.from_folder(resources.PROMPTS)

    def load_assistant(request: LoadRequest) -> Assistant:
        from desktop.inference.folder import check_folder

        check_folder(request.model_dir)  # tells most mistakes before torch's seconds
        from desktop.inference.loading import load_engine

        bundled = request.model_dir == resources.BUNDLED_MODEL
        name = resources.BUNDLED_MODEL_NAME if bundled else None
        engine = load_engine(
            request.model_dir,
            request.stop,
            name=name,
            plan=_plan(request, settings),
            cache=cache,
            adapter=request.adapter,
            threads=settings.whole("threads") or None,
        )
        return Assistant(engine, tasks)

    def examine_weights(request: ExamineRequest, tell: Tell) -> Report:
        from desktop.inference.folder import check_folder

        check_folder(request.model_dir)
        folder, stop, adapter = request.model_dir, request.stop, request.adapter
        return make_doctor(folder, cache, tell, stop, adapter).examine()

    store = DiaryStore(database)
    inference = InferenceService(load or load_assistant, examine or examine_weights)
    task_service = TaskService(TaskFiles(resources.PROMPTS, prompts), settings, inference)
    label_cache = LabelCache(database, inference, lambda: task_service.mood)
    chat = ChatService(store, inference, settings, now, labels=label_cache)
    diary = DiaryService(database, store, chat, settings, now)
    doctor = DoctorService(inference, _reports(cache))
    jobs, task = LabelJobs(inference), task_service.mood
    labels = LabelService(database, diary, inference, jobs, task, now)
    labels.follow(chat)
    standing = Standing(cache / "relabelling.json" if cache is not None else None)
    relabelling = Relabelling(database, diary, inference, jobs, task, standing=standing)
    learning = Learning(database, diary, inference, jobs, task)
    # What can't be kept isn't worth the work.
    labels.storage_failed.connect(relabelling.hold)
    jobs.complete = label_cache.complete
    jobs.judged.connect(label_cache.on_judged)
    _follow_tasks(task_service, labels, relabelling, learning)
    return Core(
        settings,
        database,
        store,
        inference,
        chat,
        diary,
        MoodService(database, diary),
        doctor,
        labels,
        relabelling,
        learning,
        CareService(database, now),
        task_service,
        label_cache,
        FiguresService(database, inference, chat, jobs, now),
    )


def _reports(cache: Path | None) -> Callable[[str], Report | None]:
    """What the doctor found about weights; nobody asks before they are loaded."""

    def report(weights: str) -> Report | None:
        from desktop.inference.choices import Choices

        return Choices(cache).report(weights)

    return report


def _plan(request: LoadRequest, settings: Settings) -> "Plan | None":
    """The person's word counts more than the doctor's."""
    wish = settings.text("precision")
    plan = request.plan if wish == "auto" else wish
    if not plan:
        return None
    from desktop.inference.precision import Plan

    return Plan.parse(plan)


def _follow_tasks(
    tasks: TaskService, labels: LabelService, relabelling: Relabelling, learning: Learning
) -> None:
    """The labels are those of the task that is in use, also after its file was changed."""

    def use(library: TaskLibrary) -> None:
        others = (c for task in library.moods for c in (*task.labels.choices, task.labels.unsure))
        labels.use_task(tasks.mood, tuple(others))
        relabelling.use_task(tasks.mood)
        learning.use_task(tasks.mood)

    use(tasks.library)
    tasks.changed.connect(use)


def make_doctor(
    folder: Path,
    cache: Path | None,
    tell: Callable[[Progress], None],
    stop: threading.Event | None = None,
    adapter: Path | None = None,
) -> "Doctor":
    """The doctor with the sentences and tasks of this program. Raises TaskFileError."""
    from desktop.inference.doctor import Doctor

    sentences = resources.DOCTOR_SENTENCES.read_text("utf-8").splitlines()
    tasks = Tasks.from_folder(resources.PROMPTS)
    return Doctor(folder, tasks, sentences, cache, tell, stop, adapter)


def build_models(paths: DataPaths) -> "ModelService":
    """Downloads of weights. Stopped before the loop is, and closed."""
    from desktop.downloads.connections import Connections
    from desktop.downloads.manifest import read_manifest
    from desktop.services.model_service import ModelService

    offers, sources = read_manifest(resources.MODELS)
    return ModelService(offers, sources, paths.models, Connections())


def build_choice(core: Core, paths: DataPaths) -> "ModelChoice":
    """Which of the weights are in use. Built before they are loaded."""
    # What reads models' folders takes longer to import than the window to paint.
    from desktop.inference.adapter import with_adapter
    from desktop.inference.choices import Choices
    from desktop.inference.folder import check_folder
    from desktop.inference.identities import Identities
    from desktop.services.model_choice import ModelChoice

    identities, choices = Identities(paths.cache), Choices(paths.cache)

    def examined(folder: Path, adapter: Path | None) -> bool:
        checked = check_folder(folder)
        if adapter is not None:
            checked = with_adapter(checked, adapter)
        identity = identities.known(checked)
        return identity is not None and choices.plan(identity) is not None

    return ModelChoice(core.settings, core.inference, core.doctor, examined)


def build_backups(core: Core, paths: DataPaths) -> BackupService:
    """Backups of the diary that the core works on. Closed before the core is."""
    folder = BackupFolder(paths.backups)
    backups = BackupService(core.database, paths.diary, folder, now)
    # A reply that is being written is committed as far as it has come.
    backups.about_to_replace.connect(core.chat.stop)
    backups.about_to_replace.connect(core.chat.close)
    backups.about_to_replace.connect(core.relabelling.hold)
    backups.replaced.connect(core.diary.reload)
    backups.replaced.connect(core.care.reload)
    return backups


def build_transfer(core: Core, paths: DataPaths) -> "TransferService":
    """Imports and exports of the diary that the core works on. Closed before the core is."""
    # The readers of foreign files, YAML among them, take longer to import than the window to paint.
    from desktop.services.transfer_service import TransferService

    transfer = TransferService(paths.diary, paths.backups, core.settings, now)
    transfer.imported.connect(core.diary.look)
    transfer.taken_back.connect(core.diary.look)
    return transfer


def adapter_dir(folder: Path, settings: Settings) -> Path | None:
    """The setting's, if these are the weights that it was chosen for."""
    chosen, base = settings.text("adapter_dir"), settings.text("model_dir")
    own = Path(base).expanduser().absolute() if base else resources.BUNDLED_MODEL
    return Path(chosen) if chosen and folder == own else None


def model_dir(given: str | None, settings: Settings) -> Path:
    """The command line's, else the environment's, else the setting's, else the bundled one."""
    chosen = given or os.environ.get(MODEL_VARIABLE) or settings.text("model_dir")
    return Path(chosen).expanduser().absolute() if chosen else resources.BUNDLED_MODEL
