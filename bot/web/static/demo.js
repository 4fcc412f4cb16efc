// Completes the tag with this service's own address, and copies it.
import { copied } from "./copy.js";

const tag = document.getElementById("tag");
const state = document.getElementById("copied");
tag.textContent = tag.textContent.replace('src="', `src="${location.origin}`);
document.getElementById("copy").addEventListener("click", async () => {
  state.textContent = (await copied(tag.textContent, tag.closest("main"))) ? state.dataset.done : state.dataset.failed;
});
