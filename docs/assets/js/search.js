// Search in words with Pagefind. Its script and its index are loaded at the first letters, in small
// parts; without its worker, which would be a second copy of the script. What it finds is shown with
// textContent only.
import words from "./words.js";

const ROOT = new URL("../../", document.querySelector("script[src$='assets/js/main.js']").src);
const AT_ONCE = 10;
const PAUSE = 250; // milliseconds without a key before a search begins
const FEWEST = 2; // letters: one letter would load much and say little

let loading;
let missed = false;

/** Pagefind finds nothing where a part of its index cannot be had, and says so to nobody. */
function watch() {
  const ask = window.fetch;
  window.fetch = async (...request) => {
    const answer = await ask(...request).catch((error) => {
      missed = true;
      throw error;
    });
    missed = missed || !answer.ok;
    return answer;
  };
}

/** What a search finds; null when the network failed it, and then the next one begins anew. */
async function look(pagefind, text, filters) {
  missed = false;
  const answer = await pagefind.search(text, { filters }).catch(() => null);
  if (answer && !missed) return answer.results;
  await pagefind.destroy();
  loading = undefined;
  return null;
}

/** Pagefind, loaded once; null when it cannot be had. */
function engine() {
  loading = loading || import(new URL("pagefind/pagefind.js", ROOT))
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

/** What is looked for: without the small words, which stand on every page and load most. */
export function asked(text, small) {
  const all = text.toLowerCase().split(/[\s,.;:!?]+/).filter(Boolean);
  const telling = all.filter((word) => !small.includes(word));
  return (telling.length > 0 ? telling : all).join(" ");
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
  watch();
  const small = form.dataset.search.split(" ");
  let found = [];
  let latest = 0;
  let timer;

  /** Show the next results, unless the visitor has begun another search since. */
  async function show(mine = latest) {
    const next = found.slice(list.children.length, list.children.length + AT_ONCE);
    const pages = await Promise.all(next.map((result) => result.data())).catch(() => null);
    if (mine !== latest) return;
    if (!pages) {
      status.textContent = words.search.failed;
      return;
    }
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
    const text = asked(box.value, small);
    if (text.length < FEWEST) {
      list.textContent = "";
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
    const results = await look(pagefind, text, filters);
    if (mine !== latest) return;
    if (!results) {
      status.textContent = words.search.failed;
      return;
    }
    found = results;
    list.textContent = "";
    const { none, one, many } = words.search;
    status.textContent =
      found.length === 0 ? none : found.length === 1 ? one : many.replace("{number}", found.length);
    await show(mine);
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
    if (list.children[first]) list.children[first].querySelector("a").focus();
  });

  const address = new URLSearchParams(location.search);
  for (const field of [box, kind, town]) {
    // What somebody typed while the script was on its way stays.
    if (address.has(field.name) && !field.value) field.value = address.get(field.name);
  }
  if (kind.value || town.value) form.querySelector("details").open = true;
  if (box.value) run();
}
