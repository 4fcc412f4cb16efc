// A citation on its own: the words of the notice, where they stand, and the way there.
import { button, element, filled, iconButton } from "./elements.js";
import { copied } from "./copy.js";

const A4 = [1000, 1414]; // kept free until the picture is there

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
    const page = block.page && this.#page(block);
    if (page) dialog.append(page);
    dialog.append(actions, state);
    // a tap beside the sheet closes it
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    this.#root.append(dialog);
    dialog.showModal();
  }

  #link(url) {
    const address = this.#address(url);
    return address && this.#opening(address, "primary", this.#words.open_notice);
  }

  // the page as it is printed; another web site has only the link: its own rules say whose pictures it shows
  #page(block) {
    const address = this.#address(block.url);
    if (!address) return null;
    address.pathname += `/pages/${block.page}`;
    const link = this.#opening(address, "page", this.#words.see_page);
    if (address.origin !== location.origin) return link;
    const picture = element("img");
    picture.alt = filled(this.#words.page_shown, { page: block.page });
    picture.loading = "lazy";
    [picture.width, picture.height] = A4;
    picture.addEventListener("error", () => picture.remove());
    picture.src = address.href;
    link.prepend(picture);
    return link;
  }

  // only a notice of this service is followed, whatever the answer holds
  #address(url) {
    if (!url?.startsWith("/notices/")) return null;
    const address = new URL(url, this.#base);
    const known = address.origin === new URL(this.#base).origin && address.pathname.startsWith("/notices/");
    return known ? address : null;
  }

  #opening(address, style, text) {
    const link = element("a", style, text);
    link.href = address.href;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.append(element("span", "unseen", ` (${this.#words.new_tab})`));
    return link;
  }
}
