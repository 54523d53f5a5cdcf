/** What the command line, a link of another program or a second start asks of the shell. */
export interface StartArgs {
  readonly data?: string;
  /** No training line, no sample data. */
  readonly empty: boolean;
  /** A number or SIP address to dial, as the core takes it. */
  readonly dial?: string;
}

/** RFC 3966 §3 and RFC 3261 §19.1 put no bound on a number; the contract does. */
const MAX_NUMBER = 256;
const LINK = /^(tel|sips?|callto):/i;

/**
 * Reads what we know and ignores the rest: Electron's own words, Chromium's switches and the path of the program
 * stand among ours. Nothing after a link or after `dial NUMBER` is read, since a link comes from strangers and a
 * badly quoted one could bring arguments with it.
 */
export function parseStartArgs(argv: readonly string[]): StartArgs {
  let data: string | undefined;
  let empty = false;
  let dial: string | undefined;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--empty') empty = true;
    else if (word === '--data') data = argv[++i];
    else if (word.startsWith('--data=')) data = word.slice('--data='.length);
    else if (LINK.test(word)) {
      dial = numberOfLink(word);
      break;
    } else if (word === 'dial' && argv[i + 1] !== undefined) {
      // A number may be given in groups: `ringdesk dial +380 44 123-45-67`.
      const words = argv.slice(i + 1).filter((each) => !each.startsWith('--'));
      dial = LINK.test(words[0] ?? '') ? numberOfLink(words[0] ?? '') : clean(words.join(' '));
      break;
    }
  }
  return { ...(data ? { data } : {}), empty, ...(dial === undefined ? {} : { dial }) };
}

/**
 * The number in a `tel:`, `callto:`, `sip:` or `sips:` link; undefined when there is none that could be dialled.
 * A SIP address whose user part is a number (with `user=phone`, or digits only) gives that number; others are given
 * as `sip:user@host`, without parameters, headers and password.
 */
export function numberOfLink(link: string): string | undefined {
  const match = LINK.exec(link);
  if (!match) return undefined;
  const scheme = (match[1] ?? '').toLowerCase();
  const rest = link.slice(match[0].length).replace(/^\/\//, '');
  const [beforeHeaders = ''] = rest.replace(/\/$/, '').split('?');
  const [address = ''] = beforeHeaders.split(';');
  const text = decode(address);
  if (text === undefined) return undefined;
  if (scheme === 'tel' || scheme === 'callto') return clean(text);
  const at = text.lastIndexOf('@');
  if (at < 0) return clean(text);
  const user = text.slice(0, at).split(':')[0] ?? '';
  const host = text.slice(at + 1);
  if (/^\+?[0-9*#().\-\s]+$/.test(user)) return clean(user);
  return /^[A-Za-z0-9.\-_:[\]]+$/.test(host) && /^[^\s<>"@:;?]+$/.test(user)
    ? clean(`sip:${user}@${host}`)
    : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function clean(text: string): string | undefined {
  const number = text.trim();
  // Control characters have no place in a number, and a log or a SIP header has none for them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return number === '' || number.length > MAX_NUMBER || /[\u0000-\u001f\u007f]/.test(number)
    ? undefined
    : number;
}
