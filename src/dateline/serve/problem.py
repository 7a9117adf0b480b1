"""The one shape of every error that the API answers: ``{"error": {"status", "code", "message", "fields"}}``."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from dateline.errors import DatelineError, RecordError, RecordLocked


class Fault(BaseModel):
    """What went wrong, for a person (``message``) and for a program (``code``); ``fields`` names bad parameters."""

    status: int
    code: str
    message: str
    fields: list[str] = []


class Problem(BaseModel):
    """The body of every answer that is an error."""

    error: Fault


def respond(status: int, message: str, fields: tuple[str, ...] = ()) -> JSONResponse:
    """Return an error in the one shape; the code follows from the status."""
    code = HTTPStatus(status).name.lower()
    fault = Fault(status=status, code=code, message=message, fields=list(fields))
    return JSONResponse(Problem(error=fault).model_dump(), status, {"Cache-Control": "no-store"})


def missing(kind: str, key: str) -> HTTPException:
    """Return the error for something that the record does not hold."""
    return HTTPException(404, f"There is no {kind} {key} in this record.")


RESPONSES: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "The request cannot be understood"},
    401: {"model": Problem, "description": "A token is needed"},
    404: {"model": Problem, "description": "The record does not hold it"},
    422: {"model": Problem, "description": "A parameter does not fit"},
    500: {"model": Problem, "description": "A fault of Dateline's own"},
    503: {"model": Problem, "description": "The record is busy or cannot be read"},
}


def install(app: FastAPI) -> None:
    """Make the application answer every failure in the one shape."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(DatelineError, _ours)
    app.add_exception_handler(Exception, _unforeseen)


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    response = respond(error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    fields = tuple(dict.fromkeys(str(e["loc"][-1]) for e in found if e["loc"]))
    message = "; ".join(f"{e['loc'][-1] if e['loc'] else 'body'}: {e['msg']}" for e in found)
    return respond(422, message, fields)


async def _unforeseen(_: Request, __: Exception) -> JSONResponse:
    return respond(500, "Something went wrong in Dateline itself. The server's own messages say what.")


async def _ours(_: Request, error: Exception) -> JSONResponse:
    if isinstance(error, RecordLocked):
        return respond(503, str(error))
    return respond(503 if isinstance(error, RecordError) else 400, str(error))
