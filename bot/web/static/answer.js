// An Answer as elements. Nothing here reads markup: text goes in as text, addresses are checked.

export function element(name, style, text) {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
}

export function options(choices, ask) {
  const box = element("div", "options");
  for (const { text, question } of choices) {
    const button = element("button", "option", text);
    button.type = "button";
    button.addEventListener("click", () => ask(question));
    box.append(button);
  }
  return box;
}

export function answerElement(answer, words, ask) {
  const box = element("article", answer.abstained ? "answer abstained" : "answer");
  box.lang = answer.language;
  const shown = answer.citations.map((citation) => citation.quote);
  shown.push(answer.choices.map((choice) => `- ${choice.label}`).join("\n"));
  const said = repeats(answer.headline, [...shown, answer.text])
    || (answer.abstained && answer.text.startsWith(answer.headline));
  if (answer.headline && !said) box.append(element("p", answer.headline.length > 80 ? "headline long" : "headline", answer.headline));
  if (answer.text && !repeats(answer.text, shown)) box.append(...paragraphs(answer));
  if (answer.citations.length) box.append(quoted(answer.citations, words));
  if (answer.nearest.length) box.append(...titled(words.nearest, quoted(answer.nearest, words, "nearest")));
  if (answer.choices.length) {
    const choices = answer.choices.map((choice) => ({ text: choice.label, question: choice.question }));
    box.append(...titled(words.choices, options(choices, ask)));
  }
  if (answer.suggestions.length) {
    const suggestions = answer.suggestions.map((question) => ({ text: question, question }));
    box.append(...titled(words.suggestions, options(suggestions, ask)));
  }
  return box;
}

function titled(title, content) {
  return [element("h2", "", title), content];
}

function quoted(citations, words, style = "") {
  const list = element("ol", `quotes ${style}`);
  for (const citation of citations) {
    const entry = element("li");
    const quote = element("blockquote", "", withoutMarks(citation.quote));
    quote.lang = "vi";
    entry.append(quote, noticeLink(citation, "label", `[${citation.marker}] ${citation.label}`, words));
    list.append(entry);
  }
  return list;
}

function noticeLink(citation, style, text, words) {
  const link = element("a", style, text);
  // only an address of this site is followed, whatever the answer holds
  if (citation.url.startsWith("/notices/")) link.href = citation.url;
  link.target = "_blank";
  link.rel = "noopener";
  link.lang = "vi";
  link.append(element("span", "unseen", ` (${words.new_tab})`));
  return link;
}

// Paragraphs stand apart by a blank line; lines that begin with "- " are a list.
function paragraphs(answer) {
  const made = [];
  for (const block of answer.text.split(/\n{2,}/)) {
    let list = null;
    for (const line of block.split("\n")) {
      if (line.startsWith("- ")) {
        list ??= made[made.push(element("ul")) - 1];
        list.append(withMarkers(element("li"), line.slice(2), answer));
      } else {
        list = null;
        made.push(withMarkers(element("p"), line, answer));
      }
    }
  }
  return made;
}

function withMarkers(target, text, answer) {
  for (const piece of text.split(/(\[\d+\])/)) {
    const citation = answer.citations.find((one) => `[${one.marker}]` === piece);
    if (!citation) {
      target.append(piece);
      continue;
    }
    const link = element("a", "marker", piece);
    if (citation.url.startsWith("/notices/")) link.href = citation.url;
    link.target = "_blank";
    link.rel = "noopener";
    link.title = citation.label;
    target.append(link);
  }
  return target;
}

// As bot/shown.py: the stored text keeps its markdown marks, people do not read them.
function withoutMarks(quote) {
  return quote.replace(/\*+|^[ \t]*#{1,6}(?=\s)|<\/?(?:b|i|u|em|strong|p|br|span|div)\s*\/?>/gim, "").replace(/\s+/g, " ").trim();
}

// The same rule as in render.py: what a quote or a choice already says word for word is not said twice.
function repeats(text, others) {
  const bare = (words) => words.replace(/\[\d+\]/g, "").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
  return others.some((other) => bare(other) === bare(text));
}
