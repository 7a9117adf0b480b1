"""Answers of the API: compact JSON with an ETag, or "not modified" when the asker already has it."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from datetime import date
from hashlib import blake2b
from typing import Any

from fastapi import HTTPException, Request
from starlette.responses import Response

GEOJSON = "application/geo+json"


def answer(request: Request, content: Any, media: str = "application/json") -> Response:
    """Return content as JSON; 304 when its ETag is the one that the request names."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    tag = f'W/"{blake2b(body, digest_size=9).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
    known = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media, headers=headers)


def pack(day: date | None, key: str) -> str:
    """Return a cursor: where a page of events ended."""
    return urlsafe_b64encode(f"{day or ''}|{key}".encode()).decode().rstrip("=")


def unpack(cursor: str) -> tuple[date | None, str]:
    """Read a cursor.

    Raises:
        HTTPException: it is none of ours.
    """
    try:
        day, bar, key = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode().partition("|")
        if not bar or not key:
            raise ValueError
        return (date.fromisoformat(day) if day else None), key
    except (ValueError, Base64Error) as error:
        raise HTTPException(422, "cursor: not one that this API gave; start again without it.") from error
