"""Articles with their facts as one self-contained HTML page: nothing is fetched, nothing but our own script runs."""

from newsfacts.html.page import page

__all__ = ["page"]
