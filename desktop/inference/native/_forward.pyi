"""See module.c."""

Matrix = tuple[int, int, int, int, int]

def instruction_sets() -> list[str]: ...
def make_model(
    sizes: tuple[int, int, int, int, int],
    epsilon: float,
    cos: int,
    sin: int,
    norm: int,
    embedding: Matrix,
    head: Matrix,
    layers: list[tuple[int, Matrix, int, int, Matrix, int, Matrix, Matrix]],
    /,
) -> object: ...
def forward(
    model: object,
    kind: int,
    threads: int,
    ids: int,
    count: int,
    start: int,
    positions: int,
    mask: int,
    rows: int,
    row_count: int,
    logits: int,
    states: int,
    keys: int,
    values: int,
    capacity: int,
    /,
) -> None: ...
