"""What the pages say, in English and Russian: the browser shows one of the two."""

import tomllib
from functools import lru_cache
from html import escape
from importlib.resources import files


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, str]]:
    tables = tomllib.loads(files("newsfacts.html").joinpath("labels.toml").read_text("utf-8"))
    return {name: (english, russian) for table in tables.values() for name, (english, russian) in table.items()}


def names(name: str) -> tuple[str, str]:
    """The English and the Russian wording.

    Example:
        >>> names("parties")
        ('parties', 'стороны')
        >>> names("some_new_field")
        ('some new field', 'some new field')
    """
    plain = name.replace("_", " ")
    return _labels().get(name, (plain, plain))


def label(name: str) -> str:
    """The markup of a wording: both languages, or one where they are alike."""
    english, russian = (escape(wording) for wording in names(name))
    if english == russian:
        return english
    return f'<span class="label" lang="en">{english}</span><span class="label" lang="ru">{russian}</span>'
