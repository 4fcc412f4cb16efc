// The page for questions: every word comes with the page.
import { Conversation } from "./conversation.js";

const words = JSON.parse(document.getElementById("words").textContent);
const conversation = new Conversation(document.getElementById("conversation"), { base: location.origin, words });
if (matchMedia("(hover: hover)").matches) conversation.focus();
