// The field for a question: Enter asks, Shift+Enter begins a line, a syllable being composed is left alone.
import { element, filled } from "./elements.js";

const TWICE = 400; // ms; a double tap that asks does not stop at once

export class Composer {
  #busySince = 0;
  #button;
  #count = element("p", "count");
  #field = element("textarea");
  #words;

  constructor(words, { ask, stop }) {
    this.#words = words;
    this.element = element("form");
    const label = element("label", "unseen", words.label);
    label.htmlFor = this.#field.id = "question";
    Object.assign(this.#field, { rows: 1, autocomplete: "off", enterKeyHint: "send", placeholder: words.placeholder });
    this.#button = element("button", "primary send", words.send);
    const row = element("div", "field");
    row.append(label, this.#field, this.#button);
    this.element.append(this.#count, row);
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#busySince) ask(this.#field.value);
      else if (performance.now() - this.#busySince > TWICE) stop();
    });
    this.#field.addEventListener("input", () => this.#fit());
    this.#field.addEventListener("keydown", (event) => {
      // 229: a keyboard that composes without saying so
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      if (!this.#busySince) ask(this.#field.value);
    });
  }

  set busy(busy) {
    this.#busySince = busy ? performance.now() : 0;
    this.#button.textContent = busy ? this.#words.stop : this.#words.send;
  }

  // Empties the field; where a keyboard lies over the page it goes away and leaves the answer its room.
  sent() {
    this.#field.value = "";
    this.#fit();
    if (!matchMedia("(hover: hover)").matches) this.#field.blur();
  }

  focus() {
    this.#field.focus();
  }

  #fit() {
    const { limit, left, too_long } = this.#words;
    const length = this.#field.value.length;
    this.#count.textContent = length > limit ? too_long : length >= limit * 0.8 ? filled(left, { count: limit - length }) : "";
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight + 2}px`;
  }
}
