// The button that reads the page aloud with the phone's own Dutch voice.
// A voice that lives on somebody's server would send the text there, so only voices of the phone
// itself are used; where there is none, nothing shows.

import { make, pill, styled } from "./making.js";
import words from "./words.js";

const say = words.speak;

/** The best Dutch voice of the phone itself: Belgian first. Android writes nl_BE. */
export function dutchVoice(voices) {
  const own = ownVoices(voices, "nl");
  return own.find(({ lang }) => /^nl[-_]be/i.test(lang)) || own[0] || null;
}

/** The voices of the phone itself for a language. */
function ownVoices(voices, language) {
  const isOf = new RegExp(`^${language}\\b|^${language}_`, "i");
  return voices.filter(({ lang, localService }) => localService && isOf.test(lang));
}

/** The best voice of the phone itself for the language of the page. */
function pageVoice(voices) {
  const { lang } = document.documentElement;
  return lang === "nl" ? dutchVoice(voices) : ownVoices(voices, lang)[0] || null;
}

/** Where the button stands: with the other buttons, beside the first group, or by the title. */
function put(main, button) {
  const row = main.querySelector("[data-slug]");
  const group = main.querySelector("[data-group] h2");
  const title = main.querySelector("h1");
  if (row) row.append(make("div", { class: "ps", "data-speak": true }, button));
  else if (group) {
    group.classList.add("sh");
    group.after(make("div", { class: "sp" }, button));
  } else if (title) putBy(title, button);
}

/** Beside the title, so that nothing moves below a thumb; under it where that is too narrow. */
function putBy(title, button) {
  const beside = make("div", { class: "sp" }, button);
  const both = make("div", { class: "sb" });
  title.before(both);
  both.append(title, beside);
  const text = document.createRange();
  text.selectNodeContents(title);
  if (text.getBoundingClientRect().right + 8 > button.getBoundingClientRect().left)
    beside.className = "ps";
}

/** Makes the button that starts and stops, and one more that stops while the page scrolls. */
function speaker(main, voice) {
  const start = pill("button", "speak", make("span", {}, say.start), {});
  const stop = pill("button", "stop", say.stop, { class: "pl sx", hidden: true });
  let reader;
  const setReading = (isReading) => {
    start.querySelector("span").textContent = isReading ? say.stop : say.start;
    if (!isReading && document.activeElement === stop) start.focus();
    stop.hidden = !isReading;
  };
  const isReading = () => Boolean(reader && reader.said);
  start.addEventListener("click", async () => {
    if (isReading()) return reader.stop();
    // Safari lets a page speak only in the tap itself, and the module may come later.
    speechSynthesis.speak(new SpeechSynthesisUtterance(""));
    const { Reader, storyOf } = await import("./reading.js");
    reader = reader || new Reader(voice, () => setReading(false));
    setReading(true);
    return reader.start(storyOf(main));
  });
  stop.addEventListener("click", () => reader.stop());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && isReading() && reader.stop());
  window.addEventListener("pagehide", () => isReading() && reader.stop());
  put(main, start);
  document.body.append(stop);
}

/** Shows the button as soon as the phone names a Dutch voice; some name their voices late. */
export default function speak(main) {
  if (!("speechSynthesis" in window) || !("SpeechSynthesisUtterance" in window)) return;
  let isThere = false;
  const look = async () => {
    const voice = pageVoice(speechSynthesis.getVoices());
    if (!voice || isThere) return;
    isThere = true;
    await styled();
    speaker(main, voice);
  };
  look();
  speechSynthesis.onvoiceschanged = look;
}
