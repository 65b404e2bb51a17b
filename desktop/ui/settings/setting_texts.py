"""The settings in words: headings, a title and a line of help for each, names for choices.

Which there are, in which order and with which values, `desktop.settings` says.
"""

from PySide6.QtCore import QCoreApplication

from desktop.errors import SettingsError, StorageFailure
from desktop.services.wording import explain_kind
from desktop.settings import Force, Option, Section, Value


def heading(section: Section) -> str:
    """Of a part of the page."""
    return {
        Section.GENERAL: QCoreApplication.translate("settings", "通用"),
        Section.REPLIES: QCoreApplication.translate("settings", "回复"),
        Section.LABELS: QCoreApplication.translate("settings", "心情标签"),
        Section.PERFORMANCE: QCoreApplication.translate("settings", "模型与性能"),
        Section.DIARY: QCoreApplication.translate("settings", "日记"),
        Section.PRIVACY: QCoreApplication.translate("settings", "隐私"),
    }[section]


def force_note(force: Force) -> str:
    """When a change counts; empty for at once."""
    return {
        Force.LIVE: "",
        Force.AT_LOAD: QCoreApplication.translate("settings", "改了以后，模型会重新醒来一次。"),
        Force.AT_START: QCoreApplication.translate("settings", "下次打开程序时起作用。"),
    }[force]


def title_and_help(key: str) -> tuple[str, str]:
    """Both empty for a key that has no words; a test keeps that from happening."""
    return _texts().get(key, ("", ""))


def choice_name(key: str, value: Value) -> str:
    """What a choice of that setting is called."""
    return _own_choices().get((key, value)) or _choices().get(value, str(value))


def found_by(option: Option) -> str:
    """What else it is called: its choices, its key, and the schema's English."""
    choices = " ".join(choice_name(option.key, choice) for choice in option.choices)
    return f"{choices} {option.key} {option.description}"


def zero_name(key: str) -> str:
    """What 0 means where it is no number; empty where it is one."""
    return {
        "threads": QCoreApplication.translate("settings", "自动"),
        "unload_after_min": QCoreApplication.translate("settings", "从不"),
    }.get(key, "")


def reset_sentence(keys: list[str]) -> str:
    """Which went back to their defaults."""
    if len(keys) == 1:
        one = QCoreApplication.translate("settings", "“{title}”恢复了默认。")
        return one.format(title=title_and_help(keys[0])[0])
    many = QCoreApplication.translate("settings", "{n} 项设置恢复了默认，模型和日记没有动。")
    return many.format(n=len(keys))


def trouble_sentence(failure: SettingsError | StorageFailure) -> str:
    """Of the setting, where the general words speak of the diary or of the whole file."""
    refused = isinstance(failure, SettingsError)
    return explain_kind("settings_value" if refused else "settings_not_saved")


def _texts() -> dict[str, tuple[str, str]]:
    return {
        "language": (
            QCoreApplication.translate("settings", "语言"),
            QCoreApplication.translate("settings", "界面用的语言，马上换过来。"),
        ),
        "motion": (
            QCoreApplication.translate("settings", "动态效果"),
            QCoreApplication.translate("settings", "关掉以后，等回复时显示一个词，没有会动的点。"),
        ),
        "tray": (
            QCoreApplication.translate("settings", "托盘图标"),
            QCoreApplication.translate(
                "settings",
                "关上窗口后程序留在托盘里，从那里打开、写或退出；导入导出做完时说一声。",
            ),
        ),
        "theme": (
            QCoreApplication.translate("settings", "颜色"),
            QCoreApplication.translate("settings", "浅色、深色，或者跟着系统走。"),
        ),
        "font_scale": (
            QCoreApplication.translate("settings", "文字大小"),
            QCoreApplication.translate("settings", "所有文字一起放大或缩小。"),
        ),
        "day_begins_at": (
            QCoreApplication.translate("settings", "一天从几点开始"),
            QCoreApplication.translate(
                "settings", "在这之前写的算前一天。只影响以后写的，已有的日期不变。"
            ),
        ),
        "start_page": (
            QCoreApplication.translate("settings", "打开时看到"),
            QCoreApplication.translate("settings", "打开程序时先到哪一页。"),
        ),
        "on_this_day": (
            QCoreApplication.translate("settings", "那年今天"),
            QCoreApplication.translate(
                "settings", "在今天的日记下面，看到往年这一天写的。难过的日子默认不出现。"
            ),
        ),
        "model_dir": (
            QCoreApplication.translate("settings", "模型文件夹"),
            QCoreApplication.translate(
                "settings",
                "要有权重、词表和配置，不会被改动。启动时用 --model 另选的，那一次以它为准。",
            ),
        ),
        "precision": (
            QCoreApplication.translate("settings", "精度"),
            QCoreApplication.translate(
                "settings",
                "自动用体检选的。float32 最细，最占内存；int8 最省，回复可能略有不同。",
            ),
        ),
        "threads": (
            QCoreApplication.translate("settings", "最多用几个线程"),
            QCoreApplication.translate(
                "settings", "自动会自己试出最快的。别的程序忙的时候，都会少用。"
            ),
        ),
        "unload_after_min": (
            QCoreApplication.translate("settings", "闲着就让模型睡"),
            QCoreApplication.translate(
                "settings",
                "过几分钟没人用，就把内存还给系统；一写就醒，写的照样马上保存。单位是分钟。",
            ),
        ),
        "prefill_while_typing": (
            QCoreApplication.translate("settings", "边写边读"),
            QCoreApplication.translate("settings", "停笔时先让模型读一读，发送后更快；不保存。"),
        ),
        "reply_order": (
            QCoreApplication.translate("settings", "先后"),
            QCoreApplication.translate(
                "settings", "先标心情再回复，或者倒过来，或者只要一样。写的时候可以为那一则另选。"
            ),
        ),
        "reply_tone": (
            QCoreApplication.translate("settings", "回复的语气"),
            QCoreApplication.translate("settings", "只倾听和温和建议要更大的模型才做得到。"),
        ),
        "ask_intent": (
            QCoreApplication.translate("settings", "分辨提问和闲聊"),
            QCoreApplication.translate(
                "settings", "是提问或闲聊，就只回复、不标心情。要更大的模型；会慢一点，也会看错。"
            ),
        ),
        "reply_limit_s": (
            QCoreApplication.translate("settings", "回复最多写多久"),
            QCoreApplication.translate("settings", "单位是秒。到时间就停，写出的留着，可以继续。"),
        ),
        "label_limit_s": (
            QCoreApplication.translate("settings", "心情最多想多久"),
            QCoreApplication.translate("settings", "单位是秒。到时间就先不标。"),
        ),
        "temperature": (
            QCoreApplication.translate("settings", "回复的变化"),
            QCoreApplication.translate(
                "settings", "越大越多样，越小越稳重；0 每次都选最可能的词。"
            ),
        ),
        "sensitive_words": (
            QCoreApplication.translate("settings", "敏感词"),
            QCoreApplication.translate(
                "settings",
                "模型的回复里出现粗口或露骨的词时，把那一句换成一句说明。你写的从不改动。",
            ),
        ),
        "max_reply_tokens": (
            QCoreApplication.translate("settings", "回复最长"),
            QCoreApplication.translate("settings", "单位是词元，一个词元大约是一到两个汉字。"),
        ),
    }


def _own_choices() -> dict[tuple[str, Value], str]:
    """Where the same value is called something else than in other settings."""
    return {
        ("precision", "auto"): QCoreApplication.translate("settings", "自动"),
    }


def _choices() -> dict[Value, str]:
    return {
        "auto": QCoreApplication.translate("settings", "跟随系统"),
        "light": QCoreApplication.translate("settings", "浅色"),
        "dark": QCoreApplication.translate("settings", "深色"),
        "zh": QCoreApplication.translate("settings", "中文"),
        "on_mains": QCoreApplication.translate("settings", "接电源时"),
        "always": QCoreApplication.translate("settings", "总是"),
        "good_days": QCoreApplication.translate("settings", "不含难过的日子"),
        "all_days": QCoreApplication.translate("settings", "所有的日子"),
        "on": QCoreApplication.translate("settings", "开"),
        "off": QCoreApplication.translate("settings", "关"),
        "never": QCoreApplication.translate("settings", "从不"),
        "label_first": QCoreApplication.translate("settings", "先心情，后回复"),
        "reply_first": QCoreApplication.translate("settings", "先回复，后心情"),
        "reply_only": QCoreApplication.translate("settings", "只回复"),
        "label_only": QCoreApplication.translate("settings", "只记录"),
        "free": QCoreApplication.translate("settings", "随模型"),
        "listen": QCoreApplication.translate("settings", "只倾听"),
        "advise": QCoreApplication.translate("settings", "温和建议"),
        "silent": QCoreApplication.translate("settings", "不回复"),
        "leave": QCoreApplication.translate("settings", "不处理"),
        "replace": QCoreApplication.translate("settings", "换成一句说明"),
        "last": QCoreApplication.translate("settings", "上次的那一页"),
        "today": QCoreApplication.translate("settings", "今天"),
        "diary": QCoreApplication.translate("settings", "日记"),
        "mood": QCoreApplication.translate("settings", "心情"),
        "full": QCoreApplication.translate("settings", "有"),
        "none": QCoreApplication.translate("settings", "没有"),
        "en": "English",  # a language is named in itself
    }
