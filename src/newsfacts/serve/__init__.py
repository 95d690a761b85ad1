"""Facts over HTTP: an ASGI application on the standard library, run by uvicorn (extra ``serve``).

`Settings` holds the limits, `App` is the application, `run` serves it.
"""

from newsfacts.serve.app import App
from newsfacts.serve.settings import Settings

__all__ = ["App", "Settings"]
