"""What the process's exit code says."""

from desktop.errors import ModelUnavailable, SettingsError, StorageFailure, TargetNotWritable

DONE, FAILED, USAGE, NO_MODEL, NO_STORAGE = range(5)
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def exit_code(failure: BaseException | None) -> int:
    """0 done, 2 usage, 3 model can't be loaded, 4 storage; 1 for all else."""
    if failure is None:
        return DONE
    if isinstance(failure, ModelUnavailable):
        return NO_MODEL
    if isinstance(failure, StorageFailure | TargetNotWritable):
        return NO_STORAGE
    return USAGE if isinstance(failure, SettingsError) else FAILED
