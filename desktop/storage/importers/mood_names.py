"""What the moods of other programs are called before a person changes them, and what they count."""

_BY_VALENCE: tuple[tuple[float, tuple[str, ...]], ...] = (
    (2.0, ("rad", "great", "超棒", "很棒", "狂喜", "非常开心", "很开心")),
    (1.0, ("good", "happy", "好", "不错", "开心", "高兴", "快乐")),
    (0.0, ("meh", "average", "okay", "ok", "neutral", "一般", "还行", "平静")),
    (-1.0, ("bad", "sad", "坏", "糟", "不好", "不开心", "难过")),
    (-2.0, ("awful", "terrible", "很糟", "糟透了", "糟糕透顶", "极差")),
)

_DEFAULTS = {name: valence for valence, names in _BY_VALENCE for name in names}


def default_valence(name: str) -> float | None:
    """None for a name that the person made up: only the person knows."""
    return _DEFAULTS.get(name.strip().lower())
