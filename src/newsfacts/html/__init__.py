"""Articles with their facts as self-contained HTML: nothing is fetched, nothing but our own script runs.

`page` makes one page, `write_site` a folder of pages with an index, `report_page` the summary of many articles,
`fragment` what notebooks show.
"""

from newsfacts.html.fragment import fragment
from newsfacts.html.page import article_page, page
from newsfacts.html.report import report_page
from newsfacts.html.shell import back
from newsfacts.html.site import write, write_site

__all__ = ["article_page", "back", "fragment", "page", "report_page", "write", "write_site"]
