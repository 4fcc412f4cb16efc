// Asks, shows, keeps the place. Every word comes from the page, every text goes in as text.
import { answerElement, element, options } from "./answer.js";

const LIMIT = 1000;
const words = JSON.parse(document.getElementById("words").textContent);
const form = document.getElementById("ask");
const field = document.getElementById("question");
const send = form.querySelector("button");
const status = document.getElementById("status");
const log = document.getElementById("log");
const session = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function request(question) {
  const response = await fetch("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
    body: JSON.stringify({ question, session }),
  });
  const content = await response.json();
  if (!response.ok) throw new Refused(content.error.message);
  return content;
}

class Refused extends Error {}

async function ask(question) {
  if (send.disabled || !question.trim()) return;
  if (question.length > LIMIT) {
    status.textContent = words.too_long.replace("{limit}", LIMIT);
    return;
  }
  const asked = element("p", "question", question);
  log.append(asked);
  document.getElementById("welcome").hidden = true;
  send.disabled = true;
  status.textContent = words.searching;
  field.value = "";
  fit();
  try {
    log.append(answerElement(await request(question), words, ask));
    status.textContent = "";
  } catch (error) {
    status.textContent = "";
    log.append(failure(error, question));
  } finally {
    send.disabled = false;
    asked.scrollIntoView({ block: "start" });
  }
}

function failure(error, question) {
  const box = element("article", "answer");
  box.append(element("p", "failure", error instanceof Refused ? error.message : words.failed));
  box.append(options([{ text: words.retry, question }], ask));
  return box;
}

function fit() {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(field.value);
});
field.addEventListener("input", () => {
  status.textContent = "";
  fit();
});
field.addEventListener("keydown", (event) => {
  // while a Telex or VNI syllable is being composed, Enter belongs to the keyboard
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  ask(field.value);
});

const examples = document.getElementById("examples");
examples.append(...options(words.examples.map((question) => ({ text: question, question })), ask).childNodes);
examples.hidden = words.examples.length === 0;
if (matchMedia("(hover: hover)").matches) field.focus();
