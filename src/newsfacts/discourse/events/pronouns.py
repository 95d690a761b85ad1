"""Pronouns that can speak of a gathering, and what stands nearer for them to mean."""

from newsfacts.document import Document


def other_antecedent(document: Document, first: int, i: int, genders: tuple[str, ...]) -> bool:
    """Whether a clause's subject stands between: «…форума, но беседу отменили, ведь он уже закрылся»."""
    tokens = document.tokens
    for k in range(max(first + 1, i - 15), i):
        noun = tokens[k].parses[0] if tokens[k].is_word and tokens[k].parses else None
        if noun is None or noun.pos != "NOUN" or noun.case != "nomn" or noun.gender not in genders:
            continue
        if tokens[k - 1].text == "," or tokens[k - 1].lower in ("однако", "но", "а", "что"):
            return noun.number == "sing"
    return False


def points_back(document: Document, i: int) -> bool:
    """«Тот пройдет в мае»: a pointing word alone before its verb, opening a sentence or a part of one."""
    tokens = document.tokens
    opens = (
        i == 0 or tokens[i - 1].text in (".", "!", "?", ";", "»", '"', "—", "–") or tokens[i - 1].lower in ("а", "но")
    )
    sentence = document.sentence_at(tokens[i].start)
    opens = opens or (sentence is not None and sentence.first == i)
    return opens and i + 1 < len(tokens) and tokens[i + 1].pos in ("VERB", "PRTS")


def noun_between(document: Document, first: int, i: int, genders: tuple[str, ...]) -> bool:
    """Whether another noun of that gender stands nearer: «о форуме рассказал мэр. Тот пройдет …»."""
    nouns = (t.reading("NOUN", number="sing") for t in document.tokens[max(first, i - 15) : i] if t.is_word)
    return any(n is not None and n.gender in genders for n in nouns)


POINTING = frozenset(("тот", "та"))
PLURAL = frozenset(("учения", "манёвры", "игры", "чтения", "дни"))
_MASCULINE = (("masc", "neut"), "sing")
_FEMININE = (("femn",), "sing")
PRONOUNS = {
    "он": (("masc",), "sing"),
    "оно": (("neut",), "sing"),
    "она": _FEMININE,
    "они": ((), "plur"),
    "тот": (("masc",), "sing"),
    "та": _FEMININE,
    "его": _MASCULINE,
    "ее": _FEMININE,
    "её": _FEMININE,
    "нем": _MASCULINE,
    "нём": _MASCULINE,
    "него": _MASCULINE,
    "ней": _FEMININE,
    "нее": _FEMININE,
    "неё": _FEMININE,
    "них": ((), "plur"),
}
