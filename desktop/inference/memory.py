"""What is said where memory runs out. Knows no model."""

from desktop.errors import OutOfMemory


def out_of_memory(error: RuntimeError | MemoryError) -> BaseException:
    """torch has no class of its own for the CPU's allocator giving up."""
    if isinstance(error, MemoryError) or ("alloc" in str(error) and "memory" in str(error)):
        return OutOfMemory("not enough memory for the model")
    return error
