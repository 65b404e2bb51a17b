"""Use cases as QObjects: the worker, a turn's life, the diary. QtCore only, no widgets, no SQL."""
