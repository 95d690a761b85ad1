"""The playground and the documentation, as pages that fetch nothing."""

from newsfacts.html import article_page, safe, shell
from newsfacts.html.labels import label
from newsfacts.result import Result

_POLICY = "form-action 'self'"


def view_page(result: Result, *, token: bool) -> str:
    """The page of an article, its form above it."""
    folded = f"<details><summary>{label('other_article')}</summary>{_form(token)}</details>"
    return article_page(result, links=_links(), policy=_POLICY, before=f'<div class="playground">{folded}</div>')


def form_page(*, token: bool, error: str = "") -> str:
    """The playground: a form to paste an article into."""
    wrong = f'<p role="alert" class="alert">{safe.text(error)}</p>' if error else ""
    body = f'<main class="playground"><h1>{label("playground")}</h1>{wrong}{_form(token)}</main>'
    return shell.page("newsfacts", body, styles=("view.css",), scripts=(), links=_links(), policy=_POLICY)


def _links() -> str:
    return f'<nav><a href="/">{label("playground")}</a> <a href="/docs">API</a></nav>'


def _form(token: bool) -> str:
    secret = (
        f'<p><label>{label("token")} <input type="password" name="token" autocomplete="off" required></label></p>'
        if token
        else ""
    )
    return (
        f'<form method="post" action="/"><p><label>{label("article_text")}<br>'
        '<textarea name="text" rows="14" required lang="ru"></textarea></label></p>'
        f'<p><label>{label("published")} <input type="date" name="published"></label></p>'
        f'{secret}<p><button type="submit">{label("read")}</button></p></form>'
    )
