// Search in words with Pagefind. Its script and its index are loaded at the first letter, in small
// parts; without its worker, which would be a second copy of the script. What it finds is shown with textContent only.
import words from "./words.js";

const ROOT = new URL("../../", import.meta.url);
const AT_ONCE = 10;
const PAUSE = 250; // milliseconds without a key before a search begins

let loading;

/** Pagefind, loaded once; null when it cannot be had. */
function engine() {
  loading ??= import(new URL("pagefind/pagefind.js", ROOT))
    .then(async (pagefind) => {
      await pagefind.options({ baseUrl: ROOT.pathname, excerptLength: 1, noWorker: true });
      return pagefind;
    })
    .catch(() => {
      loading = undefined; // the next letter tries again
      return null;
    });
  return loading;
}

function line(tag, text, className = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** One result: its name as a link, what you do there, and where. */
export function item({ url, meta }) {
  const result = document.createElement("li");
  const link = line("a", meta.title);
  link.href = url;
  const heading = document.createElement("h2");
  heading.append(link);
  result.append(heading);
  if (meta.summary) result.append(line("p", meta.summary));
  if (meta.place) result.append(line("p", meta.place, "f"));
  return result;
}

export default function search(form) {
  const { w: box, soort: kind, gemeente: town } = form.elements;
  const status = document.querySelector("main [role=status]");
  const list = document.querySelector("main ol");
  const more = document.querySelector("main button[hidden]");
  let found = [];
  let latest = 0;
  let timer;

  async function show() {
    const next = found.slice(list.children.length, list.children.length + AT_ONCE);
    const pages = await Promise.all(next.map((result) => result.data()));
    list.append(...pages.map(item));
    more.hidden = list.children.length >= found.length;
  }

  /** The search stands in the address, so that it can be shared and survives going back. */
  function remember() {
    const address = new URL(location.href);
    for (const field of [box, kind, town]) {
      if (field.value) address.searchParams.set(field.name, field.value);
      else address.searchParams.delete(field.name);
    }
    history.replaceState(null, "", address);
  }

  async function run() {
    const mine = ++latest;
    remember();
    const text = box.value.trim();
    if (!text) {
      list.replaceChildren();
      status.textContent = "";
      more.hidden = true;
      return;
    }
    status.textContent = words.search.busy;
    const pagefind = await engine();
    if (mine !== latest) return;
    if (!pagefind) {
      status.textContent = words.search.failed;
      return;
    }
    const filters = {};
    if (kind.value) filters.soort = kind.value;
    if (town.value) filters.gemeente = town.value;
    const answer = await pagefind.search(text, { filters });
    if (mine !== latest) return;
    found = answer.results;
    list.replaceChildren();
    const { none, one, many } = words.search;
    status.textContent =
      found.length === 0 ? none : found.length === 1 ? one : many.replace("{number}", found.length);
    await show();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  });
  kind.addEventListener("change", run);
  town.addEventListener("change", run);
  more.addEventListener("click", async () => {
    const first = list.children.length;
    await show();
    list.children[first]?.querySelector("a").focus();
  });

  const asked = new URLSearchParams(location.search);
  for (const field of [box, kind, town]) field.value = asked.get(field.name) ?? "";
  if (kind.value || town.value) form.querySelector("details").open = true;
  if (box.value) run();
}
