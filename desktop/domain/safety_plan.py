"""A safety plan: what one wrote for oneself, in better hours, to hold on to in bad ones."""

from enum import StrEnum


class PlanStep(StrEnum):
    """Its steps, in the order one goes through them. The values stand in the diary's file."""

    SIGNS = "signs"
    MYSELF = "myself"
    PLACES = "places"
    PEOPLE = "people"
    PROFESSIONALS = "professionals"
    SAFER = "safer"
    REASONS = "reasons"


Plan = dict[PlanStep, str]
