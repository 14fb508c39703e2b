// Two members of the same name in a JSON object: JSON.parse takes the last one and says nothing (RFC 8259, 4).

type Step = string | number;

interface Frame {
  /** Of an object, the keys so far; of an array, none. */
  readonly keys: Set<string> | undefined;
  /** Where in it we are. */
  step: Step;
}

/**
 * The way to the first key that stands twice in its object, however it is escaped; undefined where there is none. For text that
 * JSON.parse has taken: it looks at nothing but what it needs. One pass without recursion, so depth costs no stack.
 */
export function duplicateKeyIn(text: string): readonly Step[] | undefined {
  const frames: Frame[] = [];
  let frame: Frame | undefined;
  let isKey = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfString(text, at);
        if (isKey && frame?.keys !== undefined) {
          const key = keyIn(text, at, end);
          frame.step = key;
          if (frame.keys.has(key)) return frames.map(({ step }) => step);
          frame.keys.add(key);
          isKey = false;
        }
        at = end;
        break;
      }
      case openBrace:
      case openBracket:
        isKey = text.charCodeAt(at) === openBrace;
        frame = { keys: isKey ? new Set() : undefined, step: 0 };
        frames.push(frame);
        break;
      case closeBrace:
      case closeBracket:
        frames.pop();
        frame = frames.at(-1);
        isKey = false;
        break;
      case comma:
        isKey = frame?.keys !== undefined;
        if (typeof frame?.step === "number") frame.step += 1;
        break;
    }
  }
  return undefined;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The quotation mark that ends the string which begins here. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); code !== quote && end < text.length; code = text.charCodeAt(end)) {
    end += code === backslash ? 2 : 1;
  }
  return end;
}

function keyIn(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes("\\") ? JSON.parse(`"${raw}"`) : raw;
}
