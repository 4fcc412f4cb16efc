// What someone thinks of an answer: one tap, and a second one says why not.
import { button, element, iconButton } from "./elements.js";

const REASONS = ["wrong", "missing", "outdated", "source"];

export function verdictElement(entry, { words, base, language, save, notify }) {
  const box = element("div", "verdict");
  const state = element("span", "state", entry.verdict ? words.thanks : "");
  const reasons = element("div", "reasons");
  let sending = Promise.resolve(); // one after the other: the last word counts
  const marks = { up: mark("up", words.right), down: mark("down", words.wrong) };
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", words.was_right);
  reasons.setAttribute("role", "group");
  reasons.setAttribute("aria-label", words.why);
  reasons.hidden = true;
  reasons.append(element("span", "", words.why));
  for (const reason of REASONS) {
    reasons.append(button("plain", words[`reason_${reason}`], () => judge("down", reason)));
  }
  box.append(element("span", "", words.was_right), marks.up, marks.down, state, reasons);
  press();
  return box;

  function mark(verdict, label) {
    return iconButton(verdict, "thumb", label, () => judge(verdict));
  }

  function press() {
    for (const [verdict, made] of Object.entries(marks)) made.setAttribute("aria-pressed", entry.verdict === verdict);
  }

  function judge(verdict, reason) {
    const back = reason && reasons.contains(box.getRootNode().activeElement);
    reasons.hidden = verdict === "up" || Boolean(reason);
    if (back) marks.down.focus();
    sending = sending.then(() => send(verdict, reason));
  }

  async function send(verdict, reason) {
    try {
      const response = await fetch(new URL("/api/feedback", base), {
        method: "POST",
        headers: { "Content-Type": "application/json", "Accept-Language": language },
        body: JSON.stringify({ answer_id: entry.answer.id, verdict, reason }),
        credentials: "omit",
      });
      const content = await response.json();
      if (!response.ok) throw new Error(content.error.message);
      entry.verdict = verdict;
      state.textContent = words.thanks;
      save();
      notify("feedback", { answer_id: entry.answer.id, verdict, reason });
    } catch (error) {
      state.textContent = error instanceof TypeError || error instanceof SyntaxError ? words.not_stored : error.message;
    }
    press();
  }
}
