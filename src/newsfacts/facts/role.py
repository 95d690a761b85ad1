"""Roles: who holds which post, in what body."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from newsfacts.analysis.morphology import inflect
from newsfacts.discourse.appointments import body_after, can_hold, giving_verb, holder_of, office_before, under
from newsfacts.discourse.clauses import Clause, around, clauses
from newsfacts.discourse.holders import (
    DASHES,
    Holders,
    agree,
    chain_before,
    closed,
    in_one_case,
    is_instrumental,
    name_after,
    name_after_mark,
    name_before,
)
from newsfacts.discourse.posts import Post
from newsfacts.discourse.source import source_of
from newsfacts.discourse.status import status_of
from newsfacts.document import Reading, Sentence, Token
from newsfacts.gazetteer import gazetteer
from newsfacts.lexicon import table, words
from newsfacts.model import Entity, Fact, Status, covering, quote
from newsfacts.phrases import case_of
from newsfacts.rule import rule

_MOST_BETWEEN = 5  # words between a body and the verb of leading it


class Role(Fact, tag="role", frozen=True, kw_only=True):
    """A person and a post: ``position`` without the body, which is ``organization``, or a state's ``country``."""

    key = ("person", "position")
    plural = "roles"

    person: str
    position: str
    organization: str | None = None
    country: str | None = None


class _Finder(Holders):
    """What the rules look at, and how they write a role."""

    def role(
        self, person: Entity, post: Post, start: int, end: int, status: Status = "actual", name: str = ""
    ) -> Role | None:
        """The role, its body found where the text names it only by a noun; None where a weak post has none."""
        if post.whose and post.organization is None and post.country is None:
            post = self._of_whom(post)
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

    def _of_whom(self, post: Post) -> Post:
        """«Его пресс-секретарь»: of the one whose post was told before; «её основатель»: of the body."""
        if self.tokens[post.head].lemma in words("positions", "deputies"):
            return under(self, post, post.first)
        start = self.tokens[post.first].start
        sentence = self.document.sentence_at(start)
        begin = self.document.sentences[max(0, sentence.index - 1)].start if sentence is not None else start
        bodies = [e for e in covering(self.reading.entities, begin, start) if e.type == "organization"]
        return replace(post, organization=bodies[-1].name) if bodies else post


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
        person = name_after(finder, post.last) or name_after_mark(finder, post)
        if person is not None and in_one_case(finder, post, person):
            chain = chain_before(finder, n)
            if len(post.cases) == 1:
                finder.cases[person.start] = next(iter(post.cases))
            for p in chain:
                taken.add(p.head)
                shared = finder.tokens[p.last].text in ("и", *DASHES)
                if shared and not (p.organization or p.country or p.generic):
                    # «первый вице-премьер – министр финансов Коми»: the last names the body of all.
                    p = replace(p, organization=post.organization, country=post.country, generic=post.generic)
                yield post_before_name(finder, p, person)
    for post in finder.posts:
        if post.head not in taken:
            yield post_after_name(finder, post)
        if post.parse.number == "plur":
            yield from several(finder, post)


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
        "Доклад сделал [глава Sunrise Motors Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "Sunrise Motors",
        },
        "Выступил [командующий войсками Южного военного округа генерал-полковник Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "командующий войсками",
            "organization": "Южный военный округ",
        },
        "Прилетел [сенатор от Якутии Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "сенатор",
            "organization": "Якутия",
        },
        "Приехал [директор департамента политики в сфере печати Минкультуры Игорь Белых].": {
            "person": "Игорь Белых",
            "position": "директор департамента политики в сфере печати",
        },
        'Завод "Сплав" растет, сообщил [его директор Игорь Белых].': {
            "person": "Игорь Белых",
            "position": "директор",
            "organization": "Сплав",
        },
        "Мэр Твери Олег Сомов занят. Об этом сообщила [его помощница Анна Котова].": {
            "person": "Анна Котова",
            "position": "помощница мэра",
            "organization": "Тверь",
        },
        "Пианист Игорь Белых дал концерт.": None,
        "Корреспондент агентства Игорь Белых передает с места.": None,
        "Помощник Анны Котовой промолчал.": None,
        "Министр открыл выставку, а Игорь Белых дал концерт.": None,
    },
    fact_type="role",
)
def post_before_name(finder: _Finder, post: Post, person: Entity) -> Role | None:
    """«министр культуры края Олег Вятский»: the post stands right before the name."""
    if post.parse.number == "plur":
        return None
    start = finder.tokens[post.first].start
    return finder.role(person, post, start, person.end, name="post_before_name")


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
    person = name_before(finder, post)
    if person is None or post.parse.number == "plur":
        return None
    tokens = finder.tokens
    following = tokens[post.last] if post.last < len(tokens) else None
    if following is not None and (following.lemma == "который" or following.pos == "VERB"):
        return None
    if not agree(finder, person, post):
        return None
    return finder.role(person, post, person.start, tokens[post.last - 1].end, name="post_after_name")


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
        before = name_before(finder, post)
        if before is not None and agree(finder, before, post):
            continue
        if name_after(finder, post.last) is not None and (post.cases & {"nomn"} or not is_instrumental(finder, post)):
            continue
        sentence = finder.document.sentence_at(finder.tokens[post.head].start)
        if sentence is not None and post.parse.number == "plur":
            yield from became_several(finder, post, sentence)
        elif sentence is not None:
            yield became(finder, post, sentence)
    for token in finder.tokens:
        if token.lower in ("им", "ею", "ей"):
            yield named_after(finder, token)


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
        "[Игорь Белых, занимавший пост мэра Твери], уехал.": {"person": "Игорь Белых", "position": "мэр"},
        "[Анна Котова, которая была ректором], уехала.": {"person": "Анна Котова", "position": "ректор"},
        "[Игоря Белых сняли с должности мэра Твери].": {"person": "Игорь Белых", "position": "мэр"},
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
    sentence = around(finder.document, sentence, post.head)
    parts = clauses(finder.document, sentence)
    clause = next((c for c in parts if post.head in c), None)
    if clause is None:
        return None
    office = office_before(finder, post)
    verb = giving_verb(finder, clause, post, office is not None)
    if verb is None or (office is None and not is_instrumental(finder, post)):
        return None
    person = holder_of(finder, clause, post, verb)
    if person is None:
        return None
    first, last = finder.document.token_range(person.start, person.end)
    if sentence.first <= first < sentence.last:
        start, end = finder.span(first, last - 1, post.first, post.last - 1, verb.index)
    else:
        start, end = finder.span(post.first, post.last - 1, verb.index)
    status = _status(finder, clause, start, end, verb)
    if post.own:
        post = under(finder, post, verb.index)
    if office is not None and office.lemma == "обязанность":
        core = [t.text for t in finder.tokens[post.first : post.head + 1]]
        rest = post.position.split(" ")[len(core) :]
        post = replace(post, position=" ".join(["исполняющий обязанности", *core, *rest]))
    return finder.role(person, post, start, end, status, "became")


@rule(
    "facts",
    {
        "[Заместителями мэра Твери стали Игорь Белых] и Анна Котова.": {
            "person": "Игорь Белых",
            "position": "заместитель мэра",
            "organization": "Тверь",
        },
        '[Сопредседателями форума "Луч" избраны Игорь Белых и Анна Котова].': {
            "person": "Анна Котова",
            "position": "сопредседатель",
            "organization": "Луч",
        },
        "Мэрами городов стали новички, рассказал Игорь Белых.": None,
    },
    fact_type="role",
)
def became_several(finder: _Finder, post: Post, sentence: Sentence) -> list[Role | None]:
    """«Заместителями мэра стали Игорь Белых и Анна Котова»: the names listed behind the verb."""
    if not any(case_of(p) == "ablt" for p in finder.tokens[post.head].parses if p.lemma == post.parse.lemma):
        return []
    sentence = around(finder.document, sentence, post.head)
    verb = finder.tokens[post.last] if post.last < sentence.last else None
    if verb is None or not verb.lemmas & words("positions", "become") or verb.pos not in ("VERB", "PRTS"):
        return []
    persons: list[Entity] = []
    at = verb.index + 1
    while at in finder.person_at:
        persons.append(finder.person_at[at])
        _, end = finder.document.token_range(persons[-1].start, persons[-1].end)
        at = end + 1 if end < sentence.last and finder.tokens[end].text in (",", "и") else -1
    if len(persons) < 2:
        return []
    single = _singular(finder, post)
    start = finder.tokens[post.first].start
    status = status_of(finder.document, start, persons[0].end, verb.index)
    status = "actual" if verb.pos == "PRTS" else status
    return [finder.role(p, single, start, p.end, status, "became_several") for p in persons]


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
    sentence = finder.document.sentence_at(pronoun.start)
    behind = covering(finder.persons, verb.end, sentence.end) if sentence is not None else []
    person = behind[0] if behind else None
    at = bisect_right(finder.posts, pronoun.index, key=lambda p: p.last) - 1
    post = finder.posts[at] if at >= 0 else None
    if person is None or post is None or sentence is None or person.end > sentence.end:
        return None
    before = finder.document.sentence_at(tokens[post.head].start)
    if before is None or before.index < sentence.index - 1 or name_after(finder, post.last) is not None:
        return None
    status = status_of(finder.document, pronoun.start, person.end, verb.index)
    return finder.role(person, post, pronoun.start, person.end, status, "named_after")


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
        '[Игорь Белых, который ныне возглавляет фонд "Мост"], приехал.': {
            "person": "Игорь Белых",
            "position": "глава",
            "organization": "Мост",
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
    body = body_after(finder, verb, sentence)
    if body is None:
        return _led_by(finder, verb, position, sentence)
    near = around(finder.document, sentence, verb.index)
    before = covering(finder.persons, near.start, verb.start)
    if not before:
        return None
    person = before[-1]
    gap = finder.document.tokens_in(quote(finder.document.text, person.end, verb.start))
    adverbs = words("positions", "before_post")
    marks = [t.text for t in gap if t.pos != "ADVB" and (t.lower not in adverbs or t.text == ",")]
    relative = [",", "который"], [",", "которая"]
    if verb.pos == "PRTF" and marks not in ([","], []):
        return None
    if verb.pos != "PRTF" and marks not in relative and any(t.text in (",", ".", ":", ";") for t in gap):
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
    if person is None or verb.pos != "VERB" or not can_hold(finder, person, False):
        return None
    bodies = [
        e
        for e in covering(finder.reading.entities, around(finder.document, sentence, verb.index).start, verb.start)
        if e.type in ("organization", "region")
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
