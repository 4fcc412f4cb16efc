"""The passages' vectors in Chroma: derived from SQLite, one collection per embedding model.

The only module that imports chromadb (and only when a folder is opened). What this version of Chroma does
without saying so is guarded here: `add` ignores an id it has, `upsert` merges metadata, a collection keeps the
space it was made with, the default embedding function downloads a model.
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from corpus.models import Passage
from rag.errors import VectorsError
from rag.index.embed import Embedder
from rag.index.embed import Vectors as Rows

BATCH = 1_000  # Chroma takes up to 5,461 at once
# With Chroma's own figures (16, 100, 100) passages are lost from sight once notices were changed many times.
# Who changes this changes `collection_name`, too: a collection that is there keeps what it was made with.
CONFIGURATION = {"hnsw": {"space": "cosine", "max_neighbors": 48, "ef_construction": 200, "ef_search": 400}}


class Vectors:
    """One collection, the vectors of one model over the passages of one data folder: `name` tells both."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self.name = name
        self._collection = self._made()

    def nearest(self, vector: Rows, limit: int, notices: Collection[str] | None = None) -> list[str]:
        """The ids of the `limit` nearest passages (of the given notices)."""
        where = None if notices is None else {"notice_id": {"$in": list(notices)}}
        found = self._collection.query(query_embeddings=vector[np.newaxis], n_results=limit, include=[], where=where)
        return list(found["ids"][0])

    def put(self, rows: Sequence[bytes], metadata: Sequence[Mapping[str, Any]]) -> None:
        """Vectors of passages that have none yet, with what is known of each."""
        for start in range(0, len(rows), BATCH):
            known = metadata[start : start + BATCH]
            ids = [f"{one['notice_id']}:{one['position']}" for one in known]
            vectors = np.frombuffer(b"".join(rows[start : start + BATCH]), dtype="<f4").reshape(len(known), -1)
            self._collection.add(ids=ids, embeddings=vectors, metadatas=known)

    def drop(self, notice_ids: Sequence[str]) -> None:
        """No vector of these notices is left."""
        self._collection.delete(where={"notice_id": {"$in": list(notice_ids)}})

    def clear(self) -> None:
        """An empty collection of the right configuration."""
        self._client.delete_collection(self.name)
        self._collection = self._made()

    def count(self) -> int:
        """How many vectors there are."""
        return int(self._collection.count())

    def ids(self) -> set[str]:
        """The passage ids that have a vector."""
        return set(self._collection.get(include=[])["ids"])

    def finds(self, key: str) -> bool:
        """True if the passage is among the nearest to its own vector."""
        rows = np.asarray(self._collection.get(ids=[key], include=["embeddings"])["embeddings"], dtype=np.float32)
        # equal passages are equally near, and a passage without a known word is near nothing
        near = self.nearest(rows[0], 100)
        return key in near or len(near) == 100 or not rows.any()

    def drop_other_models(self) -> None:
        """Another model's vectors go stale the moment a notice changes: they are not kept."""
        for collection in self._client.list_collections():
            if collection.name != self.name:
                self._client.delete_collection(collection.name)

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()

    def _made(self) -> Any:
        return self._client.get_or_create_collection(self.name, configuration=CONFIGURATION, embedding_function=None)


def embedded_client(folder: Path) -> Any:
    """A client on a folder of this process alone."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    try:
        return chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    except BaseException:
        # a client that failed stays in Chroma's cache half made, and the next one on this folder would be given it
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def server_client(url: str) -> Any:
    """A client of a Chroma server."""
    import chromadb
    from chromadb.config import Settings

    parts, settings = urlsplit(url), Settings(anonymized_telemetry=False)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    try:
        return chromadb.HttpClient(parts.hostname or "localhost", port, ssl=secure, settings=settings)
    except ValueError as error:
        raise VectorsError(f"No Chroma server answers at {url}: start it, or leave CHIDAO_CHROMA_URL empty.") from error


def passage_id(passage: Passage) -> str:
    """The id of a passage's vector."""
    return f"{passage.notice_id}:{passage.position}"


def collection_name(embedder: Embedder) -> str:
    """Readable, legal (3–512 of `[a-zA-Z0-9._-]`), and different for every model and size."""
    slug = re.sub(r"[^a-z0-9]+", "-", embedder.name.lower()).strip("-")[-40:].strip("-") or "model"
    digest = hashlib.sha256(embedder.name.encode()).hexdigest()[:8]
    return f"{slug}-{digest}-{embedder.dimensions}"
