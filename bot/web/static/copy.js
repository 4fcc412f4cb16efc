// Text onto the clipboard, by whatever way the browser leaves open.
import { element } from "./elements.js";

// False where every way is shut; the text then stands selected in `place`, to be copied by hand.
export async function copied(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = place.querySelector("textarea.by-hand") ?? element("textarea", "by-hand");
    field.value = text;
    field.readOnly = true;
    place.append(field);
    field.select();
    if (!document.execCommand("copy")) return false;
    field.remove();
    return true;
  }
}
