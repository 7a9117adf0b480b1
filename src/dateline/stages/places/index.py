"""The gazetteer on disk: one file of plain arrays, memory-mapped, so that opening costs nothing and memory is shared.

The file is ``MAGIC``, the length of a JSON header, the header (dtype, length and offset of each array) and the arrays.
"""

import json
import mmap
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"DLGAZ001"
_ALIGN = 64

Arrays = Mapping[str, NDArray[Any]]


def write(path: Path, arrays: Arrays) -> None:
    """Write the arrays to ``path`` at once or not at all, so that processes may build the same file side by side."""
    header, offset = {}, 0
    for name, array in arrays.items():
        header[name] = {"dtype": array.dtype.str, "length": len(array), "offset": offset}
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    head = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as out:
        out.write(MAGIC + len(head).to_bytes(8, "little") + head)
        out.write(b"\0" * (_start(len(head)) - out.tell()))
        for array in arrays.values():
            out.write(array.tobytes())
            out.write(b"\0" * (-array.nbytes % _ALIGN))
    Path(out.name).replace(path)


def read(path: Path) -> dict[str, NDArray[Any]]:
    """Map the arrays of a file that ``write`` wrote; ValueError where it is no such file or cut short."""
    with path.open("rb") as source:
        if source.read(len(MAGIC)) != MAGIC:
            raise ValueError(f"{path} is no gazetteer index")
        length = int.from_bytes(source.read(8), "little")
        header = json.loads(source.read(length))
        data = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    start = _start(length)
    return {
        name: np.frombuffer(data, dtype=field["dtype"], count=field["length"], offset=start + field["offset"])
        for name, field in header.items()
    }


def _start(header: int) -> int:
    """Return where the first array begins after a header of that many bytes."""
    return -(-(len(MAGIC) + 8 + header) // _ALIGN) * _ALIGN
