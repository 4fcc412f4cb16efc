// The outline of an answer as elements. What is shown, and in which order, the service has decided.
import { button, element, filled } from "./elements.js";

const GROUPS = { quote: ["ol", "quotes"], option: ["div", "options"] };

export function answerElement(answer, { words, ask, show }) {
  const box = element("article", answer.abstained ? "answer abstained" : "answer");
  box.lang = answer.language;
  const blocks = answer.outline;
  const proofs = new Map();
  let group = null;
  let nearest = false;
  for (const block of blocks) {
    nearest ||= block.part === "title";
    if (block.part === "quote" && !nearest) proofs.set(`[${block.marker}]`, block);
  }
  nearest = false;
  for (const block of blocks) {
    nearest ||= block.part === "title";
    if (!(block.part in GROUPS)) {
      group = null;
      box.append(...plain(block, proofs, words, show));
      continue;
    }
    const [name, style] = GROUPS[block.part];
    if (group?.localName !== name) box.append((group = element(name, nearest ? `${style} nearest` : style)));
    group.append(block.part === "quote" ? quoted(block, show) : button("option", block.text, () => ask(block.question)));
  }
  return box;
}

function plain(block, proofs, words, show) {
  if (block.part === "text") return paragraphs(block.text, proofs, words, show);
  if (block.part === "headline") return [element("p", block.text.length > 80 ? "headline long" : "headline", block.text)];
  return [block.part === "title" ? element("h2", "", block.text) : element("p", "note", block.text)];
}

function quoted(block, show) {
  const entry = element("li");
  const opener = button("quote", "", () => show(block));
  opener.lang = "vi";
  opener.append(element("span", "words", `“${block.text}”`), element("span", "label", `[${block.marker}] ${block.label}`));
  entry.append(opener);
  if (block.doubt) entry.append(element("p", "doubt", block.doubt));
  return entry;
}

// Paragraphs stand apart by a blank line; lines that begin with "- " are a list.
function paragraphs(text, proofs, words, show) {
  const made = [];
  for (const paragraph of text.split(/\n\s*\n/)) {
    let list = null;
    for (const line of paragraph.split("\n")) {
      const dashed = line.startsWith("- ");
      if (dashed && !list) made.push((list = element("ul")));
      if (!dashed) list = null;
      const target = element(dashed ? "li" : "p");
      withMarkers(target, dashed ? line.slice(2) : line, proofs, words, show);
      if (dashed) list.append(target);
      else made.push(target);
    }
  }
  return made;
}

function withMarkers(target, text, proofs, words, show) {
  for (const piece of text.split(/(\[\d+\])/)) {
    const proof = proofs.get(piece);
    if (!proof) {
      target.append(piece);
      continue;
    }
    const opener = button("marker", piece, () => show(proof));
    opener.setAttribute("aria-label", filled(words.quote, { marker: piece }));
    target.append(opener);
  }
}
