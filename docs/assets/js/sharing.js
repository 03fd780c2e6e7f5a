// What leaves the phone when a visitor shares or keeps something: texts, contacts, links.
// Each function is pure; nothing is sent before the visitor taps.

/** The longest text that is one SMS, and that phones send as three. */
export const SMS = 160;
export const LONG_SMS = 459;

// The letters that count once in an SMS (GSM 03.38); one letter more, and a text holds 70.
const PLAIN = /[A-Za-z0-9 \n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]/;

/** The text without letters that make an SMS twice as long: "coördinatië" becomes "coördinatie". */
export function plain(text) {
  const letters = [...text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-")];
  return letters
    .map((letter) => (PLAIN.test(letter) ? letter : letter.normalize("NFD")[0]))
    .filter((letter) => PLAIN.test(letter))
    .join("");
}

/**
 * Name, phone and address of the page in at most 160 letters.
 * The address is never cut; a name that is too long is. Whose number it is stands there when there
 * is room; the page says it too.
 */
export function shortText({ neutral, phone, whose }, page, most = SMS) {
  const asked = whose ? ` (${plain(whose)})` : "";
  const whole = `${plain(neutral)}\n${phone}${asked}\n${page}`;
  if (phone && asked && whole.length <= most) return whole;
  const rest = (phone ? `\n${phone}` : "") + `\n${page}`;
  const room = most - rest.length;
  const name = plain(neutral);
  if (name.length <= room) return name + rest;
  if (room >= 12) return `${name.slice(0, room - 3).trim()}...${rest}`;
  return page.length <= most ? page : "";
}

/** Everything about one entry, to paste in a mail; but for the note that somebody made. */
export function longText(entry, page, hoursWord) {
  const place = entry.address.join(", ");
  const hours = entry.hours.length ? `${hoursWord}: ${entry.hours.join(" ")}` : "";
  const phone = [entry.phone, entry.whose].filter(Boolean).join(". ");
  return [entry.neutral, phone, entry.email, entry.website, place, hours, page]
    .filter(Boolean)
    .join("\n");
}

/**
 * Names and numbers of a list, each on a line, and the link to it: as many as fit. A link that leaves
 * no room for them stays out.
 */
export function listText(entries, link, most = Infinity) {
  const lines = [];
  const isFull = (more) => [...lines, ...more].join("\n").length > most;
  for (const { neutral, phone } of entries.filter(({ stopped }) => !stopped)) {
    const line = plain(phone ? `${neutral}: ${phone}` : neutral);
    if (isFull([line])) break;
    lines.push(line);
  }
  return [...lines, ...(isFull([link]) ? [] : [link])].join("\n");
}

/** A link that opens the phone's own messages, on Android and iOS alike. */
export function smsLink(text) {
  return `sms:?&body=${encodeURIComponent(text)}`;
}

export function whatsappLink(text) {
  return `https://wa.me/?text=${encodeURIComponent(text)}`;
}

export function mailLink(subject, text) {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
}

// A box in a house, which no map knows: "Kerkstraat 12 bus 3". cards.py leaves it out too.
const BOX = /([0-9a-z])[ ,]{1,3}(?:bus|box|bte|bo[iî]te)\.? ?[0-9a-z.]{1,8}$/i;

/**
 * A link that opens the phone's own map application.
 *
 * Android asks which application may open a `geo:` link. iOS has no such link; an address of
 * maps.apple.com opens the application that comes with the phone, without a request to that host.
 * Elsewhere OpenStreetMap.
 */
export function routeLink(lines, agent = navigator.userAgent, touches = navigator.maxTouchPoints) {
  const place = encodeURIComponent(lines.map((line) => line.replace(BOX, "$1")).join(", "));
  if (/Android/.test(agent)) return `geo:0,0?q=${place}`;
  // An iPad says that it is a Mac.
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touches > 1))
    return `https://maps.apple.com/?daddr=${place}`;
  return `https://www.openstreetmap.org/search?query=${place}`;
}

/** A contact for the phone: vCard 3.0 (RFC 2426), which old and new phones read. */
export function contactCard(entry, page) {
  const [street, town] = entry.address.length > 1 ? entry.address : ["", entry.address[0] || ""];
  const [, code, place] = /^(\d{4}) (.*)$/.exec(town) || ["", "", town];
  const name = escaped(entry.neutral);
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    "N:;;;;",
    `FN:${name}`,
    `ORG:${name}`,
    "X-ABSHOWAS:COMPANY",
    entry.phoneLink && `TEL;TYPE=WORK,VOICE:${escaped(entry.phoneLink.replace(/^tel:/, ""))}`,
    entry.email && `EMAIL;TYPE=INTERNET:${escaped(entry.email)}`,
    entry.website && `URL:${escaped(entry.website)}`,
    town && `ADR;TYPE=WORK:;;${escaped(street)};${escaped(place)};;${code};`,
    `NOTE:${escaped([entry.whose, ...entry.hours, page].filter(Boolean).join("\n"))}`,
    "END:VCARD",
  ];
  return lines.filter(Boolean).map(folded).join("\r\n") + "\r\n";
}

/** Signs that end a value, and line breaks, in the way of RFC 2426. */
function escaped(text) {
  return text.replace(/[\\,;]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");
}

/** A line of at most 75 bytes, and its rest on lines that begin with a space. */
function folded(line) {
  const parts = [""];
  let bytes = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (bytes + size > 75) {
      parts.push(" ");
      bytes = 1;
    }
    parts[parts.length - 1] += letter;
    bytes += size;
  }
  return parts.join("\r\n");
}

/** The link that carries a list: the slugs stand after "#", which no server sees. */
export function listLink(slugs, page) {
  return `${page}#${slugs.join(",")}`;
}

/** Copy a text; false when the browser refuses. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    return copyOld(text);
  }
}

/** Browsers of before 2018, and pages without https. */
function copyOld(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "h";
  document.body.append(field);
  field.select();
  let done;
  try {
    done = document.execCommand("copy");
  } catch (error) {
    done = false;
  }
  field.remove();
  return done;
}

/** Hand a file to the phone. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
