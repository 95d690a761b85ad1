"""Appointments: the verb that gives a post, and who gets it."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from newsfacts.analysis.morphology import Parse, inflect
from newsfacts.discourse.clauses import Clause, around
from newsfacts.discourse.posts.reader import Post
from newsfacts.discourse.roles.holders import Holders, is_foreign, name_after
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import words
from newsfacts.model import Entity, covering, quote
from newsfacts.phrases import case_of, find_head, nominative, noun_phrase

_ROOT = 5  # letters that tell a post in any form
_MOST_BEFORE = 8  # words between a verb of proposing and what is proposed
_PARAGRAPH = 1000  # letters before a verb without a subject among which the one told of is looked for
_PASSIVE = 12  # words behind «был» where the participle of a passive may stand
_NEAR = 5  # posts before a verb among which its subject's is looked for


def under(finder: Holders, post: Post, index: int) -> Post:
    """«Мэр Твери назначил своим заместителем …»: the post is a deputy mayor's, told before the token at index."""
    at = bisect_left(finder.posts, index, key=lambda p: p.head)
    near = reversed(finder.posts[max(0, at - _NEAR) : at])
    chief = next((p for p in near if name_after(finder, p.last) is not None), None)
    if chief is None:
        sentence = finder.document.sentence_at(finder.tokens[post.head].start)
        last = finder.posts[at - 1] if at else None
        if sentence is None or last is None or last.head < sentence.first or last.parse.number == "plur":
            return post
        chief = last
    head = finder.tokens[chief.head]
    form = inflect(head.text, frozenset(("gent", "sing")), like=chief.parse) or head.text
    said = post.position.split(" ")
    at = 1 + next((n for n, word in enumerate(said) if word[:_ROOT] == post.parse.lemma[:_ROOT]), 0)
    position = " ".join([*said[:at], form.lower(), *said[at:]])
    return replace(post, position=position, organization=chief.organization, country=chief.country)


def office_before(finder: Holders, post: Post) -> Token | None:
    """«пост», «должность» right before the post in the genitive."""
    before = finder.tokens[post.first - 1] if post.first else None
    if before is None or not before.lemmas & words("positions", "office"):
        return None
    if any(t.lemmas & words("positions", "wished") for t in finder.tokens[max(0, before.index - 4) : before.index]):
        return None
    return before


def giving_verb(finder: Holders, clause: Clause, post: Post, office: bool) -> Token | None:
    """The clause's verb of becoming; with «пост директора» any verb will do."""
    tokens = [t for t in clause.tokens(finder.document) if t.index < post.first or t.index >= post.last]
    kinds = ("VERB", "PRTS", "INFN", "PRTF") if clause.kind == "adverbial" else ("VERB", "PRTS", "INFN")
    for token in sorted(tokens, key=lambda t: abs(t.index - post.head)):
        if not any(p.pos in kinds for p in (token.parses if clause.kind == "adverbial" else token.parses[:2])):
            continue
        told = words("source", "verbs") | words("positions", "wished") | words("positions", "proposed")
        if token.lemmas & words("positions", "become") or (office and not token.lemmas & told):
            return token
    return None


def is_proposed(finder: Holders, verb: Token) -> bool:
    """Whether somebody only proposes what the infinitive tells: «предложил назначить …», «просьба избрать …»."""
    before = finder.tokens[max(0, verb.index - _MOST_BEFORE) : verb.index]
    for token in reversed(before if verb.pos == "INFN" else ()):
        if token.lemmas & words("positions", "proposed"):
            return True
        if token.pos in ("VERB", "PRTS") or token.text in (".", ";", ":"):
            return False
    return False


def holder_of(finder: Holders, clause: Clause, post: Post, verb: Token) -> Entity | None:
    """The person in the clause who is not told by another post's genitive; or whom its pronoun means."""
    tokens = finder.tokens
    within = covering(finder.persons, tokens[min(clause.indices())].start, tokens[max(clause.indices())].end)
    here = [e for e in within if finder.document.token_range(e.start, e.end)[0] in clause]
    if not here and clause.kind in ("adverbial", "relative"):
        return _antecedent(finder, clause)
    if verb.lemmas & words("positions", "entrust"):  # «обязанности министра возложены на …»
        onto = next((t for t in clause.tokens(finder.document) if t.lower == "на"), None)
        here = [e for e in here if onto is not None and e.start > onto.start and can_hold(finder, e, True)]
        return here[0] if here else None
    if post.own:
        here = [e for e in here if e.start > finder.tokens[post.head].start] or here
    taken = verb.pos == "VERB" and bool(verb.lemmas & words("positions", "remove"))
    gives = taken or (verb.pos in ("VERB", "INFN") and bool(verb.lemmas & words("positions", "give")))
    here = [e for e in here if _is_free(finder, e) and can_hold(finder, e, gives)]
    if gives:  # the object of an active verb: a name that does not decline counts behind the verb only
        here = [e for e in here if e.start > verb.start or is_declined(finder, e)]
    if verb.index == post.last:  # «в случае избрания Белых премьером мэром станет Котова»
        here = [e for e in here if e.start > verb.start] or here
    if here:
        return min(here, key=lambda e: abs(finder.document.token_range(e.start, e.end)[0] - post.head))
    pronouns = ("его", "её", "ее") if gives else ("он", "она")
    pronoun = next((t for t in clause.tokens(finder.document) if t.lower in pronouns), None)
    if pronoun is None:
        return None if gives else _told_of(finder, clause, verb)
    at = bisect_right(finder.persons, pronoun.start, key=lambda e: e.end)
    return finder.persons[at - 1] if at else None


def _told_of(finder: Holders, clause: Clause, verb: Token) -> Entity | None:
    """«В 2010 году был директором»: the only one told of in the paragraph, where the verb has no subject."""
    past = next((p for p in verb.parses if p.pos == "VERB" and p.tense == "past" and p.number == "sing"), None)
    if past is None or past.gender is None or past.gender == "neut" or clause.kind not in ("main", "coordinate"):
        return None
    if any(_can_be_subject(t, past) for t in clause.tokens(finder.document)):
        return None
    if any(t.pos == "PRTS" for t in finder.tokens[verb.index : verb.index + _PASSIVE]):
        return None  # «был директором завода подписан приказ»
    begin = max(0, verb.start - _PARAGRAPH)
    begin = max(begin, finder.document.text.rfind("\n", begin, verb.start))
    before = covering(finder.persons, begin, verb.start)
    if not before or len({finder.referents.person(e) for e in before}) > 1:
        return None
    genders = [
        p.gender for t in finder.document.tokens_in(before[-1]) for p in t.parses if p.grammemes & {"Name", "Surn"}
    ]
    return before[-1] if past.gender in genders else None


def _can_be_subject(token: Token, verb: Parse) -> bool:
    """Whether the word may be what the verb in the singular tells of."""
    parse = token.parses[0] if token.is_word and token.parses else None
    if parse is None or parse.pos not in ("NOUN", "NPRO", "NUMR") or case_of(parse) != "nomn":
        return False
    return parse.number == "sing" and parse.gender in (verb.gender, None)


def _antecedent(finder: Holders, clause: Clause) -> Entity | None:
    """«Игорь Белых, занимавший пост …», «Анна Котова, которая была …»: whom the clause hangs on."""
    first = clause.ranges[0][0]
    opening = finder.tokens[first]
    if clause.kind == "relative" and not (opening.lemma == "который" and opening.reading(case="nomn", number="sing")):
        return None
    return finder.person_before.get(first - 1) if first and finder.tokens[first - 1].text == "," else None


def _is_free(finder: Holders, person: Entity) -> bool:
    """Whether no preposition rules the name: «до Белых пост занимал …»."""
    first, _ = finder.document.token_range(person.start, person.end)
    return first == 0 or finder.tokens[first - 1].pos != "PREP"


def is_declined(finder: Holders, person: Entity) -> bool:
    """Whether the name is known to decline."""
    return any(
        p.is_known and p.grammemes & {"Name", "Surn"} and "Fixd" not in p.grammemes
        for t in finder.document.tokens_in(person)
        for p in t.parses
    )


def can_hold(finder: Holders, person: Entity, gives: bool) -> bool:
    """Whether the name's case lets it hold the post; the given name decides, where there is one."""
    tokens = finder.document.tokens_in(person)
    if is_foreign(tokens):
        return True
    given = [t for t in tokens if any(p.is_known and "Name" in p.grammemes for p in t.parses)]
    return all(_can_be(t, gives) for t in (given[:1] or tokens))


def _can_be(token: Token, gives: bool) -> bool:
    """Whether the name can be the subject, or the object of a verb of giving; one that does not decline can."""
    names = [p for p in token.parses if p.is_known and p.grammemes & {"Name", "Surn", "Patr"} and p.number == "sing"]
    if any("Fixd" in p.grammemes for p in names):
        return True
    cases = {case_of(p) for p in names}
    return (
        not cases or ("accs" if gives else "nomn") in cases or (gives and token.lower.endswith(("ову", "еву", "ину")))
    )


def body_after(finder: Holders, verb: Token, sentence: Sentence) -> Entity | None:
    """The organisation or territory right behind the verb: a name, or a noun phrase such as «комитет по культуре»."""
    tokens, first = finder.tokens, verb.index + 1
    behind = covering(finder.reading.entities, verb.end, around(finder.document, sentence, verb.index).end)
    named = behind[0] if behind else None
    if named is not None and named.type in ("organization", "region"):
        between = finder.document.tokens_in(quote(finder.document.text, verb.end, named.start))
        if len(between) <= 4 and not any(t.text in (",", ".") or t.pos in ("VERB", "PREP") for t in between):
            return named
    case = "ablt" if verb.lemma == "руководить" else "accs"
    head = find_head(tokens[first : sentence.last], case)
    if head is None or head.lemma not in words("positions", "bodies") | words("positions", "inner"):
        return None
    end = noun_phrase(finder.document, first, sentence.last, case, coordinate=False)
    if end < sentence.last and tokens[end].lower == "по" and head.lemma in words("positions", "for_what"):
        end = noun_phrase(finder.document, end + 1, sentence.last, "datv")
    if end - first < 2:
        return None
    span = quote(finder.document.text, tokens[first].start, tokens[end - 1].end)
    name = nominative(tokens[first:end], case)
    return Entity(text=span.text, start=span.start, end=span.end, type="organization", name=name)
