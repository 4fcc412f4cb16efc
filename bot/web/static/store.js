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
      if (kept && Date.now() - kept.at < IDLE && Array.isArray(kept.entries)) {
        if (typeof kept.session === "string") this.session = kept.session;
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
    this.session = undefined; // the service gives one with the first answer
    this.entries = [];
    if (kept) this.save();
  }
}
