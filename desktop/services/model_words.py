"""Models and their downloads in words in the interface's language: sizes, states, what failed."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.offers import ModelPhase, ModelState, Offer
from desktop.errors import DownloadFailure, EnvironmentFailure, NoRoom
from desktop.services.wording import explain, in_english

# By this name lupdate finds the strings.
translate = QCoreApplication.translate

_MINUTE, _HOUR = 60, 3600


def introduction() -> str:
    """What is kept to, above all models."""
    return translate(
        "models",
        "模型只在这台电脑上运行。只有你按下“下载”时才会联网，取的只是模型文件；日记从不离开这里。",
    )


def size(count: float) -> str:
    """996 MB, 3.1 GB; in thousands, as shops and download pages count."""
    if count >= 1e9:
        return f"{count / 1e9:.1f} GB"
    if count >= 1e6:
        return f"{count / 1e6:.0f} MB" if count >= 1e7 else f"{count / 1e6:.1f} MB"
    return f"{count / 1e3:.0f} kB"


def about(offer: Offer) -> str:
    """What one wants to know before: how large, from where, under which licence."""
    sentence = translate("models", "{billions} 亿参数 · 下载 {size} · {licence} 许可 · {repo}")
    return sentence.format(
        billions=_hundred_millions(offer.parameters),
        size=size(offer.size),
        licence=offer.licence,
        repo=offer.repo,
    )


def _hundred_millions(parameters: int) -> str:
    """By the language's own large number: 4.9 亿, 0.5 billion."""
    return f"{parameters / (1e9 if in_english() else 1e8):.1f}"


def description(offer_id: str) -> str:
    """For whom it is; empty for one that nobody described."""
    return {
        "qwen2.5-0.5b-instruct": translate("models", "小而快，普通笔记本也轻松；会中文、英文。"),
        "qwen3-0.6b": translate("models", "新一代的小模型，参数稍多。"),
        "qwen2.5-1.5b-instruct": translate(
            "models", "参数是上面的三倍：通常答得更好，也更慢。内存最好有 8 GB，体检时用得更多。"
        ),
        "qwen1.5-0.5b-chat": translate("models", "较早的一代；许可只供研究。"),
    }.get(offer_id, "")


# States


def standing(state: ModelState) -> str:
    """How far it is, in a line; empty where there is nothing to say."""
    if state.error is not None:
        return trouble(state.error)
    match state.phase:
        case ModelPhase.DOWNLOADING:
            return " · ".join(_going(state))
        case ModelPhase.CHECKING:
            return translate("models", "正在核对文件…")
        case ModelPhase.PAUSED:
            sentence = translate(
                "models", "停在 {done}，共 {total}。按“继续”才会再联网，已下载的都还在。"
            )
            return sentence.format(done=size(state.done), total=size(state.total))
        case ModelPhase.PRESENT:
            return _present(state)
    return ""


def _going(state: ModelState) -> list[str]:
    how_far = translate("models", "已下载 {done}，共 {total}")
    parts = [how_far.format(done=size(state.done), total=size(state.total))]
    if state.speed > 0:
        parts.append(translate("models", "每秒 {speed}").format(speed=size(state.speed)))
    if state.seconds_left is not None:
        parts.append(translate("models", "还要{time}").format(time=duration(state.seconds_left)))
    return parts


def _present(state: ModelState) -> str:
    sentence = translate("models", "已下载并核对过，占 {size}。").format(size=size(state.total))
    if not state.learned:
        return sentence
    learned = translate(
        "models",
        "其中个别文件事先不知道校验值，已记下第一次下载的；以后再下载必须和它相同。",
    )
    return f"{sentence} {learned}" if in_english() else sentence + learned


def duration(seconds: float) -> str:
    """Roughly: nobody needs the seconds of an hour."""
    if seconds < _MINUTE:
        return translate("models", "不到一分钟")
    if seconds < _HOUR:
        return translate("models", "约 {n} 分钟").format(n=round(seconds / _MINUTE))
    return translate("models", "约 {n} 小时").format(n=f"{seconds / _HOUR:.1f}")


def announcement(state: ModelState) -> str:
    """What is read aloud: each phase once, and not every figure."""
    if state.phase is ModelPhase.DOWNLOADING and state.error is None:
        return translate("models", "正在下载")
    return standing(state)


def room(used: int, free: int) -> str:
    """Of the disk, under all models."""
    if not used:
        nothing = translate("models", "还没有下载过模型。磁盘还剩 {free}。")
        return nothing.format(free=size(free))
    sentence = translate("models", "下载的模型一共占 {used}，磁盘还剩 {free}。")
    return sentence.format(used=size(used), free=size(free))


def copies(used: int, spare: int) -> str:
    """Of the disk, by weights in lower precision, and by those of them that nobody uses."""
    if not used:
        return translate("models", "为了下次打开得快，会留一份量化好的权重；现在还没有。")
    sentence = translate("models", "为了下次打开得快，留着量化好的权重，占 {used}。")
    if not spare:
        return sentence.format(used=size(used))
    rest = translate("models", "其中 {spare} 不在用；清掉以后，换回那个模型时要多等一会儿。")
    parts = sentence.format(used=size(used)), rest.format(spare=size(spare))
    return (" " if in_english() else "").join(parts)


def copies_stay() -> str:
    """Some could not be deleted."""
    return translate("models", "有的删不掉，可能正被别的程序打开。请过一会儿再试。")


def ask_remove(offer: Offer, state: ModelState) -> str:
    sentence = translate(
        "models", "从磁盘上删掉 {name}（{size}）吗？日记不受影响，以后可以再下载。"
    )
    return sentence.format(name=offer.name, size=size(state.total))


# Failures


def trouble(error: BaseException) -> str:
    """What went wrong, what is kept, what to do."""
    if isinstance(error, NoRoom):
        sentence = translate(
            "models", "磁盘放不下：还要 {needed}，只剩 {free}。腾出一点空间，再按“继续”或“下载”。"
        )
        return sentence.format(needed=size(error.needed), free=size(error.free))
    if not isinstance(error, EnvironmentFailure):
        return translate("models", "程序出了错，没有下载成。已下载的还在，可以再试一次。")
    if not isinstance(error, DownloadFailure):
        return explain(error)
    sentence = _sentences()[error.kind]
    return f"{sentence}\n{error}" if str(error) else sentence


def is_the_hosts(error: BaseException | None) -> bool:
    """Whether another place to download from may help."""
    return isinstance(error, DownloadFailure) and error.kind.startswith(("host_", "wrong_file"))


def no_mirror() -> str:
    """What was typed is no address of one."""
    return translate("models", "这不是镜像的地址。请写成 https:// 开头的网址，或只写域名。")


def _sentences() -> dict[str, str]:
    return {
        "download": translate("models", "没有下载成。请再试一次。"),
        "host_unreachable": translate(
            "models", "连不上，或者一再中断。已下载的都还在：请检查网络再继续，或换一个镜像。"
        ),
        "host_not_trusted": translate(
            "models",
            "对方证明不了自己的身份（证书不对，或转到了不加密的地址），所以没有下载。请换一个镜像，或换一个网络。",
        ),
        "host_refused": translate("models", "对方没有给这个文件。请过一会儿再试，或换一个镜像。"),
        "wrong_file": translate(
            "models", "收到的文件和应有的不一样，已经删掉，没有用它。请再试一次，或换一个镜像。"
        ),
        "folder_not_writable": translate(
            "models", "模型文件夹写不进去，或删不掉。请检查它能否写入，再试一次。"
        ),
    }
