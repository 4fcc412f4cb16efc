// Filters the list as one types, with diacritics or without.
const filter = document.getElementById("filter");
const shown = document.getElementById("shown");
const entries = [...document.querySelectorAll(".list li")].map((entry) => ({ entry, text: folded(entry.textContent) }));

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replaceAll("đ", "d");
}

filter.closest("form").hidden = false;
filter.closest("form").addEventListener("submit", (event) => event.preventDefault());
filter.addEventListener("input", () => {
  const wanted = folded(filter.value).split(/\s+/);
  let count = 0;
  for (const { entry, text } of entries) {
    entry.hidden = !wanted.every((word) => text.includes(word));
    count += !entry.hidden;
  }
  shown.textContent = count ? shown.dataset.sentence.replace("{shown}", count) : shown.dataset.none;
});
