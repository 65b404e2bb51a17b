"""What our engine is compared with. Each runs in a process of its own."""

from functools import partial

from desktop.bench.figures import Samples
from desktop.bench.material import Case
from desktop.bench.spec import REPLY_TOKENS, Spec, timed


class Reference:
    """The published method. A step's time is the mean over a reply: it tells no other."""

    def __init__(self, spec: Spec) -> None:
        from desktop.inference.reference import ReferenceEngine
        from desktop.inference.threads import available_cores

        self._engine = ReferenceEngine.load(spec.source)
        self.facts = {"precision": self._engine.info.precision, "threads": available_cores()}

    def label(self, case: Case) -> Samples:
        return timed(lambda: self._engine.label(case.messages))

    def reply(self, case: Case) -> Samples:
        tokens, first, total = self._engine.reply(case.messages, REPLY_TOKENS)
        return {"first": [first], "token": [(total - first) / (tokens - 1)], "seconds": [total]}

    def prefill(self, case: Case) -> Samples:
        return {"seconds": [self._engine.reply(case.messages, 1)[2]]}


class LlamaCpp:
    """llama.cpp, evaluating only: neither its sampling nor its tokenising is counted."""

    def __init__(self, spec: Spec) -> None:
        from desktop.inference.llama_cpp import LlamaCppModel

        self._model = LlamaCppModel(spec.source, spec.threads)
        self.facts = {"precision": "Q8_0", "threads": spec.threads}

    def label(self, case: Case) -> Samples:
        """The prompt alone, which is the least that a label can cost it."""
        return timed(lambda: self._model.read(case.ids))

    def reply(self, case: Case) -> Samples:
        first = timed(lambda: self._model.read(case.ids))["seconds"]
        next_ids = [case.ids[n % len(case.ids)] for n in range(REPLY_TOKENS - 1)]
        steps = [timed(partial(self._model.step, n))["seconds"][0] for n in next_ids]
        return {"first": first, "token": steps, "seconds": [first[0] + sum(steps)]}

    def prefill(self, case: Case) -> Samples:
        return self.label(case)


class Limit:
    """What the memory can do, in bytes a second and not in seconds."""

    def __init__(self, spec: Spec) -> None:
        from desktop.inference.bandwidth import Bandwidth

        self._bandwidth = Bandwidth(spec.threads)
        self.facts = {"threads": spec.threads}

    def bandwidth(self, _: Case) -> Samples:
        return {"read": [self._bandwidth.read()], "copy": [self._bandwidth.copy()]}
