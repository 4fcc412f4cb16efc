"""`make model`: what is learned, from nothing but this repository's data. The same data gives the same bytes.

Writes `rag/weights/static` (a sentence-transformers model: a table of word vectors), and, from a folder of generated
corpora, `rag/weights/ranking.json`; and their card. The embedding comes first: the ranking weighs what it retrieves.
"""

import json
import shutil
import sys
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rag.index.embed import SHIPPED
from rag.search.rank import weights
from rag.train import vocabulary
from rag.train.answering import learn_answering
from rag.train.card import write_card
from rag.train.examples import examples, learned_from
from rag.train.ranking import learn_ranking
from rag.train.vectors import table

UNKNOWN = "[UNK]"
GENERATED = 0.15  # what a generated question counts beside a written one


def main() -> None:
    """`python -m rag.train [CORPORA]`: make the model anew in place of the old one; with corpora what ranks and decides, too."""
    with TemporaryDirectory(dir=SHIPPED.parent) as folder:
        made = Path(folder) / SHIPPED.name
        save_static(made)
        (made / "model.safetensors").chmod(0o644)
        shutil.rmtree(SHIPPED, ignore_errors=True)
        made.rename(SHIPPED)
    if len(sys.argv) > 1:
        learned = _learned(Path(sys.argv[1]))
        (SHIPPED.parent / "ranking.txt").write_text(learned + "\n", encoding="utf-8")
    write_card(SHIPPED)
    print(f"{SHIPPED.parent} is made; its card is {SHIPPED.parent / 'README.md'}", file=sys.stderr)


def _learned(corpora: Path) -> str:
    """Learns from `generated` and `written` corpora what ranks, then what decides, and writes both; a report of them."""
    generated, asked = corpora / "generated", corpora / "written"
    table = weights()  # what is set by hand stays as it is
    table["rank"], report = learn_ranking(list(examples(generated)))
    found = [*learned_from(asked, 1.0), *learned_from(generated, GENERATED)]  # by what is found with the new ranking
    table["answers"] |= learn_answering(found)
    (SHIPPED.parent / "ranking.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    count = sum(one.weight == 1.0 for one in found)
    return f"{report}\nwhat answers: {count} written questions, among few, among many and where none answers, {len(found) - count} generated ones"


def save_static(folder: Path) -> None:
    """The word vectors as a sentence-transformers folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    words = all_words()
    embedding = StaticEmbedding(_tokenizer(words), embedding_weights=table(words))
    SentenceTransformer(modules=[embedding, Normalize()], device="cpu").save_pretrained(
        str(folder), create_model_card=False
    )


def all_words() -> list[str]:
    """The vocabulary in its order: the number of a word is its row in the table."""
    known = chain(
        vocabulary.vietnamese(), vocabulary.english(), vocabulary.spelling()["english_empty"], vocabulary.pieces()
    )
    return list(dict.fromkeys(chain([UNKNOWN], known)))


def _tokenizer(words: list[str]) -> Any:
    """Folds, splits at what is no letter or digit, takes unknown words apart into known beginnings and letters."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    vocabulary_rows = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary_rows, unk_token=UNKNOWN, max_input_chars_per_word=50))
    invisible = Regex("[\\u200b\\u200c\\u200d\\u2060\\ufeff\\u00ad]")
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(invisible, ""),
            normalizers.NFD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace("đ", "d"),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("\\w+"), behavior="removed", invert=True)
    return tokenizer


if __name__ == "__main__":
    main()
