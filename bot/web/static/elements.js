// Elements from text. Nothing here or elsewhere reads markup.
const SVG = "http://www.w3.org/2000/svg";

const DRAWN = {
  close: "M6 6l12 12M18 6L6 18",
  thumb: "M7 11v9H4v-9zm0 0 4-8a2.5 2.5 0 0 1 2.5 2.5V9h5.3a2 2 0 0 1 2 2.3l-1.1 7a2 2 0 0 1-2 1.7H7",
};

export function element(name, style, text) {
  const made = document.createElement(name);
  if (style) made.className = style;
  if (text) made.textContent = text;
  return made;
}

export function button(style, text, act) {
  const made = element("button", style, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  path.setAttribute("d", DRAWN[name]);
  drawing.append(path);
  return drawing;
}

// The button has a picture; its name is for those who hear it or point at it.
export function iconButton(style, name, label, act) {
  const made = button(`icon ${style}`, "", act);
  made.setAttribute("aria-label", label);
  made.title = label;
  made.append(icon(name));
  return made;
}

export function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
}
