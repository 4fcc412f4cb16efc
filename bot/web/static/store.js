// A conversation as this tab remembers it: it survives a reload, and ends after half an hour of silence.
const IDLE = 30 * 60 * 1000;
const MOST = 50;

export class Store {
  #key;

  constructor(key) {
    this.#key = key;
    this.clear(false);
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      if (kept && Date.now() - kept.at < IDLE && typeof kept.session === "string" && Array.isArray(kept.entries)) {
        this.session = kept.session;
        this.entries = kept.entries.filter((entry) => typeof entry?.question === "string");
      }
    } catch {
      // a browser that keeps nothing: the conversation lasts as long as the page
    }
  }

  add(question) {
    const entry = { question };
    this.entries = [...this.entries, entry].slice(-MOST);
    this.save();
    return entry;
  }

  save() {
    try {
      const kept = { session: this.session, at: Date.now(), entries: this.entries };
      sessionStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // the same
    }
  }

  clear(kept = true) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    this.session = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    this.entries = [];
    if (kept) this.save();
  }
}
