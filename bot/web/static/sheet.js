// A citation on its own: the words of the notice, where they stand, and the way there.
import { button, element, iconButton } from "./elements.js";
import { copied } from "./copy.js";

export class Sheet {
  #dialog = null;
  #base;
  #root;
  #words;

  constructor(root, words, base) {
    this.#root = root;
    this.#words = words;
    this.#base = base;
  }

  get open() {
    return this.#dialog?.open ?? false;
  }

  show(block) {
    const words = this.#words;
    this.#dialog?.remove();
    const dialog = (this.#dialog = element("dialog", "sheet"));
    const title = element("h2", "", block.marker ? `${words.quote_title} [${block.marker}]` : words.quote_title);
    title.id = "sheet-title";
    dialog.setAttribute("aria-labelledby", title.id);
    const close = iconButton("close", "close", words.close, () => dialog.close());
    const quote = element("blockquote", "", block.text);
    const label = element("p", "label", block.label);
    quote.lang = label.lang = "vi";
    const state = element("p", "state");
    state.setAttribute("role", "status");
    const copy = button("plain", words.copy, async () => {
      state.textContent = (await copied(block.citation, dialog)) ? words.copied : words.not_copied;
    });
    const actions = element("div", "actions");
    const link = this.#link(block.url);
    if (link) actions.append(link);
    actions.append(copy);
    const head = element("div", "head");
    head.append(title, close);
    dialog.append(head, quote, label);
    if (block.doubt) dialog.append(element("p", "doubt", block.doubt));
    dialog.append(actions, state);
    // a tap beside the sheet closes it
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    this.#root.append(dialog);
    dialog.showModal();
  }

  // only a notice of this service is followed, whatever the answer holds
  #link(url) {
    if (!url?.startsWith("/notices/")) return null;
    const address = new URL(url, this.#base);
    if (address.origin !== new URL(this.#base).origin || !address.pathname.startsWith("/notices/")) return null;
    const link = element("a", "primary", this.#words.open_notice);
    link.href = address.href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.append(element("span", "unseen", ` (${this.#words.new_tab})`));
    return link;
  }
}
