"""The words of posts: which nouns head one, which words stand beside a name."""

from functools import lru_cache

from newsfacts.analysis.morphology import Parse, parses
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import table, words


def post_reading(token: Token) -> Parse | None:
    """The reading of a word as the head of a post, or None."""
    return _post_reading(token.lower) if token.is_word else None


@lru_cache(maxsize=50_000)
def _post_reading(word: str) -> Parse | None:
    readings = parses(word)
    if not readings or readings[0].pos in ("PREP", "CONJ", "PRCL"):
        return None
    for p in readings:
        lemma = plain(p.lemma)
        if "-" in word and "Abbr" in p.grammemes:
            continue  # «министр-президент», of which the dictionary knows only the half
        nominal = p.pos == "NOUN" or (p.pos in ("ADJF", "PRTF") and lemma in words("positions", "commanding"))
        if nominal and (lemma in words("positions", "posts") or lemma in words("positions", "weak")):
            return p
        if p.pos == "PRTF" and p.voice == "actv" and p.tense == "pres" and lemma in words("positions", "as_posts"):
            return p
    if word in words("positions", "posts"):
        # «замруководителя» holds a genitive in itself and does not decline, whatever its form looks like.
        return readings[0]._replace(lemma=word, grammemes=readings[0].grammemes | {"Fixd"})
    return None


def plain(lemma: str) -> str:
    """The post without what makes it a former one, a vice or one for something: «экс-мэр», «ИТ-директор»."""
    lemma = lemma.removeprefix("экс-")
    if lemma in words("positions", "posts") or lemma in words("positions", "weak"):
        return lemma
    lemma = lemma.removeprefix("вице-")
    head = lemma.rpartition("-")[2]
    return head if head in words("positions", "heads") or head in words("positions", "weak_heads") else lemma


def is_trade(lemma: str) -> bool:
    """Whether the compound is a trade, a post only with a body: «бизнес-тренер», «бренд-шеф»."""
    lemma = lemma.removeprefix("экс-")
    listed = lemma in words("positions", "posts") or lemma in words("positions", "weak")
    return not listed and "-" in lemma and lemma.rpartition("-")[2] in words("positions", "weak_heads")


def chief_reading(document: Document, sentence: Sentence, at: int) -> Parse | None:
    """«главный онколог», «старший механик»: a person's trade that the word before makes a post."""
    before = document.tokens[at - 1] if at > sentence.first else None
    if before is None or before.lemma not in ("главный", "старший"):
        return None
    token = document.tokens[at]
    if token.is_title:
        return None
    reading = token.reading("NOUN", number="sing")
    return reading if reading is not None and reading.animacy == "anim" else None


def is_rank(token: Token) -> bool:
    """Whether the word may stand between a post and the name: a rank, a degree, an honour."""
    return bool(token.lemmas & words("positions", "ranks"))


def is_ministry(lemma: str) -> bool:
    """Whether the word is a ministry's short name: «минсельхоз»."""
    return lemma.startswith("мин") and lemma[3:].startswith(table("positions")["ministries"]) and len(lemma) > 5


def is_body(lemma: str) -> bool:
    """Whether a noun is that of a body: «больница», «онкодиспансер»."""
    return lemma in words("positions", "bodies") or any(
        lemma.endswith(noun) and len(lemma) > len(noun) + 2 for noun in words("positions", "compounds")
    )


def is_gathering(lemma: str) -> bool:
    """Whether the word is a gathering's: «форум», «выставка-форум»."""
    return not words("positions", "events").isdisjoint((lemma, *lemma.split("-")))


def federal(organization: str | None) -> tuple[str | None, str | None]:
    """The body, and the state whose it is, where the body's name alone tells it."""
    name = (organization or "").casefold()
    for known, code in table("positions")["federal"].items():
        if name == known:
            return organization, str(code)
        if name[: len(known) - 1] == known[:-1] and abs(len(name) - len(known)) <= 1:
            return known.capitalize(), str(code)  # an unknown name, left in another case
    return organization, None
