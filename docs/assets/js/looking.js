// The search in the texts of all initiatives, with Pagefind. Its script and its index come in with
// the first search, in small parts; without its worker, which would be a second copy of the script.

import { early, root } from "./making.js";

let failures = 0;
let loading;
let turn = Promise.resolve();

/**
 * What Pagefind asks for its files with: the build gives it this in the place of `fetch`
 * (finder/publishing/searching.py). It finds nothing where a part of its index cannot be had, and
 * says so to nobody; so failures are counted here.
 */
export async function ask(...request) {
  const { pathname } = new URL(request[0], location.href);
  const asked = early(pathname.slice(root.pathname.length), () => fetch(...request));
  const answer = await asked.catch((error) => {
    failures += 1;
    throw error;
  });
  if (!answer.ok) failures += 1;
  return answer;
}

/** Pagefind, loaded once; a failure is forgotten, so that the next search tries again. */
function engine() {
  loading = loading || import(new URL("pagefind/pagefind.js", root).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: root.pathname, excerptLength: 1, noWorker: true });
    return pagefind;
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

/**
 * What fits these words everywhere: `{results, isPartly}`; each result has a `data()`. When nothing
 * has all words, what has most of them. It fails when a part of the index cannot be had. One search
 * waits for the other, so that a failure belongs to one of them.
 */
export function look(asked, filters) {
  const mine = turn.then(() => find(asked, filters));
  turn = mine.catch(() => {});
  return mine;
}

async function find(asked, filters) {
  const pagefind = await engine();
  const before = failures;
  const all = (await pagefind.search(asked.join(" "), { filters })).results;
  const isPartly = !all.length && asked.length > 1;
  const results = isPartly ? await partly(pagefind, asked, filters) : all;
  if (failures > before) {
    await pagefind.destroy();
    loading = undefined;
    throw new Error("a part of the index is missing");
  }
  return { results, isPartly: isPartly && results.length > 0 };
}

/** What has some of the words, those with most of them first. */
async function partly(pagefind, asked, filters) {
  const found = new Map();
  for (const word of asked) {
    for (const result of (await pagefind.search(word, { filters })).results) {
      const known = found.get(result.id) || { result, words: 0, score: 0 };
      found.set(result.id, { result, words: known.words + 1, score: known.score + result.score });
    }
  }
  return [...found.values()]
    .sort((one, other) => other.words - one.words || other.score - one.score)
    .map(({ result }) => result);
}
