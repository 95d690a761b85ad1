"""Words of several meanings before a quotation: what shows that they name a gathering there."""

from collections.abc import Sequence

from newsfacts.discourse.events.kinds import DATED, kind_of
from newsfacts.document import Document, Sentence, Token
from newsfacts.lexicon import words
from newsfacts.phrases import case_of


def is_supported(document: Document, sentence: Sentence, at: int, closing: int) -> bool:
    """Whether something shows that a word of several meanings names a gathering here."""
    tokens = document.tokens
    if at > sentence.first and tokens[at - 1].lemma in words("events", "weak_support"):
        return True
    kind = kind_of(tokens[at])
    lasting = kind in words("events", "weak_institutions")
    if _is_attended(tokens, at, sentence.first) and kind not in words("events", "weak_places"):
        return True
    near = [*tokens[max(sentence.first, at - 6) : at], *tokens[closing + 1 : min(closing + 3, sentence.last)]]
    roles = ("hold", "cancel", "postpone") if lasting else ("hold", "open", "close", "cancel", "postpone", "gather")
    if any(t.pos in ("VERB", "PRTF", "PRTS") and _tells(t, roles) for t in near):
        return True
    trade = kind == "салон" and at > sentence.first and tokens[at - 1].pos == "ADJF"
    trade = trade and tokens[at - 1].lemma not in words("events", "plain_adjectives")
    if trade and any(t.pos in ("VERB", "PRTS") and t.lemmas & words("events", "verbs", "begin") for t in near):
        return True  # «стартовал нефтяной салон «Х»»: a shop opens
    far = tokens[closing + 1 : min(closing + 14, sentence.last)]
    return any(t.reading("VERB", "PRTS") and _tells(t, ("cancel",)) for t in far)


def _tells(verb: Token, roles: Sequence[str]) -> bool:
    return any(lemma in words("events", "verbs", role) for role in roles for lemma in verb.lemmas)


def _is_attended(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether something was done at what a word names: «на салоне», «в рамках недели», «участники экспедиции»."""
    k = at - 1
    while k >= first and tokens[k].pos == "ADJF":
        k -= 1
    if k < first:
        return False
    lead = tokens[k]
    on = lead.lower == "на" and any(case_of(p) == "loct" for p in tokens[at].parses if p.pos == "NOUN")
    return on or lead.lemma in ("рамка", "участник", "гость") or (lead.lemma == "время" and tokens[k - 1].lower == "во")


def is_of_calendar(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Whether «неделя» or «день» is one of the calendar's: «на прошлой неделе "Полка" купила …»."""
    before = tokens[max(first, at - 2) : at]
    return tokens[at].lower == tokens[at].text and any(
        not t.lemmas.isdisjoint(words("events", "editions", "of_calendar")) for t in before
    )


def has_model(inner: Sequence[Token]) -> bool:
    """Whether a quotation bears a model's number: «экспедиция "Союз ТМА-07М"»."""
    return any(t.is_word and any(c.isdigit() for c in t.text) and not DATED.match(t.text) for t in inner)
