"""Roles: who holds which post, in what body."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.clauses import Clause, clauses
from newsfacts.discourse.posts import Post, find_posts, is_rank
from newsfacts.discourse.referents import Referents
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import status_of
from newsfacts.document import Reading, Sentence, Token
from newsfacts.entities.persons import nominative_person
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, Fact, Status, quote
from newsfacts.phrases import case_of, find_head, nominative, noun_phrase
from newsfacts.rule import rule

_DASHES = frozenset(("-", "–", "—"))
_MOST_BETWEEN = 5  # marks and words like «ныне» between a name and its post
_MOST_RANKS = 6  # words of rank between a post and a name


class Role(Fact, tag="role", frozen=True, kw_only=True):
    """A person and a post: ``position`` without the body, which is ``organization``, or a state's ``country``."""

    key = ("person", "position")
    plural = "roles"

    person: str
    position: str
    organization: str | None = None
    country: str | None = None


class _Finder:
    """What the rules look at: the reading, its posts and persons, and what nouns refer back to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.document = reading.document
        self.tokens = reading.document.tokens
        entities = [_without_body(self, e) for e in reading.entities]
        self.posts = find_posts(reading.document, entities)
        self.referents = Referents(reading)
        self.persons = [e for e in entities if e.type == "person"]
        self.person_at = {self.document.token_range(e.start, e.end)[0]: e for e in self.persons}
        places = (self.document.token_range(e.start, e.end) for e in entities if e.type not in ("person", "event"))
        self.place_at = dict(places)
        self.cases: dict[int, str] = {}
        self.person_before = {self.document.token_range(e.start, e.end)[1]: e for e in self.persons}

    def role(
        self, person: Entity, post: Post, start: int, end: int, status: Status = "actual", name: str = ""
    ) -> Role | None:
        """The role, its body found where the text names it only by a noun; None where a weak post has none."""
        organization, country = post.organization, post.country
        offset = self.tokens[post.head].start
        if organization is None and post.generic is not None:
            organization = self.referents.named(post.generic, offset) or post.fallback
        elif organization is None and country is None:
            organization, country = self.referents.of_post(post.position, offset)
        if post.weak and organization is None and post.generic is None:
            return None
        case = self.cases.get(person.start)
        start, end = closed(self.document.text, start, end)
        return Role(
            person=self.referents.person(person, case),
            position=post.position,
            organization=organization,
            country=country,
            status=status,
            evidence=(quote(self.document.text, start, end),),
            source=source_of(self.document, quote(self.document.text, start, end), self.reading.entities)
            if name == "became"
            else None,
            rule=name,
        )

    def span(self, *indices: int) -> tuple[int, int]:
        """The offsets from the first of the tokens to the last."""
        return self.tokens[min(indices)].start, self.tokens[max(indices)].end


def _without_body(finder: _Finder, entity: Entity) -> Entity:
    """The person without the body's name before it, where the network took both for one name."""
    tokens = finder.document.tokens_in(entity)
    if entity.type != "person" or len(tokens) < 3 or not tokens[1].reading("NOUN"):
        return entity
    first, second = ({g for p in t.parses if p.is_known for g in p.grammemes} for t in tokens[:2])
    surname = tokens[2].lower.endswith(table("positions")["surnames"])
    if "Name" in second and not first & {"Name", "Surn"} and surname:
        start = tokens[1].start
        text = finder.document.text[start : entity.end]
        return msgspec.structs.replace(entity, text=text, start=start, name=nominative_person(tokens[1:]))
    return entity


def closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the closing mark of a quotation or bracket that it opens."""
    inner = text[start:end]
    after = text[end : end + 1]
    unpaired = (
        (after == "»" and inner.count("«") > inner.count("»"))
        or (after == '"' and inner.count('"') % 2 == 1)
        or (after == ")" and inner.count("(") > inner.count(")"))
    )
    return start, end + unpaired


def find(reading: Reading) -> Iterable[Role]:
    """Find who holds which post."""
    finder = _Finder(reading)
    if not finder.persons:
        return []
    found = [*_appositions(finder), *_predicates(finder), *led(finder)]
    return _without_repetitions([r for r in found if r is not None])


def _without_repetitions(roles: Sequence[Role]) -> list[Role]:
    """Drop a shorter wording of a post that the same person has in full («министр» beside «министр экономики»)."""
    kept: list[Role] = []
    full = {r.person for r in roles if r.organization or r.country}
    # «глава ведомства», «президент» of one whose post the text tells in full is that post again.
    roles = [r for r in roles if r.organization or r.country or " " in r.position or r.person not in full]
    for role in sorted(roles, key=lambda r: -len(r.position)):
        fuller = next((k for k in kept if _same_post(role, k)), None)
        if fuller is None:
            kept.append(role)
            continue
        kept[kept.index(fuller)] = msgspec.structs.replace(
            fuller,
            evidence=(*fuller.evidence, *role.evidence),
            organization=fuller.organization or role.organization,
            country=fuller.country or role.country,
        )
    return kept


def _same_post(shorter: Role, fuller: Role) -> bool:
    if shorter.person.replace("ё", "е") != fuller.person.replace("ё", "е") or shorter.status != fuller.status:
        return False
    if shorter.position == fuller.position:
        bodies = {shorter.organization, fuller.organization, None}
        return len(bodies) <= 2
    inside = set(shorter.position.split()) < set(fuller.position.split())
    return inside and "бывший" not in fuller.position and shorter.organization in (None, fuller.organization)


# --- a post beside a name ---------------------------------------------------------------------------------------------


def _appositions(finder: _Finder) -> Iterator[Role | None]:
    taken: set[int] = set()
    for n, post in enumerate(finder.posts):
        person = _name_after(finder, post.last) or _name_after_mark(finder, post)
        if person is not None and _in_one_case(finder, post, person):
            chain = _chain_before(finder, n)
            if len(post.cases) == 1:
                finder.cases[person.start] = next(iter(post.cases))
            for p in chain:
                taken.add(p.head)
                shared = finder.tokens[p.last].text in ("и", *_DASHES)
                if shared and not (p.organization or p.country or p.generic):
                    # «первый вице-премьер – министр финансов Коми»: the last names the body of all.
                    p = replace(p, organization=post.organization, country=post.country, generic=post.generic)
                yield post_before_name(finder, p, person)
    for post in finder.posts:
        if post.head not in taken:
            yield post_after_name(finder, post)
        if post.parse.number == "plur":
            yield from several(finder, post)


def _name_after(finder: _Finder, i: int) -> Entity | None:
    """The person whose name begins at token i, or behind ranks, a comma, or where the post is held."""
    tokens = finder.tokens
    seen, placed = 0, False
    while i < len(tokens) and seen <= _MOST_RANKS:
        if i in finder.person_at:
            return finder.person_at[i]
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.text == "," and following is not None and (is_rank(following) or _is_inhabitant(following)):
            i += 1
            continue
        if token.pos == "PREP" and not placed:
            placed = True
            i = noun_phrase(finder.document, i + 1, min(len(tokens), i + 6), coordinate=False)
            i = finder.place_at.get(i, i)
            continue
        if not (is_rank(token) or _is_inhabitant(token)):
            return None
        i, seen = i + 1, seen + 1
    return None


def _name_after_mark(finder: _Finder, post: Post) -> Entity | None:
    """«врио министра культуры - Анна Лунд», «лучший вратарь сборной, Олег Кан,»: a mark between, a mark behind."""
    tokens, i = finder.tokens, post.last
    if i + 1 >= len(tokens) or i + 1 not in finder.person_at:
        return None
    person = finder.person_at[i + 1]
    _, end = finder.document.token_range(person.start, person.end)
    after = tokens[end].text if end < len(tokens) else "."
    if tokens[i].text in _DASHES and after in (",", ".", ";"):
        return person
    if tokens[i].text == "," and after in (",", ".") and "nomn" in {case_of(p) for p in tokens[post.head].parses}:
        return person
    return None


def _in_one_case(finder: _Finder, post: Post, person: Entity) -> bool:
    """Whether post and name can stand in one case: «назначил заместителем Анну» is no apposition."""
    tokens = finder.document.tokens_in(person)
    for token in sorted(tokens, key=lambda t: not any(p.is_known and "Name" in p.grammemes for p in t.parses))[:1]:
        names = [p for p in token.parses if p.is_known and p.grammemes & {"Name", "Surn", "Patr"}]
        if names and not any("Fixd" in p.grammemes or case_of(p) in post.cases for p in names):
            return False
    return True


def _is_inhabitant(token: Token) -> bool:
    return token.is_word and not token.is_title and gazetteer().by_inhabitant(token.lower) is not None


def _chain_before(finder: _Finder, n: int) -> list[Post]:
    """The post and those joined to it by a dash, a comma or «и»: «вице-премьер – министр финансов»."""
    chain = [finder.posts[n]]
    while n > 0:
        before, post = finder.posts[n - 1], chain[-1]
        between = finder.tokens[before.last : post.first]
        joined = len(between) == 1 and (between[0].text in _DASHES or between[0].text in (",", "и"))
        if not joined or not before.cases & post.cases or before.parse.number == "plur":
            break
        if between[0].text == "и" and _plural_verb(finder, post):
            break
        if between[0].text in (",", "и") and _is_claimed(finder, before):
            break
        chain.append(before)
        n -= 1
    return chain


def _plural_verb(finder: _Finder, post: Post) -> bool:
    """Whether a verb in the plural stands in the sentence: two posts with «и» are then two persons."""
    sentence = finder.document.sentence_at(finder.tokens[post.head].start)
    tokens = finder.document.words_of(sentence) if sentence is not None else ()
    return any(t.pos in ("VERB", "PRTS") and t.parses[0].number == "plur" for t in tokens)


def _is_claimed(finder: _Finder, post: Post) -> bool:
    """Whether the post stands behind another person's name: «Белов, мэр Твери, и глава района Чернов»."""
    return _name_before(finder, post) is not None


@rule(
    "facts",
    {
        "[Министр транспорта Кении Джозеф Мванги] открыл движение.": {
            "person": "Джозеф Мванги",
            "position": "министр транспорта",
            "country": "KE",
        },
        'Так решил [первый заместитель генерального директора фирмы "Рубин" по международным связям Олег Сомов].': {
            "person": "Олег Сомов",
            "position": "первый заместитель генерального директора по международным связям",
            "organization": "Рубин",
        },
        "Гостей встретили [губернатор Тверской области Игорь Белых] и рабочие.": {
            "person": "Игорь Белых",
            "position": "губернатор",
            "organization": "Тверская область",
        },
        "Премию вручили [директору департамента развития Минфина России Анне Котовой].": {
            "person": "Анна Котова",
            "position": "директор департамента развития",
            "country": "RU",
        },
        "Приехала [генеральный секретарь Союза северных портов (ССП) Анна Котова].": {
            "person": "Анна Котова",
            "position": "генеральный секретарь",
            "organization": "Союз северных портов",
        },
        "Выступил [вице-премьер – министр финансов Чувашии Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "вице-премьер",
        },
        "Приехал [главный онколог Томской области Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "главный онколог",
            "organization": "Томская область",
        },
        "Пианист Игорь Белых дал концерт.": None,
        "Корреспондент агентства Игорь Белых передает с места.": None,
        "Помощник Анны Котовой промолчал.": None,
        "Министр открыл выставку, а Игорь Белых дал концерт.": None,
    },
    fact_type="role",
)
def post_before_name(finder: _Finder, post: Post, person: Entity) -> Role | None:
    """«министр экономики области Роман Сытин»: the post stands right before the name."""
    if post.parse.number == "plur":
        return None
    start = finder.tokens[post.first].start
    return finder.role(person, post, start, person.end, name="post_before_name")


def _name_before(finder: _Finder, post: Post) -> Entity | None:
    """The person whose name ends right before the post, with a comma, bracket or dash between."""
    tokens = finder.tokens
    i, marked = post.first - 1, False
    while i > 0 and post.first - i <= _MOST_BETWEEN:
        text = tokens[i].text
        if text in (",", "(") or text in _DASHES:
            marked = True
        elif tokens[i].lower not in words("positions", "before_post"):
            break
        i -= 1
    return finder.person_before.get(i + 1) if marked else None


@rule(
    "facts",
    {
        '[Игорь Белых, директор музея "Пристань"], показал экспонаты.': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Пристань",
        },
        "Сборную ведут [Пауль Краузе (второй тренер)] и врач.": {"person": "Пауль Краузе", "position": "второй тренер"},
        "Игорь Белых, директора которого уволили, промолчал.": None,
    },
    fact_type="role",
)
def post_after_name(finder: _Finder, post: Post) -> Role | None:
    """«Игорь Белых, директор музея»: the post stands behind the name, in its case."""
    person = _name_before(finder, post)
    if person is None or post.parse.number == "plur":
        return None
    tokens = finder.tokens
    following = tokens[post.last] if post.last < len(tokens) else None
    if following is not None and (following.lemma == "который" or following.pos == "VERB"):
        return None
    if not _agree(finder, person, post):
        return None
    return finder.role(person, post, person.start, tokens[post.last - 1].end, name="post_after_name")


def _agree(finder: _Finder, person: Entity, post: Post) -> bool:
    """Whether name and post can stand in one case; an indeclinable name can stand in any."""
    bracket = finder.tokens[post.first - 1].text in ("(", *_DASHES)
    return bracket or _in_one_case(finder, post, person)


@rule(
    "facts",
    {
        "Приехали [вице-премьеры Игорь Белых] и Анна Котова.": {"person": "Игорь Белых", "position": "вице-премьер"},
        "Приехали [депутаты Госдумы Игорь Белых и Анна Котова].": {
            "person": "Анна Котова",
            "position": "депутат",
            "organization": "Госдума",
        },
        "Говорили [президенты Кубы и Чили Хуан Перес и Пабло Рохас].": {
            "person": "Пабло Рохас",
            "position": "президент",
            "country": "CL",
        },
        "Депутаты собрались, Игорь Белых опоздал.": None,
    },
    fact_type="role",
)
def several(finder: _Finder, post: Post) -> list[Role | None]:
    """«президенты Кубы и Чили Хуан Перес и Пабло Рохас»: a post in the plural and the names behind it."""
    at, countries = _countries(finder, post)
    persons: list[Entity] = []
    while at in finder.person_at:
        person = finder.person_at[at]
        persons.append(person)
        _, end = finder.document.token_range(person.start, person.end)
        at = end + 1 if end < len(finder.tokens) and finder.tokens[end].text in (",", "и") else -1
    before = finder.tokens[post.first - 1] if post.first else None
    wished = before is not None and before.lower == "в"  # «кандидаты в президенты»
    if len(persons) < 2 or wished or (len(countries) > 1 and len(countries) != len(persons)):
        return []
    single = _singular(finder, post)
    found = []
    for n, person in enumerate(persons):
        one = replace(single, country=countries[n]) if len(countries) > 1 else single
        found.append(finder.role(person, one, finder.tokens[post.first].start, person.end, name="several"))
    return found


def _countries(finder: _Finder, post: Post) -> tuple[int, list[str | None]]:
    """The index after the post with the countries joined to its own, and all their codes."""
    at = post.last
    codes: list[str | None] = [post.country] if post.country else []
    tokens = finder.tokens
    while codes and at + 1 < len(tokens) and tokens[at].text in (",", "и") and at + 1 not in finder.person_at:
        found = gazetteer().find([t.text for t in tokens[at + 1 : at + 5]], 0)
        if found is None or found[0].kind != "country":
            break
        codes.append(found[0].code)
        at += 1 + found[1]
    return at, codes


def _singular(finder: _Finder, post: Post) -> Post:
    """The post of one of them."""
    head = finder.tokens[post.head]
    form = inflect(head.text, frozenset(("nomn", "sing")), like=post.parse) or head.text
    first, *rest = post.position.split(" ")
    modifiers = [first, *rest][: post.head - post.first]
    if modifiers:
        return replace(post, weak=False)  # «первые заместители»: left as it is
    return replace(post, position=" ".join([form.lower(), *rest]))


# --- a post told by a verb --------------------------------------------------------------------------------------------


def _predicates(finder: _Finder) -> Iterator[Role | None]:
    for post in finder.posts:
        if _name_before(finder, post) is not None:
            continue
        if _name_after(finder, post.last) is not None and (post.cases & {"nomn"} or not _is_instrumental(finder, post)):
            continue
        sentence = finder.document.sentence_at(finder.tokens[post.head].start)
        if sentence is not None:
            yield became(finder, post, sentence)
    for token in finder.tokens:
        if token.lower in ("им", "ею", "ей"):
            yield named_after(finder, token)


def _is_instrumental(finder: _Finder, post: Post) -> bool:
    """Whether the post stands in the instrumental by itself, not after «с» or «за»."""
    before = finder.tokens[post.first - 1] if post.first else None
    return "ablt" in post.cases and not (before is not None and before.pos == "PREP")


@rule(
    "facts",
    {
        '[Директором завода "Сплав" назначен Игорь Белых].': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Сплав",
        },
        "[Анна Котова стала министром культуры Тувы].": {
            "person": "Анна Котова",
            "position": "министр культуры",
            "organization": "Тува",
            "status": "actual",
        },
        "Сообщения о том, что [мэром Твери станет Игорь Белых], опровергли.": {
            "person": "Игорь Белых",
            "position": "мэр",
            "status": "denied",
        },
        "[Игорь Белых назначен на должность ректора Томского университета].": {
            "person": "Игорь Белых",
            "position": "ректор",
            "organization": "Томский университет",
        },
        "Игорь Белых встретился с министром культуры.": None,
        "Игорь Белых стал кандидатом на пост мэра Твери.": None,
        "Игорь Белых должен был переговорить с директором завода.": None,
        "Дом стал музеем, рассказал Игорь Белых.": None,
    },
    fact_type="role",
)
def became(finder: _Finder, post: Post, sentence: Sentence) -> Role | None:
    """«министром стал Игорь Белых», «назначен на пост директора»: a verb gives the post, holds it or ends it."""
    if post.parse.number == "plur":
        return None
    parts = clauses(finder.document, sentence)
    clause = next((c for c in parts if post.head in c), None)
    if clause is None:
        return None
    office = _office(finder, post)
    verb = _verb(finder, clause, post, office is not None)
    if verb is None or (office is None and not _is_instrumental(finder, post)):
        return None
    person = _holder(finder, clause, post, verb)
    if person is None:
        return None
    first, last = finder.document.token_range(person.start, person.end)
    if sentence.first <= first < sentence.last:
        start, end = finder.span(first, last - 1, post.first, post.last - 1, verb.index)
    else:
        start, end = finder.span(post.first, post.last - 1, verb.index)
    status = _status(finder, clause, start, end, verb)
    if post.own:
        post = _under(finder, post, verb)
    if office is not None and office.lemma == "обязанность":
        core = [t.text for t in finder.tokens[post.first : post.head + 1]]
        rest = post.position.split(" ")[len(core) :]
        post = replace(post, position=" ".join(["исполняющий обязанности", *core, *rest]))
    return finder.role(person, post, start, end, status, "became")


def _status(finder: _Finder, clause: Clause, start: int, end: int, verb: Token) -> Status:
    """The verb's status; a person «назначен» is in office, a meeting «назначен» is to come."""
    status = status_of(finder.document, start, end, verb.index)
    ahead = any(p.tense == "futr" for t in clause.tokens(finder.document) for p in t.parses[:1])
    return "actual" if status == "planned" and verb.pos == "PRTS" and not ahead else status


@rule(
    "facts",
    {
        "Завод ищет директора цеха. [Им стал Игорь Белых].": {"person": "Игорь Белых", "position": "директор"},
        "Стул сломан. Им стал пользоваться Игорь Белых.": None,
    },
    fact_type="role",
)
def named_after(finder: _Finder, pronoun: Token) -> Role | None:
    """«… избрал председателя. Им стал Игорь Белых»: the pronoun means the post named last."""
    tokens = finder.tokens
    verb = tokens[pronoun.index + 1] if pronoun.index + 1 < len(tokens) else None
    if verb is None or "стать" not in verb.lemmas or verb.pos != "VERB":
        return None
    if any(t.pos == "INFN" for t in tokens[verb.index + 1 : verb.index + 3]):
        return None
    person = next((e for e in finder.persons if e.start > verb.end), None)
    sentence = finder.document.sentence_at(pronoun.start)
    post = next((p for p in reversed(finder.posts) if p.last <= pronoun.index), None)
    if person is None or post is None or sentence is None or person.end > sentence.end:
        return None
    before = finder.document.sentence_at(tokens[post.head].start)
    if before is None or before.index < sentence.index - 1 or _name_after(finder, post.last) is not None:
        return None
    status = status_of(finder.document, pronoun.start, person.end, verb.index)
    return finder.role(person, post, pronoun.start, person.end, status, "named_after")


def _under(finder: _Finder, post: Post, verb: Token) -> Post:
    """«Мэр Твери назначил своим заместителем …»: the post is a deputy mayor's."""
    chief = next(
        (p for p in reversed(finder.posts) if p.head < verb.index and _name_after(finder, p.last) is not None), None
    )
    if chief is None:
        return post
    head = finder.tokens[chief.head]
    form = inflect(head.text, frozenset(("gent", "sing")), like=chief.parse) or head.text
    words_of = post.position.split(" ", 1)
    position = " ".join([words_of[0], form.lower(), *words_of[1:]])
    return replace(post, position=position, organization=chief.organization, country=chief.country)


def _office(finder: _Finder, post: Post) -> Token | None:
    """«пост», «должность» right before the post in the genitive."""
    before = finder.tokens[post.first - 1] if post.first else None
    if before is None or not before.lemmas & words("positions", "office"):
        return None
    if any(t.lemmas & words("positions", "wished") for t in finder.tokens[max(0, before.index - 4) : before.index]):
        return None
    return before


def _verb(finder: _Finder, clause: Clause, post: Post, office: bool) -> Token | None:
    """The clause's verb of becoming; with «пост директора» any verb will do."""
    tokens = [t for t in clause.tokens(finder.document) if t.index < post.first or t.index >= post.last]
    for token in sorted(tokens, key=lambda t: abs(t.index - post.head)):
        if not any(p.pos in ("VERB", "PRTS", "INFN") for p in token.parses[:2]):
            continue
        told = words("source", "verbs") | words("positions", "wished")
        if token.lemmas & words("positions", "become") or (office and not token.lemmas & told):
            return token
    return None


def _holder(finder: _Finder, clause: Clause, post: Post, verb: Token) -> Entity | None:
    """The person in the clause who is not told by another post's genitive; or whom its pronoun means."""
    here = [e for e in finder.persons if finder.document.token_range(e.start, e.end)[0] in clause]
    if post.own:
        here = [e for e in here if e.start > finder.tokens[post.head].start] or here
    gives = verb.pos == "VERB" and bool(verb.lemmas & words("positions", "give"))
    here = [e for e in here if _is_free(finder, e) and _can_hold(finder, e, gives)]
    if gives:  # the object of an active verb: a name that does not decline counts behind the verb only
        here = [e for e in here if e.start > verb.start or _is_declined(finder, e)]
    if here:
        return min(here, key=lambda e: abs(finder.document.token_range(e.start, e.end)[0] - post.head))
    pronouns = ("его", "её", "ее") if gives else ("он", "она")
    pronoun = next((t for t in clause.tokens(finder.document) if t.lower in pronouns), None)
    if pronoun is None:
        return None
    before = [e for e in finder.persons if e.end <= pronoun.start]
    return before[-1] if before else None


def _is_free(finder: _Finder, person: Entity) -> bool:
    """Whether no preposition rules the name: «до Белых пост занимал …»."""
    first, _ = finder.document.token_range(person.start, person.end)
    return first == 0 or finder.tokens[first - 1].pos != "PREP"


def _is_declined(finder: _Finder, person: Entity) -> bool:
    """Whether the name is known to decline."""
    return any(
        p.is_known and p.grammemes & {"Name", "Surn"} and "Fixd" not in p.grammemes
        for t in finder.document.tokens_in(person)
        for p in t.parses
    )


def _can_hold(finder: _Finder, person: Entity, gives: bool) -> bool:
    """Whether the name's case lets it hold the post; the given name decides, where there is one."""
    tokens = finder.document.tokens_in(person)
    given = [t for t in tokens if any(p.is_known and "Name" in p.grammemes for p in t.parses)]
    return all(_can_be(t, gives) for t in (given[:1] or tokens))


def _can_be(token: Token, gives: bool) -> bool:
    """Whether the name can be the subject, or the object of a verb of giving; one that does not decline can."""
    cases = {
        case_of(p)
        for p in token.parses
        if p.is_known and p.grammemes & {"Name", "Surn", "Patr"} and p.number == "sing" and "Fixd" not in p.grammemes
    }
    return (
        not cases or ("accs" if gives else "nomn") in cases or (gives and token.lower.endswith(("ову", "еву", "ину")))
    )


def led(finder: _Finder) -> Iterator[Role | None]:
    """«возглавляет завод», «возглавивший комитет»: the verb amounts to a post."""
    for token in finder.tokens:
        if token.pos not in ("VERB", "PRTF", "INFN"):
            continue
        for lemma in token.lemmas & frozenset(table("positions")["lead"]):
            yield leads(finder, token, table("positions")["lead"][lemma])


@rule(
    "facts",
    {
        '[Игорь Белых возглавил холдинг "Рубин"].': {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "Рубин",
        },
        '[Анна Котова, возглавляющая компанию "Сплав"], промолчала.': {
            "person": "Анна Котова",
            "position": "глава",
            "organization": "Сплав",
        },
        "[Игорь Белых возглавил городской комитет по культуре].": {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "городской комитет по культуре",
        },
        "[Союз северных портов возглавила Анна Котова].": {
            "person": "Анна Котова",
            "position": "глава",
            "organization": "Союз северных портов",
        },
        "Игорь Белых возглавил шествие.": None,
    },
    fact_type="role",
)
def leads(finder: _Finder, verb: Token, position: str) -> Role | None:
    """«Игорь Белых возглавил холдинг»: the named body right behind the verb."""
    sentence = finder.document.sentence_at(verb.start)
    if sentence is None:
        return None
    body = _body_after(finder, verb, sentence)
    if body is None:
        return _led_by(finder, verb, position, sentence)
    before = [e for e in finder.persons if sentence.start <= e.start and e.end <= verb.start]
    if not before:
        return None
    person = before[-1]
    gap = finder.document.tokens_in(quote(finder.document.text, person.end, verb.start))
    if verb.pos == "PRTF" and [t.text for t in gap] not in ([","], []):
        return None
    if verb.pos != "PRTF" and any(t.text in (",", ".", ":", ";") for t in gap):
        return None
    return Role(
        person=finder.referents.person(person),
        position=position,
        organization=body.name,
        status=status_of(finder.document, verb.start, verb.end, verb.index),
        evidence=(quote(finder.document.text, *closed(finder.document.text, person.start, body.end)),),
        rule="leads",
    )


def _led_by(finder: _Finder, verb: Token, position: str, sentence: Sentence) -> Role | None:
    """«Комитет возглавила Анна Котова»: the person right behind the verb, the body before it."""
    person = finder.person_at.get(verb.index + 1)
    if person is None or verb.pos != "VERB" or not _can_hold(finder, person, False):
        return None
    bodies = [
        e
        for e in finder.reading.entities
        if e.type in ("organization", "region") and sentence.start <= e.start and e.end <= verb.start
    ]
    if not bodies:
        return None
    body = bodies[-1]
    between = finder.document.tokens_in(quote(finder.document.text, body.end, verb.start))
    if len(between) > _MOST_BETWEEN or any(t.text in (",", ";", ":") or t.pos == "VERB" for t in between):
        return None
    start, end = closed(finder.document.text, body.start, person.end)
    return Role(
        person=finder.referents.person(person),
        position=position,
        organization=body.name,
        status=status_of(finder.document, verb.start, verb.end, verb.index),
        evidence=(quote(finder.document.text, start, end),),
        rule="leads",
    )


def _body_after(finder: _Finder, verb: Token, sentence: Sentence) -> Entity | None:
    """The organisation or territory right behind the verb: a name, or a noun phrase such as «комитет по культуре»."""
    tokens, first = finder.tokens, verb.index + 1
    named = next((e for e in finder.reading.entities if e.start >= verb.end and e.end <= sentence.end), None)
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
