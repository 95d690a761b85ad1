"""Facts from Russian news: typed, normalised, each with the exact text that proves it.

Example:
    >>> import newsfacts
    >>> nf = newsfacts.load()
    >>> doc = nf("Форум посетили более 14 тыс. человек.", published="2025-10-01")
    >>> [q.text for q in doc.quantities]
    ['более 14 тыс. человек']
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsfacts.pipeline import Pipeline

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load() -> "Pipeline":
    """Make a pipeline ready to read articles, its models loaded.

    Raises:
        ModelNotFoundError: the natasha wheel, which holds the models, is not installed.
    """
    from newsfacts.pipeline import Pipeline

    return Pipeline()
