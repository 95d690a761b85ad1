"""What many articles say together: a register of agreements, attendance and area by event, dated events.

`collect` gathers it, `write_csv` and `write_xlsx` write it; the page is `newsfacts.html.report_page`.
"""

from newsfacts.report.collect import Agreed, Gathering, Measured, Report, collect
from newsfacts.report.sheets import write_csv, write_xlsx

__all__ = ["Agreed", "Gathering", "Measured", "Report", "collect", "write_csv", "write_xlsx"]
