// Reads a page aloud, sentence by sentence, and marks the sentence. Loaded at the first tap.

import { make } from "./making.js";

// What is not part of the story: buttons, ways onward, what only paper or a screen reader shows.
const SKIPPED =
  "svg,nav,form,button,iframe,textarea,script,style,[hidden],.pr,.rs,span.h,.q,.c,.z,.fs,.ps,.kl," +
  "[data-initiative] .a";
// A full stop after these does not end a sentence.
const SHORT = /(?:^|[\s(])(?:bv|bijv|nr|tel|enz|st|dr|mr|mevr|ca|incl|excl|blz|vzw|[a-z])\.$/i;

/** Where the sentences of a text begin and end: [[0, 12], [13, 30]]. */
export function sentences(text) {
  const found = [];
  let start = 0;
  const end = /[.?!…]+["'”’)]*(?=\s|$)/g;
  for (let match = end.exec(text); match; match = end.exec(text)) {
    const stop = match.index + match[0].length;
    if (!SHORT.test(text.slice(start, stop))) {
      found.push([start, stop]);
      start = stop;
    }
  }
  found.push([start, text.length]);
  return found.map((part) => trimmed(text, part)).filter(([first, last]) => first < last);
}

function trimmed(text, [start, end]) {
  const part = text.slice(start, end);
  return [start + part.length - part.replace(/^\s+/, "").length, end - (part.length - part.replace(/\s+$/, "").length)];
}

/** The blocks of text that a visitor sees, each with its text nodes. */
function blocksIn(main) {
  const blocks = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!isRead(node)) continue;
    const element = blockOf(node);
    const last = blocks[blocks.length - 1];
    if (last && last.element === element) last.nodes.push(node);
    else blocks.push({ element, nodes: [node] });
  }
  return blocks;
}

function isRead(node) {
  const parent = node.parentElement;
  if (!node.data.trim() || parent.closest(SKIPPED)) return false;
  const folded = parent.closest("details:not([open])");
  return !folded || Boolean(parent.closest("summary"));
}

function blockOf(node) {
  let element = node.parentElement;
  while (getComputedStyle(element).display === "inline") element = element.parentElement;
  return element;
}

/** A dot between two facts is a pause, and white space is one space. */
function spoken(text) {
  return text.replace(/\s*·/g, ",").replace(/\s+/g, " ");
}

/** Every sentence of the page, with the pieces of text nodes that it covers. */
export function storyOf(main) {
  const story = [];
  for (const { nodes } of blocksIn(main)) {
    const text = nodes.map(({ data }) => data).join("");
    for (const span of sentences(text)) {
      story.push({ text: spoken(text.slice(...span)), nodes, span });
    }
  }
  return story;
}

/** Puts a mark around a sentence; the function that is returned takes it away again. */
function mark({ nodes, span: [start, end] }) {
  const undo = [];
  let at = 0;
  for (const node of nodes) {
    const whole = node.data;
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, whole.length)];
    at += whole.length;
    if (from >= to) continue;
    const middle = node.splitText(from);
    const rest = middle.splitText(to - from);
    const around = make("mark", {});
    middle.before(around);
    around.append(middle);
    undo.push(() => {
      around.remove();
      rest.remove();
      node.data = whole;
    });
  }
  return () => undo.forEach((step) => step());
}

/** Reads a story with a voice, and marks what it reads. */
export class Reader {
  constructor(voice, onStop) {
    this.voice = voice;
    this.onStop = onStop;
    this.unmark = () => {};
  }

  start(story) {
    this.story = story;
    speechSynthesis.cancel();
    this.read(0);
  }

  read(number) {
    this.unmark();
    this.unmark = () => {};
    if (number >= this.story.length) {
      this.stop();
      return;
    }
    const sentence = this.story[number];
    const block = sentence.nodes[0].parentElement;
    // A filter may have hidden this result in the meantime.
    if (!block || !block.isConnected || !block.getClientRects().length) {
      this.read(number + 1);
      return;
    }
    this.unmark = mark(sentence);
    show(document.querySelector("main mark"));
    this.say(sentence.text, () => this.read(number + 1));
  }

  say(text, onEnd) {
    // Kept on the reader: Chrome forgets an utterance that nothing refers to, and never ends it.
    const said = new SpeechSynthesisUtterance(text);
    this.said = said;
    said.voice = this.voice;
    said.lang = this.voice.lang.replace("_", "-");
    said.addEventListener("end", () => this.said === said && onEnd());
    said.addEventListener("error", () => this.said === said && this.stop());
    speechSynthesis.speak(said);
  }

  stop() {
    this.said = null;
    this.unmark();
    this.unmark = () => {};
    speechSynthesis.cancel();
    this.onStop();
  }
}

/** Scrolls to a mark that is outside the window. */
function show(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight * 0.8) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}
