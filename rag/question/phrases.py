"""The phrases by which questions are read, layer by layer, each with what it may be; how they and a question are compared.

The layer `facets` is facets.yaml with asking.yaml; shapes, whether and asides are files of marks; `kinds` holds the kinds of
answers, a layer by the name of a facet the sorts of which it may be asked for.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.lexicon import Kind, asking, body_heads, cues, facets, kinds, marks, offices, questions
from corpus.models import DocumentKind, Facet
from corpus.phrases import words
from corpus.text import canonical, fold

_SIGNS = "…@."
_ENDINGS = {"ies": ["y"], "ied": ["y"], "es": ["", "e"], "s": [""], "ed": ["", "e"], "ing": ["", "e"], "er": ["", "e"]}
_PARTICLES = ("ai", "bao", "gì", "mấy", "nào", "đâu", "which", "whom")  # a name that ends with one asks itself


class Tag(NamedTuple):
    """What a phrase of the lexicon is.

    `role`: ask (a question word of class `value`), name or cue (of facet `value`), noun (that makes a question word
    of class `value`), kind (of document), context, office, linking, joint, of, plain; mark, in the layers of marks. `order`:
    what a cue stands before ("…" the question word, "@" a body), "." the end of its piece.
    """

    role: str
    value: str = ""
    order: str = ""


class Phrase(NamedTuple):
    """A phrase without its sign; `spelled`: never without its diacritics."""

    text: str
    tag: Tag
    spelled: bool = False


def phrases_of(layer: str, language: str) -> Iterator[Phrase]:
    """Every phrase of a layer in a language, with each thing that it may be."""
    prefix = "en_" if language == "en" else ""
    if layer == "facets":
        listed = _of_facets(prefix)
    elif layer in list(Facet):
        sorts = sorts_of(Facet(layer), prefix)
        listed = ((phrase, Tag("mark", sort), False) for sort, phrases in sorts for phrase in phrases)
    elif layer == "kinds":
        listed = ((phrase, Tag("mark", kind), False) for kind, phrase in _kinds(language))
    else:
        listed = _marked(layer, language)
    for text, tag, spelled in listed:
        order = text[-1] if text[-1] in _SIGNS else ""
        bare = text.rstrip(f" {_SIGNS}")
        yield Phrase(bare, tag._replace(order=order), spelled)


def sorts_of(facet: Facet, prefix: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Each sort of which a thing asked for may be, with the phrases for it: a limit, money, a kind of document."""
    if facet is Facet.LEAD:
        yield from ((part, said["en" if prefix else "vi"]) for part, said in questions()["named_parts"].items())
    elif facet is Facet.BASIS:
        yield from ((entry.kind.value, entry.named) for entry in kinds())
    elif facet is Facet.PERSON:
        for office in offices():
            yield fold(office.name), [one for one in (office.name, office.en) if one]
            yield fold(f"phó {office.name}"), [f"phó {office.name}", *([f"deputy {office.en}"] if office.en else [])]
    else:
        yield from asking()[f"{prefix}sorts"].get(facet.value, {}).items()


def _kinds(language: str) -> Iterator[tuple[str, str]]:
    """The kinds of answer with the phrases that ask for them: công ty nào, tên các quỹ."""
    for kind, one in questions()["kinds_of_answer"].items():
        for noun in one[language]:
            yield from ((kind, phrase) for phrase in _asked_with(noun, "", "en_" if language == "en" else ""))
            counted = ("", "hai ", "ba ", "các ", "những ") if language == "vi" else ()
            yield from ((kind, f"tên {count}{noun}") for count in counted)


def _marked(layer: str, language: str) -> Iterator[tuple[str, Tag, bool]]:
    for mark, phrases in marks(layer).items():
        for name, spelled in ((language, False), (f"{language}_spelled", True)):
            yield from ((phrase, Tag("mark", mark), spelled) for phrase in phrases.get(name, ()))
    table = marks(layer)
    documents = [name for kind in kinds() for name in (*kind.cited, *kind.asked)] if language == "vi" else []
    for thing in [*table["thing"].get(language, ()), *documents] if "thing" in table else ():
        yield from ((f"{thing} {that}", Tag("mark", "back"), False) for that in table["that"][language])
    if layer == "whether" and language == "vi":
        denies = cues()["denies"]
        denied = [*denies["alone"], *(f"{one} {verb}" for one in denies["before"] for verb in denies["verbs"])]
        yield from ((phrase, Tag("mark", "denies"), False) for phrase in denied)


def _of_facets(prefix: str) -> Iterator[tuple[str, Tag, bool]]:
    """The phrases by which facets are asked for; one that holds a word of a context opens it."""
    opened = {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, map(canonical, listed)))})\b")
        for name, listed in _contexts(prefix).items()
    }
    for text, tag in _asking(prefix):
        yield text, tag, False
        yield from ((text, Tag("context", name), False) for name, one in opened.items() if one.search(canonical(text)))


def _asking(prefix: str) -> Iterator[tuple[str, Tag]]:
    table = asking()
    for entry in facets().values():
        for role in ("name", "cue"):
            for phrase in getattr(entry, f"{prefix}{role}s"):
                yield phrase, Tag(role, entry.facet)
                if role == "name" and phrase.split()[-1] in _PARTICLES:
                    yield phrase, Tag("ask", "named")
    for name, listed in table[f"{prefix}words"].items():
        yield from ((phrase, Tag("ask", name)) for phrase in listed)
    for role in ("plain", "joints", "linking", "of", "towards"):
        yield from ((phrase, Tag(role.rstrip("s"))) for phrase in table[f"{prefix}{role}"])
    yield from ((phrase, Tag("context", name)) for name, listed in _contexts(prefix).items() for phrase in listed)
    for name, listed in _nouns(prefix).items():
        for noun in listed:
            yield noun, Tag("noun", name)
            yield from ((phrase, Tag("ask", name)) for phrase in _asked_with(noun, name, prefix))
    for kind in kinds():
        own = "own" if kind.kind is DocumentKind.NOTICE else "other"
        yield from ((word, Tag("kind", own)) for word in _words_of(kind, prefix))
    yield from ((word, Tag("kind", "own")) for word in table[f"{prefix}own"])
    yield from ((name, Tag("office")) for office in offices() if (name := office.en if prefix else office.name))


def _words_of(kind: Kind, prefix: str) -> tuple[str, ...]:
    return kind.en_asked if prefix else (*kind.cited, *kind.asked)


def _contexts(prefix: str) -> dict[str, list[str]]:
    """The words of each context; those of every kind of document open that of a notice and of a document."""
    found: dict[str, list[str]] = {name: [*listed] for name, listed in asking()[f"{prefix}contexts"].items()}
    for name in ("notice", "document"):
        found[name] += [word for kind in kinds() for word in _words_of(kind, prefix)]
    return found


def _nouns(prefix: str) -> dict[str, list[str]]:
    """The nouns that make a question word, by its class; the kinds of documents and of bodies among them."""
    nouns: dict[str, list[str]] = dict(asking()[f"{prefix}nouns"])
    if not prefix:
        nouns["document"] = [*nouns["document"], *(word for kind in kinds() for word in _words_of(kind, prefix))]
        nouns["who"] = [*nouns["who"], *(head for head in body_heads("name") if head in body_heads("kind"))]
    return nouns


def _asked_with(noun: str, name: str, prefix: str) -> list[str]:
    """A noun as a question word: sở nào; ngày mấy and mấy ngày; which agency."""
    if prefix:
        return [f"which {noun}", f"what {noun}"]
    counted = [f"{noun} mấy"] if name in ("when", "document") else []
    counted += [f"mấy {noun}", f"bao nhiêu {noun}"] if name == "when" else []
    what = [f"{noun} gì"] if noun not in ("nơi", "tỉnh") else []  # "noi gi" is nói gì, "tinh gi" tính gì
    return [f"{noun} nào", *what, *counted]


@lru_cache(maxsize=20_000)
def base_form(word: str, layer: str) -> str:
    """The base form of an English word, where the phrases of the layer hold it."""
    known = _known(layer)
    return word if word in known else _irregular().get(word) or regular(word, known)


def regular(word: str, known: Container[str]) -> str:
    """The known word that an English one is a regular form of: plural, past, -ing, -er; itself where there is none."""
    for ending, tails in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if len(word) > len(stem) > 2:
            doubled = [stem[:-1]] if stem[-2:-1] == stem[-1:] else []  # stopped
            if base := next((one for one in (*(stem + tail for tail in tails), *doubled) if one in known), ""):
                return base
    return word


@cache
def _known(layer: str) -> frozenset[str]:
    return frozenset(word.form for phrase in phrases_of(layer, "en") for word in words(phrase.text.lower()))


def _irregular() -> Mapping[str, str]:
    forms: Mapping[str, str] = asking()["en_forms"]
    return forms
