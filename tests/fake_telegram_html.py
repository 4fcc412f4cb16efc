"""What Telegram refuses of texts: their length, their HTML, in its words."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

Data = dict[str, Any]

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_ENTITIES = 100

_KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("tg-spoiler", "span"), "spoiler"),
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:(lt|gt|amp|quot)(?![A-Za-z])|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?""")
_HALF = re.compile(r"[\ud800-\udfff]")  # of a character
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Refused(Exception):
    """The call is answered with `ok: false`."""

    def __init__(self, description: str, code: int = 400, **parameters: object) -> None:
        super().__init__(description)
        self.description, self.code, self.parameters = description, code, parameters


class Formatted(NamedTuple):
    """A text as people see it, the HTML it came from, its entities, and what Telegram lets pass in silence."""

    text: str
    html: str
    entities: list[Data]
    warnings: list[str]


def bad(description: str) -> Refused:
    """A call that cannot be carried out as it is."""
    return Refused(f"Bad Request: {description}")


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def formatted(data: Data, field: str = "text", most: int = MOST_TEXT, *, empty: bool = False) -> Formatted:
    """The checked text of a message. Raises Refused."""
    source = str(data.get(field) or "")
    if _HALF.search(source):
        raise bad("strings must be encoded in UTF-8")
    source = _CONTROL.sub(" ", source.replace("\r", ""))
    mode = str(data.get("parse_mode") or "").lower()
    if mode not in ("", "html"):
        raise bad("unsupported parse_mode")
    given = data.get("entities" if field in ("text", "message_text") else "caption_entities") or []
    text, entities = parse_html(source) if mode else (source, given)
    text, entities = _trimmed(text, entities)
    if not text and not empty:
        raise bad("message text is empty")
    if units(text) > most:
        raise bad("message is too long" if most == MOST_TEXT else "message caption is too long")
    warnings = []
    if len(entities) > MOST_ENTITIES:
        warnings.append(f"{len(entities)} entities: those after the first {MOST_ENTITIES} are not shown")
    if mode and (loose := [found[0] for found in re.finditer("&.{0,9}", source) if not _CHARACTER.match(found[0])]):
        warnings.append(f"ampersands that are not escaped: {loose}")
    html = source if mode else source.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Formatted(text, html.strip(), entities[:MOST_ENTITIES], warnings)


def parse_html(html: str) -> tuple[str, list[Data]]:
    """The text of Telegram's HTML and its entities with offsets in UTF-16 units. Raises Refused."""
    text = ""
    entities: list[Data] = []
    opened: list[tuple[str, Data]] = []
    position = 0
    while position < len(html):
        begin = position
        if html[begin] == "<":
            where = f"at byte offset {len(html[:begin].encode())}"
            if html.startswith("</", begin):
                position = _close(html, begin, where, opened)
                if entity := _ended(*opened.pop(), text, entities):
                    entities.append(entity)
            else:
                position, name, about = _open(html, begin, where)
                if name == "blockquote" and any(other == name for other, _ in opened):
                    raise _unparsed(f"Nested blockquote {where}")
                opened.append((name, {"type": _KINDS[name], "offset": units(text), **about}))
        elif found := _CHARACTER.match(html, begin):
            text += _character(found)
            position = found.end()
        else:
            position = min((at for mark in "<&" if (at := html.find(mark, begin + 1)) > 0), default=len(html))
            text += html[begin:position]
    if opened:
        raise _unparsed(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def is_address(address: str) -> bool:
    """Whether a link may be opened from Telegram: `localhost` and other names without a dot may not."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    return parts.scheme in ("tg", "ton") or (parts.scheme in ("http", "https") and "." in (parts.hostname or ""))


def _unparsed(why: str) -> Refused:
    return bad(f"can't parse entities: {why}")


def _character(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
    if name:
        return _CHARACTERS[name]
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else found[0]


def _open(html: str, begin: int, where: str) -> tuple[int, str, Data]:
    """Where the start tag ends, its name, and what its attributes say."""
    found = re.compile(r"[^\s>]*").match(html, begin + 1)
    name, position = (found[0].lower(), found.end()) if found else ("", begin + 1)
    if position == len(html):
        raise _unparsed(f"Unclosed start tag {where}")
    if name not in _KINDS:
        raise _unparsed(f'Unsupported start tag "{name}" {where}')
    about: Data = {}
    while not (end := re.compile(r"\s*>").match(html, position)):
        attribute = _ATTRIBUTE.match(html, position)
        if not attribute:
            raise _unparsed(f'Unclosed start tag "{name}" {where}')
        key, value = attribute[1], next((value for value in attribute.groups()[1:] if value is not None), None)
        if value is None and (name, key) != ("blockquote", "expandable"):
            raise _unparsed(f'Expected equal sign in declaration of an attribute of the tag "{name}" {where}')
        about[key] = _CHARACTER.sub(_character, value or "")
        position = attribute.end()
    if name == "span" and about.get("class") != "tg-spoiler":
        raise _unparsed(f'Tag "span" must have class "tg-spoiler" {where}')
    return end.end(), name, about


def _close(html: str, begin: int, where: str, opened: list[tuple[str, Data]]) -> int:
    """Where the end tag ends, which must be that of the tag opened last."""
    found = re.compile(r"</([^\s>]*)\s*(>?)").match(html, begin)
    if not opened:
        raise _unparsed(f"Unexpected end tag {where}")
    if not found or not found[2]:
        raise _unparsed(f"Unclosed end tag {where}")
    if found[1] not in ("", opened[-1][0]):
        raise _unparsed(f'Unmatched end tag {where}, expected "</{opened[-1][0]}>", found "</{found[1]}>"')
    return found.end()


def _ended(name: str, begun: Data, text: str, entities: list[Data]) -> Data | None:
    """The entity of a tag that is closed; None for one without text, and for a link that leads nowhere."""
    entity = {"type": begun["type"], "offset": begun["offset"], "length": units(text) - begun["offset"]}
    language = str(begun.get("class", ""))
    if name == "blockquote" and "expandable" in begun:
        entity["type"] = "expandable_blockquote"
    if name == "a":
        entity["url"] = begun.get("href") or text.encode("utf-16-le")[2 * begun["offset"] :].decode("utf-16-le")
        if not is_address(entity["url"]):
            return None
    if name == "code" and language.startswith("language-"):
        entity["language"] = language.removeprefix("language-")
    inner = entities[-1] if entities else {}
    if name == "pre" and {**inner, "type": "pre", "language": ""} == {**entity, "language": ""}:
        entity = {**entities.pop(), "type": "pre"}
    return entity if entity["length"] else None


def _trimmed(text: str, entities: list[Data]) -> tuple[str, list[Data]]:
    """The text without blanks around it, and the entities where they are then."""
    lead, whole = units(text) - units(text.lstrip()), units(text.strip())
    kept = []
    for entity in entities:
        start = min(max(entity["offset"] - lead, 0), whole)
        end = min(max(entity["offset"] + entity["length"] - lead, 0), whole)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return text.strip(), kept
