import { isUtf8 } from 'node:buffer';
import { Problem } from './problem';

/** The depth of nested lists and objects; the deepest request of ours has five levels. */
const DEPTH_MAX = 32;
/** Members of one object. An object with very many members takes a hundred milliseconds to build. */
const MEMBERS_MAX = 200;
/** Values of one body; the largest order has about ten thousand. */
const VALUES_MAX = 60_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Parses a body. Its shape is checked first, byte by byte: `JSON.parse` takes up to a tenth of a second for a body of 1
 * MiB that is very deep or has very many members, and blocks all other requests. Throws `Problem` 400
 * `request-invalid`.
 */
export function parseJsonBody(body: Buffer): unknown {
  demandShape(body);
  // The decoder would silently replace unreadable bytes.
  if (!isUtf8(body)) throw new Problem(400, 'request-invalid', 'The body is not UTF-8.');
  const text = body.toString('utf8');
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    throw new Problem(400, 'request-invalid', 'The body is not JSON.');
  }
}

function demandShape(body: Buffer): void {
  const members = new Uint32Array(DEPTH_MAX + 1);
  const isList = new Uint8Array(DEPTH_MAX + 1);
  let depth = 0;
  let values = 1;
  for (let at = 0; at < body.length; at++) {
    switch (body[at]) {
      case QUOTE:
        at = endOfText(body, at);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        if (++depth > DEPTH_MAX) throw tooMuch(`is nested deeper than ${DEPTH_MAX} levels`);
        members[depth] = 1;
        isList[depth] = body[at] === OPEN_LIST ? 1 : 0;
        values += 1;
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        if (depth > 0) depth -= 1;
        break;
      case COMMA:
        members[depth]! += 1;
        if (++values > VALUES_MAX) throw tooMuch(`holds more than ${VALUES_MAX} values`);
        if (!isList[depth] && members[depth]! > MEMBERS_MAX)
          throw tooMuch(`has an object with more than ${MEMBERS_MAX} members`);
        break;
      default:
    }
  }
}

/** The index of the quote that ends the text that begins at `from`. */
function endOfText(body: Buffer, from: number): number {
  for (let at = body.indexOf(QUOTE, from + 1); at >= 0; at = body.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (body[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return body.length;
}

const tooMuch = (what: string) => new Problem(400, 'request-invalid', `The body ${what}.`);
