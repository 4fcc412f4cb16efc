// What the launcher opens: the conversation in a panel beside the page, or over it on a phone.
import { Conversation } from "./conversation.js";
import { element, iconButton } from "./elements.js";

const STYLES = ["light.css", "conversation.css", "composer.css", "panel.css"];
const DARK = { auto: "(prefers-color-scheme: dark)", dark: "all", light: "not all" };
const NARROW = "(max-width: 480px)";

// The panel, when its words and styles are here; rejects where the service cannot be reached or refuses.
export async function panelOf(config) {
  const { base, language, theme, root } = config;
  const style = async (name, media = "all") => {
    const sheet = new CSSStyleSheet({ media });
    sheet.replaceSync(await (await fetched(`${base}/static/${name}`)).text());
    return sheet;
  };
  const [words, ...sheets] = await Promise.all([
    fetched(`${base}/api/words?language=${language}`).then((response) => response.json()),
    ...STYLES.map((name) => style(name)),
    style("dark.css", DARK[theme] ?? DARK.auto),
  ]);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
  return new Panel(config, words, sheets);
}

async function fetched(address) {
  const response = await fetch(address, { credentials: "omit" });
  if (!response.ok) throw new Error(address);
  return response;
}

class Panel {
  #conversation;
  #dialog = element("dialog", "panel");
  #emit;
  #launcher;
  #life = new AbortController();
  #narrow = matchMedia(NARROW);
  #root;
  #scroll = null;
  #sheets;

  constructor({ base, title, root, launcher, emit, closeLabel }, words, sheets) {
    this.#emit = emit;
    this.#launcher = launcher;
    this.#root = root;
    this.#sheets = sheets;
    const { signal } = this.#life;
    const dialog = this.#dialog;
    const name = element("h2", "name", title);
    name.id = "panel-title";
    dialog.setAttribute("aria-labelledby", name.id);
    const bar = element("div", "bar");
    bar.append(name, iconButton("close", "close", closeLabel, () => this.close()));
    const place = element("div", "conversation");
    dialog.append(bar, place);
    root.append(dialog);
    this.#conversation = new Conversation(place, { base, words, notify: emit });
    dialog.addEventListener("cancel", (event) => {
      if (event.target !== dialog) return;
      event.preventDefault();
      this.close();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.#conversation.sheetOpen) return;
      event.preventDefault();
      this.close();
    });
    this.#narrow.addEventListener("change", () => this.isOpen && this.#show(), { signal });
    window.visualViewport?.addEventListener("resize", () => this.#fit(), { signal });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  open() {
    if (this.isOpen) return;
    this.#show();
    // a keyboard that comes by itself would cover a phone
    if (matchMedia("(hover: hover)").matches) this.#conversation.focus();
    this.#emit("open");
  }

  close() {
    if (!this.isOpen) return;
    this.#hide();
    this.#launcher.focus();
    this.#emit("close");
  }

  ask(text) {
    return this.#conversation.ask(text);
  }

  destroy() {
    this.#life.abort();
    if (this.isOpen) this.#hide();
    this.#conversation.destroy();
    this.#dialog.remove();
    this.#root.adoptedStyleSheets = this.#root.adoptedStyleSheets.filter((sheet) => !this.#sheets.includes(sheet));
  }

  // On a phone the panel is all there is: focus stays inside and the page behind it stands still.
  #show() {
    if (this.isOpen) this.#hide();
    this.#launcher.hidden = true;
    if (!this.#narrow.matches) {
      this.#dialog.show();
      return;
    }
    const { style } = document.documentElement;
    this.#scroll = [style.getPropertyValue("overflow"), style.getPropertyPriority("overflow")];
    style.setProperty("overflow", "hidden", "important");
    this.#dialog.showModal();
    this.#fit();
  }

  #hide() {
    this.#launcher.hidden = false;
    this.#dialog.close();
    this.#dialog.style.removeProperty("height");
    if (this.#scroll) document.documentElement.style.setProperty("overflow", ...this.#scroll);
    this.#scroll = null;
  }

  // where a keyboard covers the page instead of shrinking it, the field stays above the keyboard
  #fit() {
    if (this.#scroll && visualViewport) this.#dialog.style.setProperty("height", `${visualViewport.height}px`);
  }
}
