"""Read mail: alerts and newsletters kept as ``.eml``, or many of them in an ``.mbox``. One report for each message."""

import re
from collections.abc import Iterator
from email import errors, message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from io import BufferedReader

from dateline.model import Refusal
from dateline.stages.read import fragment
from dateline.stages.read.decode import decode
from dateline.stages.read.draft import Draft, File, refuse
from dateline.stages.read.settings import ReadSettings

_FROM = b"From "
# A line of the text that begins like a message's first one is kept behind this mark.
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY, _PART = re.compile(rb"boundary\s*\*?\d*\*?\s*=", re.IGNORECASE), b"\n--"
_STEP = 1 << 16


def read_eml(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report in one message."""
    content = stream.read(settings.largest_message + 1)
    if not content.strip():
        yield refuse(file.origin, "The file is empty: leave it out, or save the message again.")
    else:
        yield _message(content, file, settings)


def read_mbox(stream: BufferedReader, file: File, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Yield the report of each message."""
    if not stream.peek(len(_FROM)).startswith(_FROM):
        yield refuse(file.origin, 'This is no mailbox: its first line must begin with "From ". Export it again.')
        return
    for number, content in enumerate(_messages(stream, settings.largest_message), 1):
        here = File(path=file.path, origin=f"{file.origin}:{number}", name="", outlet=file.outlet)
        yield _message(_QUOTED.sub(rb"\1", content), here, settings)


def _messages(stream: BufferedReader, largest: int) -> Iterator[bytes]:
    """Yield what stands between lines that begin with "From "; of what is too large, a little more than allowed."""
    held, fresh, blank = bytearray(), True, True
    stream.readline(_STEP)
    while line := stream.readline(_STEP):
        if fresh and blank and line.startswith(_FROM):
            yield bytes(held)
            held.clear()
        elif len(held) <= largest:
            held += line
        blank = fresh and not line.strip(b"\r\n")
        fresh = line.endswith(b"\n")
    yield bytes(held)


def _message(content: bytes, here: File, settings: ReadSettings) -> Draft | Refusal:
    if fault := _fault(content, settings):
        return refuse(here.origin, fault)
    try:
        message = message_from_bytes(content)
        draft, kind = _draft(message, here, settings)
    except Exception:  # noqa: BLE001 - whatever a message does to the parser, the next one is read
        return refuse(here.origin, "The message is broken: export it again, or save its text instead.")
    if not message.keys():
        return refuse(here.origin, "This is no message: it has no header. Export it again.")
    if not draft.text.strip():
        return refuse(here.origin, "The message has no text: save what is attached to it as files of their own.")
    return fragment.told(draft, settings) if kind == "text/html" else draft


def _fault(content: bytes, settings: ReadSettings) -> str | None:
    """Say why a message is not even parsed: the parser compares each line with the boundary of each part around it."""
    if len(content) > settings.largest_message:
        return f"The message is larger than {settings.largest_message:,} bytes: save its text instead."
    if not _HEADER_END.search(content[: settings.longest_header]):
        return "This is no message: its header does not end. Export it again."
    if len(_BOUNDARY.findall(content)) > settings.deepest_message or content.count(_PART) > settings.busiest_message:
        return "The message has too many parts: save its text instead."
    return None


def _draft(message: "Message[str, str]", here: File, settings: ReadSettings) -> tuple[Draft, str]:
    """Return the draft of a message, and what kind of text it is."""
    body, kind, notes = _body(message, settings)
    draft = Draft(
        text=body,
        origin=here.origin,
        given_id=_field(message, "Message-ID").strip("<> ") or here.name or None,
        outlet=_sender(message) or here.outlet,
        title=_field(message, "Subject") or None,
        published=_field(message, "Date") or None,
        notes=notes,
    )
    return draft, kind


def _body(message: "Message[str, str]", settings: ReadSettings) -> tuple[str, str, tuple[str, ...]]:
    """Return the message's first plain text with anything in it, or else its first HTML, with kind and notes."""
    found: tuple[str, str, tuple[str, ...]] = ("", "text/plain", ())
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            continue
        content = part.get_payload(decode=True)
        text, notes = decode(content, settings, part.get_content_charset()) if isinstance(content, bytes) else ("", ())
        if text.strip() and kind == "text/plain":
            return text, kind, notes
        if text.strip() and not found[0]:
            found = text, kind, notes
    return found


def _sender(message: "Message[str, str]") -> str | None:
    """Return the sender's name, or the domain of its address."""
    name, _, address = _field(message, "From").rpartition("<")
    return name.strip(" \t\"'") or address.strip("<> ").rpartition("@")[2] or None


def _field(message: "Message[str, str]", name: str) -> str:
    """Return a field of the header with its encoded words decoded."""
    written = str(message.get(name) or "")
    try:
        return " ".join(str(make_header(decode_header(written))).split())
    except (errors.MessageError, LookupError, ValueError):
        return " ".join(written.split())
