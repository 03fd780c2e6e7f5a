// A QR code of an address (ISO/IEC 18004), made in the page: the list of a visitor leaves the phone for
// no server, not even for a drawing. Bytes, level M, one mask, versions 1 to 10: up to 213 letters.

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;
const MASK = 2;
const LEVEL = 0;
// For each version at level M: the bytes of data, the bytes that correct each block, and the blocks.
const VERSIONS = [null, [16, 10, 1], [28, 16, 1], [44, 26, 1], [64, 18, 2], [86, 24, 2], [108, 16, 4],
  [124, 18, 4], [154, 22, 4], [182, 22, 5], [216, 26, 5]];
// Where the small squares stand that help to read a larger code.
const SQUARES = [null, [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42],
  [6, 26, 46], [6, 28, 50]];

/* ---- Bytes and what corrects them: the field GF(256) with polynomial 0x11d ---- */

const POWERS = [], LOGS = [];
for (let power = 0, value = 1; power < 255; power++) {
  POWERS[power] = value;
  LOGS[value] = power;
  value = (value << 1) ^ (value >= 128 ? 0x11d : 0);
}

function times(one, other) {
  return one && other ? POWERS[(LOGS[one] + LOGS[other]) % 255] : 0;
}

/** The polynomial that divides, without its first coefficient. */
function divisor(degree) {
  const result = new Array(degree).fill(0);
  result[degree - 1] = 1;
  for (let power = 0; power < degree; power++)
    for (let at = 0; at < degree; at++)
      result[at] = times(result[at], POWERS[power]) ^ (at + 1 < degree ? result[at + 1] : 0);
  return result;
}

function correction(data, by) {
  const rest = by.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    by.forEach((one, at) => { rest[at] ^= times(one, factor); });
  }
  return rest;
}

/** The bytes of a code: its text, filled up, in blocks, each followed by what corrects it. */
function bytesOf(text, version) {
  const [room, fixes, number] = VERSIONS[version];
  const bits = [];
  const put = (value, length) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >>> at) & 1);
  };
  put(4, 4);
  put(text.length, version < 10 ? 8 : 16);
  text.forEach((byte) => put(byte, 8));
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < room * 8; pad ^= 0xec ^ 0x11) put(pad, 8);
  const data = [];
  for (let at = 0; at < bits.length; at += 8) data.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  return woven(data, fixes, number);
}

/** The blocks woven together, a byte of each in turn; the last blocks may have one more. */
function woven(data, fixes, number) {
  const by = divisor(fixes);
  const short = Math.floor(data.length / number);
  const longer = data.length % number;
  const blocks = [];
  for (let at = 0, block = 0; block < number; block++) {
    const length = short + (block >= number - longer ? 1 : 0);
    blocks.push(data.slice(at, at + length));
    at += length;
  }
  const result = [];
  for (let at = 0; at <= short; at++)
    for (const block of blocks) if (at < block.length) result.push(block[at]);
  const fixing = blocks.map((block) => correction(block, by));
  for (let at = 0; at < fixes; at++) for (const block of fixing) result.push(block[at]);
  return result;
}

/* ---- The drawing ---- */

/** What is the same in each code of a version, and where its format stands; the rest is undefined. */
function frame(version) {
  const size = 17 + 4 * version;
  const grid = [];
  for (let y = 0; y < size; y++) grid.push(new Array(size));
  const set = (x, y, isDark) => {
    if (x >= 0 && y >= 0 && x < size && y < size) grid[y][x] = Boolean(isDark);
  };
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const square = (x, y, radius, isDark) => {
    for (let down = -radius; down <= radius; down++)
      for (let right = -radius; right <= radius; right++)
        set(x + right, y + down, isDark(Math.max(Math.abs(right), Math.abs(down))));
  };
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]])
    square(x, y, 4, (away) => away !== 2 && away !== 4);
  const places = SQUARES[version], last = places.length - 1;
  places.forEach((x, i) => places.forEach((y, j) => {
    const isCorner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
    if (!isCorner) square(x, y, 2, (away) => away !== 1);
  }));
  writeFormat(set, size);
  if (version >= 7) writeVersion(set, size, version);
  return grid;
}

function remainder(value, length, by) {
  let rest = value;
  for (let at = 0; at < length; at++) rest = (rest << 1) ^ ((rest >>> (length - 1)) * by);
  return rest;
}

function writeFormat(set, size) {
  const data = (LEVEL << 3) | MASK;
  const bits = ((data << 10) | remainder(data, 10, 0x537)) ^ 0x5412;
  const bit = (at) => (bits >>> at) & 1;
  for (let at = 0; at < 6; at++) set(8, at, bit(at));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let at = 9; at < 15; at++) set(14 - at, 8, bit(at));
  for (let at = 0; at < 8; at++) set(size - 1 - at, 8, bit(at));
  for (let at = 8; at < 15; at++) set(8, size - 15 + at, bit(at));
  set(8, size - 8, true);
}

function writeVersion(set, size, version) {
  const bits = (version << 12) | remainder(version, 12, 0x1f25);
  for (let at = 0; at < 18; at++) {
    const far = size - 11 + (at % 3), near = Math.floor(at / 3);
    set(far, near, (bits >>> at) & 1);
    set(near, far, (bits >>> at) & 1);
  }
}

/** The rows of a code, from the top, each of true for dark; null when the text is too long. */
export function modules(text) {
  const bytes = [...new TextEncoder().encode(text)];
  const version = VERSIONS.findIndex((one, at) => one && bytes.length <= one[0] - (at < 10 ? 2 : 3));
  if (version < 0) return null;
  const grid = frame(version);
  const words = bytesOf(bytes, version);
  const bits = [].concat(...words.map((word) => [7, 6, 5, 4, 3, 2, 1, 0].map((at) => (word >>> at) & 1)));
  let next = 0;
  for (let right = grid.length - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < grid.length; step++) {
      const isUp = ((right + 1) & 2) === 0;
      const y = isUp ? grid.length - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== undefined) continue;
        grid[y][x] = Boolean(bits[next++]) !== (x % 3 === 0);
      }
    }
  }
  return grid;
}

/** A flat rectangle for each row of dark modules that touch. */
function runs(row, y) {
  const found = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x++;
    const length = x - start + 1;
    found.push(`M${start + QUIET} ${y + QUIET}h${length}v1h-${length}z`);
  }
  return found.join("");
}

/** A drawing of a code, with white around it; null when the text is too long for one. */
export function code(text, label) {
  const rows = modules(text);
  if (!rows) return null;
  const size = rows.length + 2 * QUIET;
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", rows.map(runs).join(""));
  const attributes = { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.append(path);
  return svg;
}
