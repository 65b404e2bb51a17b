"""Failures of the environment: things that happen to a correct program.

Everything here is told to the person in a sentence with a way out, and the program goes on.
What is not an `EnvironmentFailure` is a bug: it is reported and the program stops. The texts
given to the constructors are for logs and developers; `desktop.services.wording` has the
person's words. None of them ever holds what the person wrote.
"""


class EnvironmentFailure(Exception):  # noqa: N818 - an outcome, named as the house names it
    """Base of all failures that the environment, not the code, is to blame for.

    kind: short stable name, kept in the database and in JSON.
    """

    kind = "environment"


class StorageFailure(EnvironmentFailure):
    """The diary can't be read or written (folder read-only, disk error)."""

    kind = "storage"


class DiskFull(StorageFailure):
    """Nothing more fits on the disk; what was acknowledged is kept."""

    kind = "disk_full"


class DiaryTooNew(StorageFailure):
    """A later version of the program wrote this diary. Nothing was changed."""

    kind = "diary_too_new"


class DiaryDamaged(StorageFailure):
    """The file isn't a sound database. Nothing was deleted."""

    kind = "diary_damaged"


class DiaryInUse(StorageFailure):
    """Another process holds the diary."""

    kind = "diary_in_use"


class PlaceMissing(StorageFailure):
    """The diary was moved to a folder that can't be found now. The message is the folder."""

    kind = "place_missing"


class PlaceUnknown(PlaceMissing):
    """It was moved, and what says where to can't be read. The message is that file or folder."""

    kind = "place_unknown"


class DiaryMissing(StorageFailure):
    """What only reads found no diary, and made none."""

    kind = "diary_missing"


class DiaryMoved(StorageFailure):
    """In this folder only a mark is left of a diary that was moved away."""

    kind = "diary_moved"


class CopyDiffers(StorageFailure):
    """A file that was copied doesn't read as the original does. The message names it."""

    kind = "copy_differs"


class MoveRefused(StorageFailure):
    """The diary can't be moved to where it was to lie. reason: as in `desktop.domain.moving`."""

    kind = "move_refused"

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class ImportRefused(EnvironmentFailure):
    """Nothing of the file can be taken. Its message names the file.

    reason: a value of `desktop.domain.transfer.SkipReason`; where: the line, or what belongs to
    the reason; format: what it was recognised as, if it was.
    """

    kind = "import_refused"

    def __init__(self, path: str, reason: str, where: str = "", format: str = "") -> None:
        super().__init__(path)
        self.reason, self.where, self.format = reason, where, format


class TargetExists(EnvironmentFailure):
    """An export would overwrite something. The message names it."""

    kind = "target_exists"


class TargetNotWritable(EnvironmentFailure):
    """An export could not be written where it was wanted; there is no half of it either."""

    kind = "target_not_writable"


class BackupMissing(EnvironmentFailure):
    """There is no such backup, or none at all."""

    kind = "backup_missing"


class ModelUnavailable(EnvironmentFailure):
    """There are no weights to run."""

    kind = "model_unavailable"


class ModelMissing(ModelUnavailable):
    """The folder doesn't exist or holds no weights."""

    kind = "model_missing"


class ModelWithoutWeights(ModelMissing):
    """The folder is there, and holds nothing that can be loaded. The message is the folder."""

    kind = "model_without_weights"


class ModelRefused(ModelUnavailable):
    """The folder holds something that must not or can't be run (pickles, code, another kind)."""

    kind = "model_refused"


class ModelUnsafe(ModelRefused):
    """It holds pickles or code, which may do anything when they are opened. The message: which."""

    kind = "model_unsafe"


class ModelOfOtherKind(ModelRefused):
    """Its architecture is none that we run. The message names it."""

    kind = "model_other_kind"


class ModelDamaged(ModelUnavailable):
    """The weights, configuration or tokenizer can't be read."""

    kind = "model_damaged"


class AdapterRefused(ModelUnavailable):
    """The adapter doesn't fit these weights, or isn't one we merge.

    reason: "base", "rank", "targets", "kind", "files" or "numbers"; detail: what was found there.
    """

    kind = "adapter_refused"

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class DownloadFailure(EnvironmentFailure):
    """A model could not be downloaded; what came of it so far is kept, unless it was wrong."""

    kind = "download"


class HostUnreachable(DownloadFailure):
    """No connection, or it broke or stalled again and again. The message is the host's name."""

    kind = "host_unreachable"


class HostNotTrusted(DownloadFailure):
    """The host could not prove who it is, or leads on to one that can't."""

    kind = "host_not_trusted"


class HostRefused(DownloadFailure):
    """The host answered, but not with the file. The message is the host and its status."""

    kind = "host_refused"


class WrongFile(DownloadFailure):
    """What came is not what was to come (length or hash); it was deleted. The message names it."""

    kind = "wrong_file"


class NoRoom(DownloadFailure):
    """The disk is too small. needed, free: bytes."""

    kind = "no_room"

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(f"{needed} bytes needed, {free} free")
        self.needed, self.free = needed, free


class FolderNotWritable(DownloadFailure):
    """The folder for models can't be written to, or not deleted from. The message names it."""

    kind = "folder_not_writable"


class OutOfMemory(EnvironmentFailure):
    """The machine has no memory left for the model."""

    kind = "out_of_memory"


class TextTooLong(EnvironmentFailure):
    """The text alone doesn't fit into the model's context. tokens, limit: counts of tokens."""

    kind = "text_too_long"

    def __init__(self, tokens: int, limit: int) -> None:
        super().__init__(f"{tokens} tokens, at most {limit} fit")
        self.tokens, self.limit = tokens, limit


class TaskFileError(EnvironmentFailure):
    """A prompt file is not what it must be. The message names the file, the key and the line.

    file: its name. code: stable name of the reason. line: from 1; 0 where there is none. key: as
    ``labels[1].valence``. detail: what belongs to the reason, such as the bounds.
    """

    kind = "task_file"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.file, self.code, self.line, self.key, self.detail = "", "", 0, "", ""

    @classmethod
    def of(
        cls, file: str, code: str, *, line: int = 0, key: str = "", detail: str = ""
    ) -> "TaskFileError":
        where = f"{key}: " if key else ""
        at = f" (line {line})" if line else ""
        error = cls(f"{file}: {where}{code} {detail}".rstrip() + at)
        error.file, error.code, error.line, error.key, error.detail = file, code, line, key, detail
        return error


class TimedOut(EnvironmentFailure):
    """Naming a mood took longer than it may. The entry is kept without one."""

    kind = "timed_out"


class TaskUnsupported(EnvironmentFailure):
    """The weights were never taught this task; a larger model would do it. task: its id."""

    kind = "task_unsupported"

    def __init__(self, task: str) -> None:
        super().__init__(task)
        self.task = task


class SettingsError(EnvironmentFailure):
    """The settings file or a given value is not valid. The message names the key."""

    kind = "settings"


class DisplayUnavailable(EnvironmentFailure):
    """A window can't be opened here. The message says why and what helps."""

    kind = "display"


class Cancelled(Exception):  # noqa: N818 - not a failure: the person's wish
    """A stop event was set while work was under way."""
