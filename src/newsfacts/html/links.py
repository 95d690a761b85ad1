"""Which words of the article stand behind each field of a fact."""

from bisect import bisect_left
from collections.abc import Iterator

from newsfacts.model import Count, Evidence, Fact, Located, Member, Party, Place, Quantity, covering
from newsfacts.result import Result


class Words:
    """The words of an article by what they were read as.

    Example:
        >>> import newsfacts
        >>> doc = newsfacts.load()("Форум посетили более 14 тыс. человек.")
        >>> [(field, words.text) for field, words in Words(doc).behind(doc.facts[0])]
        [('count', 'более 14 тыс. человек')]
    """

    def __init__(self, result: Result) -> None:
        self._said: dict[object, list[Located]] = {}
        for time in result.times:
            self._add(time, time.value)
        for quantity in result.quantities:
            self._add(quantity, _amount(quantity))
        for entity in result.entities:
            self._add(entity, entity.name, entity.code, entity.text)

    def _add(self, words: Located, *keys: object) -> None:
        for key in dict.fromkeys(keys):
            if key:
                self._said.setdefault(key, []).append(words)

    def behind(self, fact: Fact) -> Iterator[tuple[str, Located]]:
        """The fields of a fact, each with the words that it was read from.

        Those inside the evidence; for a field that the evidence does not name, the words nearest to it.
        """
        for field in fact.__struct_fields__:
            value = getattr(fact, field)
            if isinstance(value, Evidence):
                yield field, value
            elif field != "evidence" and value:
                for one in value if isinstance(value, tuple) else (value,):
                    for words in self._nearest(fact, one):
                        yield field, words

    def _nearest(self, fact: Fact, value: object) -> list[Located]:
        for key in _keys(value):
            said = self._said.get(key) if key else None
            if said:
                within = [words for e in fact.evidence for words in covering(said, e.start, e.end)]
                return within or [_closest(said, fact.evidence[0].start if fact.evidence else 0)]
        return []


def _keys(value: object) -> tuple[object, ...]:
    """What the words of a value may have been read as, the surest first."""
    if isinstance(value, Count):
        return (_amount(value),)
    if isinstance(value, Place):
        return value.city, value.text, value.country
    if isinstance(value, Member | Party):
        return value.name, value.code
    return (value,) if isinstance(value, str) else ()


def _amount(of: Count | Quantity) -> tuple[object, ...]:
    return of.value, of.low, of.high, of.bound, of.unit


def _closest(words: list[Located], position: int) -> Located:
    at = bisect_left(words, position, key=lambda one: one.start)
    return min(words[max(at - 1, 0) : at + 1], key=lambda one: abs(one.start - position))
