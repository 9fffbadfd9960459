"""One wording in both languages, and what an error says in each."""

from __future__ import annotations

from dataclasses import dataclass

from .packed import Packed


@dataclass(frozen=True, slots=True)
class Text(Packed):
    """One wording in both languages of the interface."""

    zh: str
    en: str

    def __add__(self, more: Text) -> Text:
        """Return both wordings, one after the other, in each language.

        >>> Text("没有这一列。", "no such column.") + Text("是「名称」吗？", " Did you mean 名称?")
        Text(zh='没有这一列。是「名称」吗？', en='no such column. Did you mean 名称?')
        """
        return Text(self.zh + more.zh, self.en + more.en)

    def to(self, lang: str) -> str:
        """Return the wording in ``zh`` or ``en``; the other where one is empty."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


class Unreadable(ValueError):
    """A value that cannot be taken as what it should be; says why in both languages."""

    def __init__(self, message: str, zh: str) -> None:
        super().__init__(message)
        #: the message in Chinese
        self.zh = zh

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        return type(self), (str(self), self.zh)


def told(error: BaseException) -> Text:
    """Return what an error says; one of other libraries says the same in both languages.

    >>> told(Unreadable("no number", "不是数字")).to("zh"), told(ValueError("no digits")).to("zh")
    ('不是数字', 'no digits')
    """
    return Text(getattr(error, "zh", "") or str(error), str(error))
