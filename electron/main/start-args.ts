import { COMMANDS } from '../../shared/commands.ts';

/** What the command line, a link of another program or a second start asks of the shell. */
export interface StartArgs {
  readonly data?: string;
  /** No training line, no sample data. */
  readonly empty: boolean;
  /** A number or SIP address to dial, as the core takes it. */
  readonly dial?: string;
  /** A link was given that holds nothing to dial. */
  readonly badLink?: true;
  /** A person or script wrote `dial …` and waits for what becomes of it. */
  readonly command?: DialCommand;
  /** An administrator asks for something that needs no screen: the words of it (`run-command.ts`). */
  readonly administer?: readonly string[];
}

export interface DialCommand {
  readonly json: boolean;
  /** Answer that the program is not running, and do not start it. */
  readonly noStart: boolean;
}

/** RFC 3966 §3 and RFC 3261 §19.1 put no bound on a number; the contract does. */
const MAX_NUMBER = 256;
/** Each character of a number may come as three, and parameters stand behind it. */
const MAX_LINK = 2048;
const LINK = /^(tel|sips?|callto):/i;
const HELP = /^(--)?help$/;

/**
 * Reads what we know and ignores the rest: Electron's own words, Chromium's switches and the path of the program
 * stand among ours. Nothing after a link is read, since a link comes from strangers and a badly quoted one could bring
 * arguments with it; after `dial NUMBER` only what changes the answer. Behind `import`, `export` … the command line reads.
 */
export function parseStartArgs(argv: readonly string[]): StartArgs {
  let data: string | undefined;
  let empty = false;
  let asked: Pick<StartArgs, 'dial' | 'badLink' | 'command' | 'administer'> = {};
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? '';
    if (word === '--empty') empty = true;
    else if (word === '--data') data = argv[++i];
    else if (word.startsWith('--data=')) data = word.slice('--data='.length);
    else if (LINK.test(word)) {
      const dial = numberOfLink(word);
      asked = dial === undefined ? { badLink: true } : { dial };
      break;
    } else if (word === 'dial') {
      asked = readCommand(argv.slice(i + 1));
      break;
    } else if (HELP.test(word) || COMMANDS.some((name) => name === word)) {
      const words = HELP.test(word) ? ['--help'] : argv.slice(i);
      asked = { administer: data === undefined ? words : [...words, '--data', data] };
      break;
    }
  }
  return { ...(data ? { data } : {}), empty, ...asked };
}

function readCommand(words: readonly string[]): Pick<StartArgs, 'dial' | 'command'> {
  const command = { json: words.includes('--json'), noStart: words.includes('--no-start') };
  // A number may be given in groups: `ringdesk dial +380 44 123-45-67`.
  const groups = words.filter((each) => !each.startsWith('--'));
  const [first = ''] = groups;
  const dial = LINK.test(first) ? numberOfLink(first) : numberOfText(groups.join(' '));
  return { command, ...(dial === undefined ? {} : { dial }) };
}

/**
 * The number in a `tel:`, `callto:`, `sip:` or `sips:` link; undefined when there is none that could be dialled.
 * A SIP address whose user part is a number (with `user=phone`, or digits only) gives that number; others are given
 * as `sip:user@host`, without parameters, headers and password.
 *
 * Codes of the exchange (`*21*…#`) are refused: a page could send somebody's calls elsewhere with them.
 */
export function numberOfLink(link: string): string | undefined {
  const match = link.length <= MAX_LINK ? LINK.exec(link) : null;
  if (!match) return undefined;
  const rest = link.slice(match[0].length).replace(/^\/\//, '');
  const [beforeHeaders = ''] = rest.replace(/\/$/, '').split('?');
  const [address = ''] = beforeHeaders.split(';');
  const text = decode(address);
  if (text === undefined) return undefined;
  const at = text.lastIndexOf('@');
  if (at < 0) return digits(text);
  // A `tel:` has no host (RFC 3966 §3); Skype's `callto:` may have one.
  if (match[1]?.toLowerCase() === 'tel') return undefined;
  const user = text.slice(0, at).split(':')[0] ?? '';
  const host = text.slice(at + 1);
  return digits(user) ?? sipAddress(user, host);
}

/** A number as a person writes it; digits of any script, the core reads them all. */
function digits(text: string): string | undefined {
  const number = numberOfText(text);
  return number !== undefined && /^\+?[\p{Nd}().\-/\s]+$/u.test(number) && /\p{Nd}/u.test(number)
    ? number
    : undefined;
}

function sipAddress(user: string, host: string): string | undefined {
  return /^[A-Za-z0-9.\-_:[\]]+$/.test(host) && /^[A-Za-z0-9._~!'()&=+$,-]+$/.test(user)
    ? numberOfText(`sip:${user}@${host}`)
    : undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Text to be dialled, from any other program. Marks that nobody sees (the direction of writing, zero widths) come along
 * when a number is copied, and could show another number than the dialled one: they are taken off.
 */
export function numberOfText(text: string): string | undefined {
  if (text.length > MAX_LINK) return undefined;
  const number = text.replace(/\p{Cf}/gu, '').trim();
  // Control characters have no place in a number, and a log or a SIP header has none for them.
  return number === '' || number.length > MAX_NUMBER || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(number)
    ? undefined
    : number;
}
