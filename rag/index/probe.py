"""Run as a program: opens a Chroma folder, counts and asks one question of every collection.

A damaged folder does not raise, it ends the process with a segmentation fault or hangs; so this is tried in a
process of its own before the folder is trusted (`rag.index.trust`). Imports nothing of this project.
"""

import resource
import sys
from pathlib import Path

ROOM = 16 * 2**30  # address space beyond the folder's size: a garbled length must not take all memory


def main(folder: str) -> None:
    """Exit code 0 only if every collection can be counted, read and searched."""
    size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
    resource.setrlimit(resource.RLIMIT_AS, (ROOM + 4 * size, resource.RLIM_INFINITY))

    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(folder, Settings(anonymized_telemetry=False))
    for collection in client.list_collections():
        collection = client.get_collection(collection.name, embedding_function=None)
        count = collection.count()
        if count == 0:
            continue
        some = collection.get(limit=1, include=["embeddings"])["embeddings"]
        if some is None or len(some) != 1:
            sys.exit(f"{collection.name} counts {count} vectors and gives none")
        found = collection.query(query_embeddings=some, n_results=min(10, count), include=["distances"])["ids"][0]
        if len(found) != min(10, count):
            sys.exit(f"{collection.name} counts {count} vectors and finds {len(found)}")


if __name__ == "__main__":
    main(sys.argv[1])
