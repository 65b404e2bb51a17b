"""Student's t distribution: how surprising a difference is, how wide an interval."""

from functools import lru_cache
from math import exp, lgamma, log

TINY = 1e-300
STEPS = 300
CLOSE = 1e-12


def two_sided(t: float, freedom: int) -> float:
    """Probability of a value at least as far from 0 as *t*, if there is nothing to find."""
    return _beta(freedom / 2, 0.5, freedom / (freedom + t * t))


@lru_cache(maxsize=64)
def critical(freedom: int, outside: float = 0.05) -> float:
    """The value that is exceeded, to both sides together, with probability *outside*."""
    low, high = 0.0, 1.0
    while two_sided(high, freedom) > outside:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(middle, freedom) > outside else (low, middle)
    return (low + high) / 2


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's method: 1 / (1 + d1 / (1 + d2 / (1 + ...)))."""
    value = c = 1.0
    d = 0.0
    for step in range(STEPS):
        part = _numerator(a, b, x, step)
        d = 1 / _not_zero(1 + part * d)
        c = _not_zero(1 + part / c)
        value *= c * d
        if abs(c * d - 1) < CLOSE:
            break
    return value - 1


def _numerator(a: float, b: float, x: float, step: int) -> float:
    half, odd = divmod(step, 2)
    if step == 0:
        return 1.0
    if odd:
        return -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
    return half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))


def _not_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY
