// On the page of an initiative: keep it, share it, find the way, save the contact, print.

import { keepButton, showBar } from "./keep.js";
import { pageOf, readPage } from "./kept.js";
import { make, pill, styled } from "./making.js";
import { contactCard, copy, download, longText, routeLink, shortText, smsLink, whatsappLink }
  from "./sharing.js";
import words from "./words.js";

const say = words.reach;
const ELSEWHERE = { rel: "noopener noreferrer", target: "_blank" };

/** Opens the phone's share sheet; without one, or when it fails, shows the other ways. */
async function share(entry, page, showWays) {
  if (!navigator.share) return showWays();
  const text = shortText(entry, page).slice(0, -page.length).trim();
  try {
    await navigator.share({ title: entry.neutral, text, url: page });
  } catch (error) {
    if (error.name !== "AbortError") showWays();
  }
  return undefined;
}

function shareParts(entry, page) {
  const text = shortText(entry, page);
  const ways = make("div", { class: "ps", id: "deel", hidden: true },
    pill("a", "sms", say.sms, { href: smsLink(text) }),
    pill("a", "share", say.whatsapp, { href: whatsappLink(text), ...ELSEWHERE }));
  const button = pill("button", "share", say.share, {
    "aria-expanded": navigator.share ? null : "false",
    "aria-controls": navigator.share ? null : "deel",
    click: () => share(entry, page, toggle),
  });
  function toggle() {
    ways.hidden = !ways.hidden;
    button.setAttribute("aria-expanded", String(!ways.hidden));
  }
  return { button, ways };
}

function copyButton(text, status) {
  return pill("button", "copy", say.copy, {
    click: async () => {
      status.textContent = (await copy(text)) ? say.copied : say.not_copied;
    },
  });
}

function contactButton(entry, page) {
  return pill("button", "contact", say.contact, {
    click: () => download(`${entry.slug}.vcf`, "text/vcard;charset=utf-8", contactCard(entry, page)),
  });
}

/** Fills the row below the ways to reach the initiative. */
export default async function reach(place) {
  const entry = readPage(document);
  if (!entry) return;
  await styled();
  const page = pageOf(entry.slug);
  const status = make("p", { role: "status", class: "st" });
  const { button, ways } = shareParts(entry, page);
  const canCall = entry.phone || entry.email || entry.website;
  const row = make("div", { class: "ps", "data-row": true },
    keepButton("pl", entry, () => readPage(document), false),
    button,
    entry.address.length ? pill("a", "map", say.route, { href: routeLink(entry.address), rel: "noopener noreferrer" }) : null,
    canCall ? contactButton(entry, page) : null,
    copyButton(longText(entry, page, say.hours), status),
    pill("button", "print", say.print, { click: () => window.print() }));
  // The button that reads aloud stays the last one, whichever module comes first.
  const last = place.querySelector("[data-speak]");
  for (const part of [row, ways, status]) place.insertBefore(part, last);
  showBar();
}
