"""The page and the REST API over a record. The only package that knows FastAPI.

Start at :func:`dateline.serve.app.build`; ``docs/api.md`` describes the API and ``docs/page.md`` the page.
"""
