// A conversation with the service, the same on the page and in the widget.
import { answerElement } from "./answer.js";
import { Composer } from "./composer.js";
import { button, element } from "./elements.js";
import { Sheet } from "./sheet.js";
import { Store } from "./store.js";
import { answerOf, Refused } from "./stream.js";
import { verdictElement } from "./verdict.js";

export class Conversation {
  #base;
  #composer;
  #draft = element("div", "answer draft");
  #fresh;
  #log = element("div", "log");
  #notify;
  #sheet;
  #status = element("p", "status");
  #store;
  #welcome = element("section", "welcome");
  #words;
  #work = null;

  // `base` is the address of the service; `notify(event, detail)` hears of answer, error and feedback.
  constructor(root, { base, words, notify = () => {} }) {
    this.#base = base;
    this.#words = words;
    this.#notify = notify;
    this.#sheet = new Sheet(root, words, base);
    this.#store = new Store(`chidao:${new URL(base).origin}`);
    this.#composer = new Composer(words, { ask: (question) => this.ask(question), stop: () => this.abort() });
    this.#fresh = button("quiet fresh", words.new_conversation, () => this.begin());
    this.#log.setAttribute("role", "log");
    this.#log.setAttribute("aria-label", words.conversation);
    this.#log.tabIndex = -1;
    this.#status.setAttribute("role", "status");
    this.#draft.setAttribute("aria-hidden", "true"); // the answer is read out once, when it is whole
    this.#draft.hidden = true;
    this.#greet();
    const foot = element("div", "foot");
    foot.append(this.#status, this.#composer.element, element("p", "disclosure", words.disclosure));
    root.append(this.#welcome, this.#log, this.#draft, this.#fresh, foot);
    this.#restore();
  }

  get sheetOpen() {
    return this.#sheet.open;
  }

  // Ask; what is too long or comes while another question is being answered stays in the field.
  async ask(question) {
    const words = this.#words;
    if (this.#work || !question.trim()) return;
    if (question.length > words.limit) {
      this.#say(words.too_long);
      return;
    }
    this.#composer.sent();
    const entry = this.#store.add(question);
    this.#showQuestion(entry).scrollIntoView({ block: "start" });
    await this.#answer(entry);
  }

  abort() {
    this.#work?.abort();
  }

  // Forget this conversation and begin another.
  begin() {
    const work = this.#work;
    this.#work = null;
    work?.abort();
    this.#store.clear();
    this.#log.replaceChildren();
    this.#hideDraft();
    this.#composer.busy = false;
    this.#say("");
    this.#restore();
    this.#composer.focus();
  }

  focus() {
    this.#composer.focus();
  }

  destroy() {
    const work = this.#work;
    this.#work = null;
    work?.abort();
  }

  async #answer(entry) {
    const work = (this.#work = new AbortController());
    this.#composer.busy = true;
    this.#say(this.#words.searching);
    let came = "";
    const onDelta = (text) => {
      came += text;
      this.#draft.textContent = came;
      if (this.#draft.hidden) {
        this.#draft.hidden = false;
        this.#log.lastElementChild?.scrollIntoView({ block: "start" }); // now there is room below the question
      }
    };
    const onSession = (session) => {
      if (this.#work === work) this.#store.session = session;
    };
    let shown;
    try {
      const { session } = this.#store;
      const { language } = this.#words;
      const { signal } = work;
      entry.answer = await answerOf({ base: this.#base, question: entry.question, session, language, signal, onSession, onDelta });
      if (this.#work !== work) return;
      shown = this.#answered(entry);
      this.#store.save();
      this.#say(this.#words.answered, true);
      this.#notify("answer", entry.answer);
    } catch (error) {
      if (this.#work !== work) return; // the conversation it belonged to is gone
      delete entry.answer;
      const reason = this.#reason(error, work.signal.aborted, came);
      shown = this.#failure(entry, reason, came);
      this.#say("");
      this.#notify("error", { code: error instanceof Refused ? error.code : "unreachable", message: reason });
    }
    this.#work = null;
    this.#composer.busy = false;
    this.#hideDraft();
    this.#log.append(shown);
    shown.previousElementSibling.scrollIntoView({ block: "start" }); // only now there is room below the question
  }

  #reason(error, stopped, came) {
    const words = this.#words;
    if (stopped) return words.stopped;
    if (error instanceof Refused) return error.message;
    if (!navigator.onLine) return words.offline;
    return came ? words.cut : words.failed;
  }

  #answered(entry) {
    const show = (block) => this.#sheet.show(block);
    const box = answerElement(entry.answer, { words: this.#words, ask: (question) => this.ask(question), show });
    const save = () => this.#store.save();
    const { language } = this.#words;
    box.append(verdictElement(entry, { words: this.#words, base: this.#base, language, save, notify: this.#notify }));
    return box;
  }

  #failure(entry, reason, came = "") {
    const box = element("article", "answer");
    if (came) box.append(element("p", "came", came));
    const retry = button("plain", this.#words.retry, () => {
      if (this.#work) return;
      box.remove();
      this.#answer(entry);
    });
    box.append(element("p", "failure", reason), retry);
    return box;
  }

  #showQuestion(entry) {
    const shown = element("p", "question", entry.question);
    this.#welcome.hidden = true;
    this.#fresh.hidden = false;
    this.#log.append(shown);
    return shown;
  }

  #restore() {
    this.#welcome.hidden = this.#store.entries.length > 0;
    this.#fresh.hidden = this.#store.entries.length === 0;
    for (const entry of this.#store.entries) {
      this.#showQuestion(entry);
      try {
        this.#log.append(this.#answered(entry));
      } catch {
        // it was never answered, or what was kept is no answer
        delete entry.answer;
        this.#log.append(this.#failure(entry, this.#words.unanswered));
      }
    }
    this.#log.lastElementChild?.previousElementSibling?.scrollIntoView({ block: "start" });
  }

  #greet() {
    const { tagline, examples, examples_list: list } = this.#words;
    this.#welcome.append(element("p", "tagline", tagline));
    if (!list.length) return;
    const title = element("h2", "", examples);
    const group = element("div", "options");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", examples);
    group.append(...list.map((question) => button("option", question, () => this.ask(question))));
    this.#welcome.append(title, group);
  }

  #say(sentence, unseen = false) {
    this.#status.textContent = sentence;
    this.#status.classList.toggle("unseen", unseen);
  }

  #hideDraft() {
    this.#draft.hidden = true;
    this.#draft.textContent = "";
  }
}
