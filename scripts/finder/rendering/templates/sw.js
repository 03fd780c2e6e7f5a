// The service worker: what was visited or kept stays readable without a network. The network always
// comes first, so nobody is trapped in an old page; a copy says from which day it is. VERSION, SHELL,
// TOOLS and WORDS stand above; the build writes them.
"use strict";

const ROOT = new URL("./", self.location);
// Several sites may live on one host, each below its own path; its caches end with that path. No
// path has a space. docs/assets/js/offline.js reads the same names.
const OURS = ` ${ROOT.pathname}`;
const SHELL_CACHE = `shell-${VERSION}${OURS}`;
const VISITED = `visited${OURS}`;
// "kept-gent.1796054400000 /": a copy of a municipality, and when it was begun, in milliseconds.
const KEPT = /^kept-(.+)\.(\d+)$/;
// Put in a copy after everything else: the files that it must have to be whole.
const MARK = new URL("offline/whole", ROOT).href;
const MOST_VISITED = 150;
const PATIENCE = 5000; // milliseconds for the network before a copy is shown
const KEEP_PATIENCE = 30000; // milliseconds for each file of a municipality
const KEEP_TURNS = 3; // so often is keeping begun when the site is published anew meanwhile
const COPIED = "x-copied";

// A new version waits until no page of the site is open any more (no skipWaiting): a page that opens
// while one worker takes over from the other may never get its answer. Nobody is held back by that,
// for the network comes first in the old version too, and of two copies the newest is shown.
self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => {
  event.waitUntil(removeOld().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(ROOT.href)) return;
  event.respondWith(answer(event, request, url));
});

/** Fetch the shell. Who keeps a municipality needs tools that fit this shell as well. */
async function install() {
  const files = (await keptCopies()).length ? [...SHELL, ...TOOLS] : SHELL;
  const cache = await caches.open(SHELL_CACHE);
  await Promise.all(files.map((name) => put(cache, name)));
}

/** Remove the shells of older versions, and what a worker that was killed left half. */
async function removeOld() {
  const shells = (await ours()).filter((name) => name.startsWith("shell-"));
  const old = shells.filter((name) => name !== SHELL_CACHE);
  await Promise.all([removeHalves(), ...old.map((name) => caches.delete(name))]);
}

/** The names of the caches of this site; those of another site on the host are left alone. */
async function ours() {
  return (await caches.keys()).filter((name) => name.endsWith(OURS));
}

/** The address without its question and anchor: copies are kept by page. */
function plain(url) {
  return new URL(url.pathname, url).href;
}

async function answer(event, request, url) {
  const key = plain(url);
  // The browser's own cache is asked to check: what it shows would not say that it is a copy.
  const isPage = request.mode === "navigate";
  const fresh = isPage ? fetch(request, { cache: "no-cache" }) : fetch(request);
  // A slow answer still renews the copy.
  event.waitUntil(fresh.then((response) => remember(key, response.clone())).catch(() => {}));
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([fresh.catch(() => null), slow]);
  if (first && !isBroken(first)) return first;
  const copy = await newest(key);
  if (copy) return isPage ? dated(copy, first ? WORDS.broken : WORDS.copy) : copy;
  if (first) return first;
  // Slow and never seen: wait on.
  return isPage ? fresh.catch(() => elsewhere(url)) : fresh;
}

/** Whether the server failed, or has too much to do: https://www.rfc-editor.org/rfc/rfc9110#name-status-codes */
function isBroken(response) {
  return response.status >= 500 || response.status === 429 || response.status === 408;
}

/** The newest copy of a file: it may be among what was visited and in a kept municipality. */
async function newest(key) {
  try {
    const names = await ours();
    const copies = await Promise.all(names.map((name) => caches.match(key, { cacheName: name })));
    const day = (copy) => copy.headers.get(COPIED);
    return copies.filter(Boolean).sort((a, b) => (day(a) < day(b) ? 1 : -1))[0];
  } catch (error) {
    return undefined; // storage that is broken or refused holds no copy
  }
}

/** What is shown without a network and without a copy of just this address. */
async function elsewhere(url) {
  const folder = `${plain(url)}/`;
  if (!url.pathname.endsWith("/") && (await newest(folder))) {
    return Response.redirect(folder + url.search);
  }
  return (await newest(new URL("offline/", ROOT).href)) || Response.error();
}

/** Put a good answer among what was visited, and in each kept municipality that has the page. */
async function remember(key, response) {
  if (!response.ok || response.type !== "basic" || response.redirected) return;
  for (const { name } of await keptCopies()) {
    const cache = await caches.open(name);
    if (await cache.match(key)) await cache.put(key, await stamped(response.clone()));
  }
  const visited = await caches.open(VISITED);
  // This takes the place of the old copy, which stays when there is no room; the newest stand last.
  await visited.put(key, await stamped(response));
  const keys = await visited.keys();
  await Promise.all(keys.slice(0, -MOST_VISITED).map((old) => visited.delete(old)));
}

/** Fetch a file of the site, and not from a cache that may be old. */
async function fetched(name) {
  const late = new Promise((_, reject) => setTimeout(reject, KEEP_PATIENCE, new Error(`${name}: late`)));
  const response = await Promise.race([fetch(new URL(name, ROOT), { cache: "no-cache" }), late]);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return Promise.race([stamped(response), late]);
}

async function put(cache, name) {
  await cache.put(new URL(name, ROOT).href, await fetched(name));
}

/** The same answer, with the moment at which it was copied. */
async function stamped(response) {
  const headers = new Headers(response.headers);
  headers.set(COPIED, new Date().toISOString());
  return new Response(await response.blob(), { status: response.status, headers });
}

/** A copy of a page that says at its top why, and from which day it is. */
async function dated(copy, why) {
  const day = new Date(copy.headers.get(COPIED)).toLocaleDateString(WORDS.language, {
    day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Brussels",
  });
  const note = `<p class=w role=status>${why.replace("{day}", day)}</p>`;
  const text = (await copy.text()).replace(/<main\b[^>]*>/, (main) => main + note);
  return new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });
}

// --- keeping a municipality ----------------------------------------------------------------------

// What is being kept now, by municipality: how it ends, and who wants to hear of it.
const busy = new Map();

self.addEventListener("message", (event) => {
  const { keep } = event.data || {};
  if (!keep) return;
  const [port] = event.ports;
  event.waitUntil(
    keepOnce(keep, (said) => port.postMessage(said)).then(
      () => port.postMessage({ ready: true }),
      (error) => port.postMessage({ failed: error.name === "QuotaExceededError" ? "full" : "failed" }),
    ),
  );
});

/** Keep a municipality; whoever asks again meanwhile hears of the same copy. */
function keepOnce(town, tell) {
  const running = busy.get(town);
  if (running) {
    running.listeners.push(tell);
    return running.end;
  }
  const listeners = [tell];
  const copy = `kept-${town}.${Date.now()}${OURS}`;
  const end = keepWhole(town, copy, (said) => listeners.forEach((listener) => listener(said)));
  const forget = () => busy.delete(town);
  busy.set(town, { copy, listeners, end });
  end.then(forget, forget);
  return end;
}

/** Make a whole copy beside the old one, which goes only when the new one has its mark. */
async function keepWhole(town, copy, tell) {
  await removeHalves(copy);
  try {
    const files = await fill(copy, town, tell);
    const cache = await caches.open(copy);
    await cache.put(MARK, new Response(JSON.stringify(files)));
  } catch (error) {
    await caches.delete(copy);
    throw error;
  }
  const others = (await keptCopies()).filter((one) => one.town === town && one.name !== copy);
  await Promise.all(others.map(({ name }) => caches.delete(name)));
}

/** Fetch everything of one version of the site; gives the addresses. `tell` hears of pages. */
async function fill(copy, town, tell) {
  const name = `offline/${town}.json`;
  for (let turn = 0; turn < KEEP_TURNS; turn += 1) {
    await caches.delete(copy);
    const cache = await caches.open(copy);
    const { pages, version } = await (await fetched(name)).json();
    const files = [name, ...TOOLS, ...pages];
    for (let index = 0; index < files.length; index += 1) {
      await put(cache, files[index]);
      tell({ done: Math.max(0, index - TOOLS.length) });
    }
    // When the site was published anew in between, the copy may be of two versions.
    if ((await (await fetched(name)).json()).version === version) {
      return files.map((file) => new URL(file, ROOT).href);
    }
  }
  throw new Error(`${town}: published anew each time`);
}

/** The copies of municipalities of this site, whole or not. */
async function keptCopies() {
  return (await ours())
    .map((name) => ({ name, parts: KEPT.exec(name.slice(0, -OURS.length)) }))
    .filter(({ parts }) => parts)
    .map(({ name, parts }) => ({ name, town: parts[1] }));
}

/** Remove copies without a mark that nobody is busy with: their worker was killed. */
async function removeHalves(own) {
  const running = [own, ...[...busy.values()].map(({ copy }) => copy)];
  for (const { name } of await keptCopies()) {
    const isWhole = await caches.match(MARK, { cacheName: name });
    if (!isWhole && !running.includes(name)) await caches.delete(name);
  }
}
