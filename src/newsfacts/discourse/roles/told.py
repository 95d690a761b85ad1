"""Roles told by a verb that gives a post, holds it or ends it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from newsfacts.discourse.clauses import Clause, around, clauses
from newsfacts.discourse.posts.reader import Post
from newsfacts.discourse.roles.appointments import (
    giving_verb,
    holder_of,
    is_declined,
    is_proposed,
    office_before,
    under,
)
from newsfacts.discourse.roles.found import Finder, Held
from newsfacts.discourse.roles.holders import (
    agree,
    in_one_case,
    is_instrumental,
    name_after,
    name_before,
)
from newsfacts.discourse.roles.several import singular
from newsfacts.discourse.status import status_of
from newsfacts.document import Sentence, Token
from newsfacts.lexicon import words
from newsfacts.marks import DASHES
from newsfacts.model import Entity, Status, covering
from newsfacts.phrases import case_of
from newsfacts.rule import rule

_ASIDE = 10  # words in brackets behind a name


def predicates(finder: Finder) -> Iterator[Held | None]:
    """The posts that a verb gives, and those that «им стал» refers to."""
    for post in finder.posts:
        before = name_before(finder, post)
        if before is not None and agree(finder, before, post):
            continue
        beside = name_after(finder, post.last) if office_before(finder, post) is None else None
        agreeing = beside is not None and is_declined(finder, beside) and in_one_case(finder, post, beside)
        if beside is not None and (agreeing or post.cases & {"nomn"} or not is_instrumental(finder, post)):
            continue
        if post.last < len(finder.tokens) and finder.tokens[post.last].text in DASHES and "ablt" in post.cases:
            continue  # «министром назначен …, директором — …»: the dash stands for a verb
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
        "[Анна Котова сменила на посту мэра Твери] Игоря Белых.": {"person": "Анна Котова", "position": "мэр"},
        "[Игорь Белых, занимавший пост мэра Твери], уехал.": {"person": "Игорь Белых", "position": "мэр"},
        "[Анна Котова, которая была ректором], уехала.": {"person": "Анна Котова", "position": "ректор"},
        "[Игоря Белых сняли с должности мэра Твери].": {"person": "Игорь Белых", "position": "мэр"},
        "Губернатор Тверской области [Игорь Белых назначен министром спорта].": {
            "person": "Игорь Белых",
            "organization": None,
        },
        "Губернатор Тверской области [назначил министром спорта Игоря Белых].": {"organization": "Тверская область"},
        "Мэр Твери [назначил Дмитрия Демехина ректором Томского университета].": {"person": "Дмитрий Демехин"},
        "Игорь Белых назвал встречу [министром леса Кубы Хуаном Пересом] пустой.": {
            "person": "Хуан Перес",
            "position": "министр леса",
        },
        "Игорь Белых встретился с министром культуры.": None,
        "Игорь Белых стал кандидатом на пост мэра Твери.": None,
        "Игорь Белых должен был переговорить с директором завода.": None,
        "Дом стал музеем, рассказал Игорь Белых.": None,
        "[Анна Котова исполняет обязанности министра культуры Тувы].": {
            "person": "Анна Котова",
            "position": "исполняющий обязанности министра культуры",
            "status": "actual",
        },
        "[Исполнять обязанности министра культуры Тувы будет Анна Котова].": {"status": "planned"},
        "Обязанности [министра культуры Тувы возложены на Анну Котову].": {"person": "Анна Котова"},
        "Хоккейный «Сокол» растет. Клуб объявил, что [главным тренером будет Иржи Новотный].": {
            "person": "Иржи Новотный",
            "position": "главный тренер",
            "organization": "Сокол",
            "status": "planned",
        },
        "[Заместителем командующего Каспийской флотилией назначен Игорь Белых].": {
            "position": "заместитель командующего",
            "organization": "Каспийская флотилия",
        },
        "Олег Сомов предложил назначить министром леса Анну Котову.": None,
        "Олег Сомов предложил сделать [главу музея «Луч» Анну Котову] министром леса.": {"position": "глава"},
        "Анна Котова попросила назначить ее министром леса.": None,
        "Есть предложение избрать Игоря Белых мэром Твери.": None,
        "Олег Сомов предложил на пост мэра Твери Анну Котову.": None,
        "Совет может [назначить мэром Твери Анну Котову].": {"person": "Анна Котова", "status": "planned"},
        "Олег Сомов намерен [назначить министром леса Анну Котову].": {"person": "Анна Котова", "status": "planned"},
        "Анна Котова родилась в Твери. В 2011 году [была директором музея «Луч»].": {
            "person": "Анна Котова",
            "position": "директор",
            "organization": "Луч",
        },
        "Анна Котова встретила Игоря Белых. В 2011 году был директором музея «Луч».": None,
        "Анна Котова устала. Дом был директором завода продан.": None,
        "Анна Котова устала. Был директором завода подписан приказ.": None,
        "Обязанности вахтера возложены на Анну Котову, в Туву едет министр.": None,
    },
    fact_type="role",
)
def became(finder: Finder, post: Post, sentence: Sentence) -> Held | None:
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
    if verb is None or is_proposed(finder, verb) or (office is None and not is_instrumental(finder, post)):
        return None
    person = holder_of(finder, clause, post, verb)
    if person is None:
        return None
    if verb.pos == "VERB" and verb.lemmas & (words("positions", "give") | words("positions", "remove")):
        finder.cases[person.start] = "accs"
    first, last = finder.document.token_range(person.start, person.end)
    if sentence.first <= first < sentence.last:
        start, end = finder.span(first, last - 1, post.first, post.last - 1, verb.index)
    else:
        start, end = finder.span(post.first, post.last - 1, verb.index)
    status = _status(finder, clause, start, end, verb)
    post = _of_the_same(finder, post, sentence)
    if post.own:
        post = under(finder, post, verb.index)
    if office is not None and office.lemma == "обязанность":
        core = [t.text for t in finder.tokens[post.first : post.head + 1]]
        rest = post.position.split(" ")[len(core) :]
        post = replace(post, position=" ".join(["исполняющий обязанности", *core, *rest]))
    return finder.held(person, post, start, end, status, "became")


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
        "[Заместителями мэра Твери стали экс-депутат Игорь Белых (спорт) и директор завода Анна Котова].": {
            "person": "Анна Котова",
            "position": "заместитель мэра",
            "organization": "Тверь",
        },
        "Генеральный секретарь СНП занят. Новый генсек устал. [Заместителями генсека стали Ян Ким и Анна Котова].": {
            "person": "Анна Котова",
            "position": "заместитель генерального секретаря",
            "organization": "СНП",
        },
        "Мэрами городов стали новички, рассказал Игорь Белых.": None,
    },
    fact_type="role",
)
def became_several(finder: Finder, post: Post, sentence: Sentence) -> list[Held | None]:
    """«Заместителями мэра стали Игорь Белых и Анна Котова»: the names listed behind the verb."""
    if not any(case_of(p) == "ablt" for p in finder.tokens[post.head].parses if p.lemma == post.parse.lemma):
        return []
    sentence = around(finder.document, sentence, post.head)
    verb = finder.tokens[post.last] if post.last < sentence.last else None
    if verb is None or not verb.lemmas & words("positions", "become") or verb.pos not in ("VERB", "PRTS"):
        return []
    persons = _listed(finder, verb.index + 1, sentence.last)
    if len(persons) < 2:
        return []
    single = singular(finder, post)
    start = finder.tokens[post.first].start
    status = status_of(finder.document, start, persons[0].end, verb.index)
    status = "actual" if verb.pos == "PRTS" else status
    return [finder.held(p, single, start, p.end, status, "became_several") for p in persons]


def _listed(finder: Finder, at: int, last: int) -> list[Entity]:
    """The names listed from a token on, each behind another post of theirs, or before something in brackets."""
    tokens, persons = finder.tokens, list[Entity]()
    while at < last:
        n = bisect_left(finder.posts, at, key=lambda p: p.first)
        post = finder.posts[n] if n < len(finder.posts) and finder.posts[n].first == at else None
        person = finder.person_at.get(at) or (name_after(finder, post.last) if post is not None else None)
        if person is None:
            break
        persons.append(person)
        _, end = finder.document.token_range(person.start, person.end)
        if end < last and tokens[end].text == "(":
            end = next((k + 1 for k in range(end, min(last, end + _ASIDE)) if tokens[k].text == ")"), last)
        if end >= last or tokens[end].text not in (",", "и"):
            break
        at = end + 1
    return persons


def _of_the_same(finder: Finder, post: Post, sentence: Sentence) -> Post:
    """«председателем клуба стал …, а директором назначен …»: a post in a row with another is under the same body."""
    at = bisect_right(finder.posts, post.head, key=lambda p: p.head) - 2
    before = finder.posts[at] if at >= 0 else None
    own = post.organization or post.country or post.generic or post.own or post.whose
    if own or before is None or before.head < sentence.first or "ablt" not in before.cases & post.cases:
        return post
    if not post.position.startswith("директор") or before.organization is None:
        return post
    return replace(post, organization=before.organization)


def _status(finder: Finder, clause: Clause, start: int, end: int, verb: Token) -> Status:
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
def named_after(finder: Finder, pronoun: Token) -> Held | None:
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
    return finder.held(person, post, pronoun.start, person.end, status, "named_after")
