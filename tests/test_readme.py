"""What the README shows is true."""

import contextlib
import io
import json
import re
from pathlib import Path
from typing import Any

import newsfacts
from newsfacts.facts import fact_modules

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_its_python_runs_and_prints_what_the_comments_say() -> None:
    names: dict[str, Any] = {}
    printed = io.StringIO()
    code = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    with contextlib.redirect_stdout(printed):
        exec(code, names)
    comments = re.findall(r"print\(.*\)  # (.+)", code)
    wanted = [comment for comment in comments if not comment.startswith("the whole")]
    assert len(wanted) >= 4
    for comment in wanted:
        assert comment in printed.getvalue().splitlines()


def test_its_json_is_what_comes_out() -> None:
    [shown] = re.findall(r"```json\n(.*?)```", README, re.DOTALL)
    document = json.loads(shown)
    [text] = re.findall(r'nf\(\n    "(.*?)",\n', README)
    output = json.loads(newsfacts.load()(text, published="2025-05-07", id="a1").to_json())
    assert output["article"] == document["article"]
    for layer in ("times", "quantities", "entities", "facts"):
        for record in document[layer]:
            content = {key: value for key, value in record.items() if key not in ("id", "evidence")}
            assert any(content.items() <= other.items() for other in output[layer]), layer
    for record in (*document["times"], *document["quantities"], *document["entities"]):
        assert text[record["start"] : record["end"]] == record["text"]


def test_it_lists_every_fact_type() -> None:
    for module in fact_modules():
        assert f"| `{module.name}` |" in README
