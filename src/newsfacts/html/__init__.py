"""Articles with their facts as self-contained HTML: nothing is fetched, nothing but our own script runs.

`page` makes one page, `write_site` a folder of pages with an index.
"""

from newsfacts.html.page import article_page, page
from newsfacts.html.site import write, write_site

__all__ = ["article_page", "page", "write", "write_site"]
