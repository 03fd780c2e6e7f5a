// The first script. The build writes it into the head of every page (finder/publishing/inside.py), so
// that it is there before the box is. Every page works without it. It does three things: a full
// postcode goes straight to its page, each feature of a page comes in as a module of its own, and paper
// says on which day it was printed.

(() => {
  /**
   * A selector, the module whose default function gets the first match, and for which windows. What
   * no page of results has, those pages do not hold: the lines with this mark.
   */
  const FEATURES = [
    ["form[role=search]", "box"],
    [".z", "filters"],
    ["[data-h]", "open"],
    ["article[data-initiative]", "keep"],
    [".cols", "beside", "(min-width:64em)"],
    ["[data-slug]", "reach"], // elsewhere
    ["[data-offline]", "offline"], // elsewhere
    ["form[data-search]", "search"], // elsewhere
    ["[data-list]", "list"], // elsewhere
    ["[data-desk]", "desk"], // elsewhere
    ["[data-embed]", "embedding"], // elsewhere
    ["main", "speak"],
    ["[data-printed]", "paper", "(min-width:48em)"],
  ];
  // The modules that each of them imports, filled in by the build: all are asked for at once, for on
  // a bad connection every further question costs as much as the first.
  const NEEDS = {};
  // Those that dress what they add as soon as they run; each other one waits for its style.
  const STYLED = /^(box|filters|keep|beside|reach|search)$/;
  // The postcodes of Flanders and Brussels begin with these digits. For one that does not exist the
  // page for wrong addresses says so.
  const POSTCODE = /^\s*((1[0125-9]|[2389]\d)\d\d)\s*$/;
  // Milliseconds after a page is there.
  const LATER = 700, LAST = 3000;
  const here = document.currentScript;
  const root = document.querySelector("link[rel=manifest]").href.replace(/[^/]*$/, "");
  const bring = (name) => import(`${root}assets/js/${name}.js`);
  // A module that cannot be had leaves the page as it was.
  const ignore = () => {};
  // Answers that are on their way before the module that reads them is there (making.js takes them).
  const early = (self.early = {}); // elsewhere

  document.addEventListener("submit", (event) => {
    const { q: box, soort: kinds } = event.target.elements;
    const found = box && !event.defaultPrevented && POSTCODE.exec(box.value);
    if (!found) return;
    event.preventDefault();
    const choice = kinds && kinds.value ? `?soort=${kinds.value}` : "";
    location.assign(`${root}${found[1]}/${choice}`);
  });

  // The style of what scripts add. One that does not come makes room for another try.
  let style;
  function dress() {
    if (style) return;
    style = document.createElement("link");
    style.onerror = () => style.remove();
    style.rel = "stylesheet";
    style.href = `${root}assets/tools.css`;
    document.head.append(style);
  }

  // What a question in the address makes the search read: of places or of texts, which the page names.
  const read = ({ early: both, places, texts }) => // elsewhere
    `${both} ${/\d|waar=./.test(location.search) ? places : texts}`.split(" ").forEach((file) => // elsewhere
      (early[file] = fetch(root + file, { cache: "no-cache" })).catch(ignore)); // elsewhere

  function begin() {
    for (const [selector, name, window] of FEATURES) {
      const element = document.querySelector(selector);
      if (!element || (window && !matchMedia(window).matches)) continue;
      if (STYLED.test(name)) dress();
      if (element.dataset.early && /=[^&]{2}/.test(location.search)) read(element.dataset); // elsewhere
      for (const needed of NEEDS[name] || []) bring(needed).catch(ignore);
      bring(name).then((feature) => feature.default && feature.default(element), ignore);
    }
  }

  // A browser that asks for another language than that of the page, and which the switch has.
  function offer() {
    const asked = /^[a-z]{2}/.exec(navigator.language || "");
    const link = asked && document.querySelector(`.ls a[lang=${asked[0]}]`);
    if (link) bring("tongue").then((tongue) => tongue.default(link), ignore);
  }

  // Paper says on which day it was printed.
  function printed() {
    const foot = document.querySelector("[data-printed]");
    if (!foot) return;
    const options = { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Brussels" };
    const today = new Date().toLocaleDateString(`${document.documentElement.lang}-u-nu-latn`, options);
    const day = foot.querySelector("span") || foot.appendChild(document.createElement("span"));
    day.textContent = foot.dataset.printed.replace("{day}", today);
  }

  const after = (time, run) => addEventListener("load", () => setTimeout(run, time));
  // On the home page after all else: what suggests must not hold up who types a postcode at once.
  if (here.dataset.later) after(LATER, begin);
  else addEventListener("DOMContentLoaded", begin);
  after(LATER, offer);
  addEventListener("DOMContentLoaded", printed);
  addEventListener("beforeprint", printed);
  // Last, so that keeping a page never slows down reading it or going on to the next.
  after(LAST, () => bring("offline").then((offline) => offline.register && offline.register(), ignore));
})();
