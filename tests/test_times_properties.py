"""Times read back what a generator writes, and nothing but the words themselves changes a value."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfacts import parse_times

NBSP = "\N{NO-BREAK SPACE}"
DASHES = ["-", "–", "—", "\N{NON-BREAKING HYPHEN}"]
PUBLISHED = date(2025, 10, 1)  # a Wednesday
STEMS = "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split()
HARD = {3, 8}  # март, август


def month_in(month: int, case: str) -> str:
    """The name of a month: in the nominative, genitive, dative, instrumental or prepositional case."""
    soft = {"nomn": "ь", "gent": "я", "datv": "ю", "ablt": "ем", "loct": "е"}
    hard = {"nomn": "", "gent": "а", "datv": "у", "ablt": "ом", "loct": "е"}
    if month == 5:
        return "ма" + {**soft, "nomn": "й"}[case]
    return STEMS[month - 1] + (hard if month in HARD else soft)[case]


UNITS = {  # one, two, five, and the unit of ISO 8601
    "Y": ("год", "года", "лет"),
    "M": ("месяц", "месяца", "месяцев"),
    "W": ("неделя", "недели", "недель"),
    "D": ("день", "дня", "дней"),
}
HOURS = {"TH": ("час", "часа", "часов"), "TM": ("минута", "минуты", "минут")}
NUMBERS = {
    2: ("два", "двух"), 3: ("три", "трёх"), 4: ("четыре", "четырёх"), 5: ("пять", "пяти"), 6: ("шесть", "шести"),
    7: ("семь", "семи"), 8: ("восемь", "восьми"), 9: ("девять", "девяти"), 10: ("десять", "десяти"),
    11: ("одиннадцать", "одиннадцати"), 12: ("двенадцать", "двенадцати"), 15: ("пятнадцать", "пятнадцати"),
    20: ("двадцать", "двадцати"), 25: ("двадцать пять", "двадцати пяти"), 30: ("тридцать", "тридцати"),
    40: ("сорок", "сорока"), 90: ("девяносто", "девяноста"), 100: ("сто", "ста"),
}  # fmt: skip
ORDINALS = "перв втор трет четверт пят шест седьм восьм девят десят".split()
ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split()
DAY_WORDS = (
    "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого "
    "тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого девятнадцатого двадцатого"
).split()
WEEKDAYS = "понедельник вторник среду четверг пятницу субботу воскресенье".split()
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 28))
YEARS = st.integers(1930, 2060)
MONTHS = st.integers(1, 12)


def read(text: str, published: str = PUBLISHED.isoformat()) -> list[tuple[str, str | None]]:
    times = parse_times(text, published=published)
    assert all(text[time.start : time.end] == time.text for time in times)
    return [(time.text, time.value) for time in times]


def values(text: str) -> list[str | None]:
    return [value for _, value in read(text)]


def day_in_words(day: int) -> str:
    if day <= 20:
        return DAY_WORDS[day - 1]
    return ("двадцать " if day < 30 else "тридцать ") + DAY_WORDS[day % 10 - 1] if day != 30 else "тридцатого"


def written(day: date) -> list[str]:
    month = month_in(day.month, "gent")
    return [
        f"{day.day} {month} {day.year} года",
        f"{day.day}-го {month} {day.year} г.",
        f"{day.day} {month} {day.year}-го",
        f"{day.day} {month} {day.year}",
        f"{day.day} {month} {day.year}г.",
        f"{day_in_words(day.day)} {month} {day.year} года",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
    ]


def counted(number: int, forms: tuple[str, str, str]) -> str:
    """The form of a unit beside a number in the nominative."""
    if 11 <= number % 100 <= 14 or number % 10 in (0, 5, 6, 7, 8, 9):
        return forms[2]
    return forms[0] if number % 10 == 1 else forms[1]


def iso(number: int, unit: str) -> str:
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"


@given(day=DAYS, form=st.integers(0, 9), lead=st.sampled_from(["Акт подписан", "Договор вступил в силу"]))
@settings(max_examples=150, deadline=None)
def test_a_day_is_read_back(day: date, form: int, lead: str) -> None:
    assert values(f"{lead} {written(day)[form]} в Твери") == [day.isoformat()]


@given(day=DAYS, length=st.integers(1, 60), dash=st.sampled_from([" {} ", "{}"]), mark=st.sampled_from(DASHES))
@settings(max_examples=150, deadline=None)
def test_a_range_is_read_back(day: date, length: int, dash: str, mark: str) -> None:
    last = day + timedelta(days=length)
    first = f"{day.day} {month_in(day.month, 'gent')}"
    end = f"{last.day} {month_in(last.month, 'gent')} {last.year} года"
    expected = [f"{day.isoformat()}/{last.isoformat()}"]
    assert values(f"Работы шли с {first} по {end}") == expected
    assert values(f"Работы шли {first} {mark} {end}") == expected
    assert values(f"Работы шли в период между {first} и {end}") == expected
    assert values(f"Работы шли с {day:%d.%m.%Y} по {last:%d.%m.%Y}") == expected
    if day.month == last.month:
        assert values(f"Работы шли {day.day}{dash.format(mark)}{end}") == expected
        assert values(f"Работы шли с {day.day} по {end}") == expected


@given(days=st.lists(st.integers(1, 28), min_size=2, max_size=5, unique=True), month=MONTHS, year=YEARS)
@settings(max_examples=100, deadline=None)
def test_a_list_of_days_shares_month_and_year(days: list[int], month: int, year: int) -> None:
    head = ", ".join(map(str, days[:-1]))
    text = f"Концерты прошли {head} и {days[-1]} {month_in(month, 'gent')} {year} года"
    assert values(text) == [date(year, month, day).isoformat() for day in days]


@given(month=MONTHS, year=YEARS, word=st.sampled_from(["{} года", "{} г.", "{}-го", "{}"]))
@settings(max_examples=150, deadline=None)
def test_a_month_with_its_year_is_read_back(month: int, year: int, word: str) -> None:
    value, said = f"{year}-{month:02}", word.format(year)
    assert values(f"Цех открыли в {month_in(month, 'loct')} {said}") == [value]
    assert values(f"Отчёт за {month_in(month, 'nomn')} {said}") == [value]
    assert values(f"Цех готов с {month_in(month, 'gent')} {said}") == [f"{value}/.."]
    assert values(f"Цех готов до {month_in(month, 'gent')} {said}") == [f"../{value}"]
    assert values(f"Цех готов к {month_in(month, 'datv')} {said}") == [f"../{value}"]
    assert values(f"По сравнению с {month_in(month, 'ablt')} {said} спрос вырос") == [value]
    assert values(f"В конце {month_in(month, 'gent')} {said} спрос вырос") == [value]


@given(first=MONTHS, last=MONTHS, year=YEARS, mark=st.sampled_from(DASHES))
@settings(max_examples=100, deadline=None)
def test_a_range_of_months_is_read_back(first: int, last: int, year: int, mark: str) -> None:
    if first < last:
        text = f"{month_in(first, 'loct')}{mark}{month_in(last, 'loct')} {year} года"
        assert values(f"Спрос в {text} вырос") == [f"{year}-{first:02}/{year}-{last:02}"]
    low = f"{year}-{first:02}"
    crossed = f"с {month_in(first, 'gent')} {year} года по {month_in(last, 'nomn')} {year + 1} года"
    assert values(f"Завод стоял {crossed}") == [f"{low}/{year + 1}-{last:02}"]


@given(year=YEARS, later=st.integers(1, 40), mark=st.sampled_from(DASHES))
@settings(max_examples=100, deadline=None)
def test_years_are_read_back(year: int, later: int, mark: str) -> None:
    last = year + later
    for text, value in (
        ("в {} году", f"{year}"), ("в {}-м", f"{year}"), ("в {} г.", f"{year}"), ("в {}г.", f"{year}"),
        ("за {} год", f"{year}"), ("с {} года", f"{year}/.."), ("до {} года", f"../{year}"),
        ("к {} году", f"../{year}"),
    ):  # fmt: skip
        assert values(f"Завод работал {text.format(year)}") == [value], text
    expected = [f"{year}/{last}"]
    assert values(f"Завод работал с {year} по {last} год") == expected
    assert values(f"Завод работал с {year} года по {last} год") == expected
    assert values(f"Завод работал в {year}{mark}{last} годах") == expected
    assert values(f"Завод работал между {year} и {last} годами") == expected
    assert values(f"Завод работал в {year} и {last} годах") == [f"{year}", f"{last}"]


@given(day=DAYS, hour=st.integers(0, 23), minute=st.integers(0, 59), zone=st.sampled_from(["", "+03:00"]))
@settings(max_examples=150, deadline=None)
def test_clock_and_day_are_one_time_in_either_order(day: date, hour: int, minute: int, zone: str) -> None:
    said = f"{day.day} {month_in(day.month, 'gent')} {day.year} года"
    expected = [f"{day.isoformat()}T{hour:02}:{minute:02}{zone}"]
    for words in (" мск", " по московскому времени", " (мск)") if zone else ("", " по местному времени"):
        assert values(f"Старт дан {said} в {hour:02}:{minute:02}{words}") == expected
        assert values(f"Старт дан в {hour:02}:{minute:02}{words} {said}") == expected
        assert values(f"Старт дан {said}, около {hour:02}:{minute:02}{words}") == expected
    if not zone and minute == 0 and hour > 12:
        assert values(f"Старт дан {said} в {hour - 12} {'дня' if hour < 18 else 'вечера'}") == expected


@given(day=DAYS, hours=st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda pair: pair[0] < pair[1]))
@settings(max_examples=80, deadline=None)
def test_hours_of_a_day_are_a_range(day: date, hours: tuple[int, int]) -> None:
    said = f"{day.day} {month_in(day.month, 'gent')} {day.year} года"
    first, last = (f"{day.isoformat()}T{hour:02}:00" for hour in hours)
    expected = [f"{first}/{last}"]
    assert values(f"Проезд закрыт {said} с {hours[0]}:00 до {hours[1]}:00") == expected
    assert values(f"Проезд закрыт с {hours[0]}:00 до {hours[1]}:00 {said}") == expected


@given(number=st.sampled_from(sorted(NUMBERS)), unit=st.sampled_from(sorted(UNITS | HOURS)))
@settings(max_examples=120, deadline=None)
def test_a_duration_is_read_back(number: int, unit: str) -> None:
    forms = (UNITS | HOURS)[unit]
    nominative, genitive = NUMBERS[number]
    expected = [iso(number, unit)]
    for text in (
        f"Мост строили {number} {counted(number, forms)}",
        f"Мост строили {nominative} {counted(number, forms)}",
        f"Дорогу закроют на {nominative} {counted(number, forms)}",
        f"Ответят в течение {genitive} {forms[2]}",
        f"Ждали более {genitive} {forms[2]}",
    ):
        assert values(text) == expected, text
    assert values(f"Работы займут {number}–{number + 1} {forms[2]}") == [None]


@given(number=st.sampled_from(sorted(set(NUMBERS) - {100})), unit=st.sampled_from(sorted(UNITS)), past=st.booleans())
@settings(max_examples=100, deadline=None)
def test_so_long_ago_is_counted_from_the_day_of_publication(number: int, unit: str, past: bool) -> None:
    said = f"{NUMBERS[number][0]} {counted(number, UNITS[unit])}"
    text = f"Цех открыли {said} назад" if past else f"Цех откроют через {said}"
    step = -number if past else number
    months = PUBLISHED.year * 12 + PUBLISHED.month - 1 + step
    expected = {
        "Y": f"{PUBLISHED.year + step}",
        "M": f"{months // 12}-{months % 12 + 1:02}",
        "W": (PUBLISHED + timedelta(weeks=step)).isoformat(),
        "D": (PUBLISHED + timedelta(days=step)).isoformat(),
    }
    assert values(text) == [expected[unit]]


@given(weekday=st.integers(0, 6), future=st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_weekday_follows_the_tense(weekday: int, future: bool) -> None:
    lead = "во" if weekday == 1 else "в"
    text = f"Совет {'соберётся' if future else 'собрался'} {lead} {WEEKDAYS[weekday]}"
    away = (weekday - PUBLISHED.weekday()) % 7
    day = PUBLISHED + timedelta(days=away if future or not away else away - 7)
    assert values(text) == [day.isoformat()]


@given(nth=st.integers(1, 4), weekday=st.integers(0, 6), month=MONTHS, year=YEARS)
@settings(max_examples=80, deadline=None)
def test_the_nth_weekday_of_a_month(nth: int, weekday: int, month: int, year: int) -> None:
    ending = {2: "ую", 4: "ую", 5: "ую", 6: "ое"}.get(weekday, "ой" if nth == 2 else "ый")
    ordinal = ORDINALS[nth - 1] + ending
    if nth == 3:
        ordinal = "треть" + {"ую": "ю", "ое": "е"}.get(ending, "") if ending in ("ую", "ое") else "третий"
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    text = f"Ярмарка прошла в {ordinal} {WEEKDAYS[weekday]} {month_in(month, 'gent')} {year} года"
    assert values(text) == [day.isoformat()]


@given(nth=st.integers(1, 4), year=YEARS)
@settings(max_examples=60, deadline=None)
def test_quarters_and_halves(nth: int, year: int) -> None:
    last = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
    expected = [f"{year}-{nth * 3 - 2:02}-01/{year}-{last[nth]}"]
    ordinal = "третьем" if nth == 3 else ORDINALS[nth - 1] + "ом"
    for said in (ROMANS[nth - 1], f"{nth}-м", ordinal):
        assert values(f"Спрос вырос в {said} квартале {year} года") == expected
    assert values(f"Спрос вырос в {ROMANS[nth - 1]} кв. {year} г.") == expected
    if nth <= 2:
        half = [f"{year}-{'01-01' if nth == 1 else '07-01'}/{year}-{'06-30' if nth == 1 else '12-31'}"]
        assert values(f"Спрос вырос в {ROMANS[nth - 1]} полугодии {year} года") == half
        assert values(f"Спрос вырос в {ordinal} полугодии {year} года") == half


@given(decade=st.integers(2, 9), nth=st.integers(11, 21))
@settings(max_examples=40, deadline=None)
def test_decades_and_centuries(decade: int, nth: int) -> None:
    assert values(f"Завод закрыли в {1900 + decade * 10}-х годах") == [f"19{decade}X"]
    assert values(f"Завод закрыли в {decade}0-е годы") == [f"19{decade}X"]
    assert values(f"Храм построен в {ROMANS[nth - 1]} веке") == [f"{nth - 1}XX"]
    assert values(f"Храм построен в {ROMANS[nth - 1].replace('X', 'Х')} веке") == [f"{nth - 1}XX"]


@given(count=st.sampled_from([2, 3, 5, 6, 8, 9, 10, 11]), year=YEARS)
@settings(max_examples=40, deadline=None)
def test_months_counted(count: int, year: int) -> None:
    expected = [f"{year}-01/{year}-{count:02}"]
    forms = UNITS["M"]
    for said in (f"{count} {counted(count, forms)}", f"{NUMBERS[count][0]} {counted(count, forms)}", f"{count} мес."):
        assert values(f"Спрос вырос за {said} {year} года") == expected


ALL: list[Callable[[date], str]] = [
    lambda d: f"Акт подписан {written(d)[0]} в Твери",
    lambda d: f"Работы шли с {d.day} {month_in(d.month, 'gent')} по 28 декабря {d.year} года",
    lambda d: f"Работы идут в {month_in(d.month, 'loct')} – декабре {d.year} г.",
    lambda d: f"Старт дан в 15:00 мск {written(d)[0]}",
    lambda d: f"Рост за девять месяцев {d.year} года составил 5%",
    lambda d: f"В четвёртом квартале {d.year} года открыли цех",
    lambda d: "Трёхдневный съезд откроется через четыре недели",
    lambda d: f"Цех запустят в конце {d.year} – начале {d.year + 1} года",
    lambda d: f"Совет собрался в среду, {d.day} {month_in(d.month, 'gent')}",
    lambda d: f"В сезоне {d.year}/{(d.year + 1) % 100:02} клуб был третьим",
]


@given(day=DAYS, form=st.sampled_from(ALL), mark=st.sampled_from(DASHES))
@settings(max_examples=150, deadline=None)
def test_blanks_letters_and_dashes_change_no_value(day: date, form: Callable[[date], str], mark: str) -> None:
    text = form(day)
    plain = values(text)
    assert plain and None not in plain
    assert values(text.replace(" ", NBSP)) == plain
    assert values(text.replace("ё", "е")) == plain
    assert values(text.replace("–", mark)) == plain


@given(
    day=DAYS,
    form=st.sampled_from(ALL),
    before=st.sampled_from(
        ["Погода была ясной. ", "\n\n\N{GRINNING FACE} ", "е\N{COMBINING DIAERESIS}лка\r\n", "«А» \n"]
    ),
)
@settings(max_examples=100, deadline=None)
def test_what_stands_before_shifts_spans_only(day: date, form: Callable[[date], str], before: str) -> None:
    assert read(before + form(day)) == read(form(day))


@given(st.text(st.sampled_from("0123456789.,:-–/'«» \n() абвгдежз") | st.characters(), max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(text: str) -> None:
    read(text)


WORDS = st.sampled_from(
    [
        *(month_in(month, "gent") for month in range(1, 13)), *WEEKDAYS, *DAY_WORDS[:5], *ROMANS[-4:],
        "8", "20", "2024", "00", "31", "года", "с", "по", "до", "в", "–", ".", ":", ",", "и", "первый", "последний",
        "квартал", "века", "прошлого", "лет", "назад", "через", "полтора", "конце", "зимой", "дня", "ранее", "9999",
        "0001", "том же", "числа", "полночь", "часов", "между", "спустя", "месяцев", "мес.", "за", "год", "около",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from(["2024-02-29", "0001-01-01", "9999-12-31"]))
@settings(max_examples=300, deadline=None)
def test_no_calendar_words_raise(text: str, published: str) -> None:
    read(text, published)


@pytest.mark.parametrize(
    "text",
    [
        "Тридцатилетнего тренера сменил 45-летний помощник",
        "Команда победила со счётом 3:1 (25:21, 22:25, 25:18, 27:25)",
        "Дом 12 по улице 1905 года расселят", "Он завершил карьеру в 35 лет", "Иванов, 52 года, живёт в Твери",
        "Музей открыт ежедневно с 10:00 до 18:00", "Ту-214 и «Экспо-2027» показали гостям", "Нарушена статья 228",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert values(text) == []


def test_without_a_day_of_publication_the_year_stays_open() -> None:
    assert [t.value for t in parse_times("Отдых с 4 по 18 апреля.")] == ["XXXX-04-04/XXXX-04-18"]
