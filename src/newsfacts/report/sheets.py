"""Reports as CSV and as an Excel workbook."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from newsfacts.report.collect import Agreed, Gathering, Measured, Report

Cell = str | Decimal | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 32_767  # characters that Excel takes in a cell
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_csv(report: Report, path: Path) -> None:
    """Write the register of agreements as CSV that Excel opens: UTF-8 with a mark, nothing a formula.

    Raises:
        OSError: the file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = csv.writer(file)
        for row in _rows(Agreed, report.agreements):
            lines.writerow([_harmless(cell) for cell in row])


def _harmless(cell: Cell) -> str:
    words = "" if cell is None else f"{cell:f}" if isinstance(cell, Decimal) else cell
    return f"'{words}" if words.startswith(_FORMULA) and not isinstance(cell, Decimal) else words


def write_xlsx(report: Report, path: Path) -> None:
    """Write all of the report as an Excel workbook: agreements, measures, events.

    Raises:
        OSError: the file cannot be written.
    """
    sheets = {
        "agreements": _rows(Agreed, report.agreements),
        "attendance and area": _rows(Measured, report.measures),
        "events": _rows(Gathering, report.gatherings),
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as book:
        for name, content in _package(list(sheets)).items():
            _put(book, name, content)
        for number, rows in enumerate(sheets.values(), 1):
            _put(book, f"xl/worksheets/sheet{number}.xml", _sheet(rows))


def _put(book: ZipFile, name: str, content: str) -> None:
    # One date for all files, so that the same report is the same bytes.
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type = ZIP_DEFLATED
    book.writestr(info, content.encode("utf-8", "replace"))


def _rows(of: type[Agreed | Measured | Gathering], rows: Iterable[object]) -> Iterator[Sequence[Cell]]:
    yield [field.name for field in fields(of)]
    for row in rows:
        yield astuple(row)  # type: ignore[call-overload]


def _sheet(rows: Iterable[Sequence[Cell]]) -> str:
    lines = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{view}<sheetData>{lines}</sheetData></worksheet>'


def _cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, Decimal):
        return f"<c><v>{cell:f}</v></c>"
    words = escape(_NOT_XML.sub("\ufffd", cell[:_LONGEST]))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _package(names: Sequence[str]) -> dict[str, str]:
    """The files of a workbook beside its sheets."""
    numbers = range(1, len(names) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
    )
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
    }
