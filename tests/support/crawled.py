"""Make records of web archives as crawlers write them, and pages to put into them."""

STORY = "Two ferries collided in the harbour, the port authority said on Tuesday, and divers searched the wreck."
HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
URL = "https://www.harbour-times.example/news/ferries"


def page(story: str = STORY, title: str = "Ferries collide", day: str = "2024-05-07") -> bytes:
    """Return a page with a story and what pages say of themselves."""
    told = f"<title>{title}</title><meta property='article:published_time' content='{day}T09:30:00Z'>"
    return (
        f"<html><head>{told}</head><body><article><h1>{title}</h1><p>{story * 4}</p></article></body></html>".encode()
    )


def record(
    block: bytes,
    *,
    kind: str = "response",
    url: str = URL,
    length: int | str | None = None,
    mime: str = "application/http; msgtype=response",
) -> bytes:
    """Return one record; ``length`` is what it claims to have, if that is not the truth."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2024-06-01T00:00:00Z",
        "WARC-Record-ID": "<urn:uuid:00000000-0000-0000-0000-000000000001>",
        "Content-Type": mime,
        "Content-Length": len(block) if length is None else length,
    }
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.0\r\n" + header.encode() + b"\r\n" + block + b"\r\n\r\n"


def answer(content: bytes, http: bytes = HTML, **told: int | str | None) -> bytes:
    """Return the record of a server's answer."""
    return record(http + content, **told)  # type: ignore[arg-type]
