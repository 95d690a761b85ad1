"""Times and quantities on their own, for those who need no facts: no model is loaded."""

from newsfacts.analysis import analyse
from newsfacts.article import read_layout
from newsfacts.model import Quantity, Time
from newsfacts.quantities import find_quantities
from newsfacts.records import Published, checked
from newsfacts.times import find_times


def parse_times(text: str, *, published: Published = None) -> tuple[Time, ...]:
    """Read every expression of calendar time in a text.

    Args:
        text: an article or any other text.
        published: the day that relative dates start from; without it, the article's own header serves.

    Raises:
        TypeError: ``text`` is no str, or ``published`` is neither str, date nor datetime.
        ValueError: ``published`` is no ISO date.

    Example:
        >>> [(time.text, time.value) for time in parse_times("Форум пройдет с 8 по 10 мая.", published="2025-04-01")]
        [('с 8 по 10 мая', '2025-05-08/2025-05-10')]
    """
    given = checked(text, published=published)
    layout = read_layout(given.text)
    return find_times(analyse(given.text, layout), given.published or layout.published)


def parse_quantities(text: str) -> tuple[Quantity, ...]:
    """Read every number that counts or measures something in a text.

    Args:
        text: an article or any other text.

    Raises:
        TypeError: ``text`` is no str.

    Example:
        >>> [(q.text, q.value, q.bound, q.unit) for q in parse_quantities("Построили более 1,2 млн кв. м жилья.")]
        [('более 1,2 млн кв. м', Decimal('1200000'), '>', 'm2')]
    """
    layout = read_layout(checked(text).text)
    document = analyse(text, layout)
    return find_quantities(document, find_times(document, layout.published))
