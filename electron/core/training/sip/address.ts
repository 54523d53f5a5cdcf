import { SipSyntaxError } from './message.ts';

/** A name-addr or addr-spec with its header parameters (RFC 3261 §20.10): From, To, Contact, Refer-To, Route. */
export interface NameAddress {
  readonly displayName: string;
  readonly uri: string;
  /** Parameter names in lower case; a parameter without value is ''. */
  readonly params: ReadonlyMap<string, string>;
}

/** Splits a header value at its top-level commas (RFC 3261 §7.3.1); quotes and angle brackets protect theirs. */
export function splitList(value: string): string[] {
  return splitOutside(value, ',');
}

function splitOutside(value: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  let angled = false;
  for (let index = 0; index < value.length; index += 1) {
    const char = value[index];
    if (quoted) {
      if (char === '\\') index += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '<') angled = true;
    else if (char === '>') angled = false;
    else if (char === separator && !angled) {
      parts.push(value.slice(start, index).trim());
      start = index + 1;
    }
  }
  parts.push(value.slice(start).trim());
  return parts.filter((part) => part !== '');
}

/** @throws {SipSyntaxError} */
export function parseNameAddress(value: string): NameAddress {
  const [head = '', ...params] = splitOutside(value, ';');
  const angle = /^(.*?)<([^<>]*)>\s*$/s.exec(head);
  const uri = angle === null ? head : (angle[2] ?? '');
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(uri)) throw new SipSyntaxError('no address');
  return { displayName: unquote((angle?.[1] ?? '').trim()), uri, params: parseParams(params) };
}

function parseParams(parts: readonly string[]): Map<string, string> {
  return new Map(
    parts.map((part) => {
      const equals = part.indexOf('=');
      return equals === -1
        ? [part.toLowerCase(), '']
        : [part.slice(0, equals).trim().toLowerCase(), unquote(part.slice(equals + 1).trim())];
    }),
  );
}

const unquote = (text: string): string =>
  text.startsWith('"') && text.endsWith('"') && text.length > 1
    ? text.slice(1, -1).replace(/\\(.)/gs, '$1')
    : text;

/** `"name" <uri>`, the name escaped (RFC 3261 §25.1 quoted-string); without name just `<uri>`. */
export function formatNameAddress(displayName: string, uri: string): string {
  return displayName === '' ? `<${uri}>` : `"${displayName.replace(/[\\"]/g, '\\$&')}" <${uri}>`;
}

/** User part of a sip: or tel: URI, its escapes decoded; '' when there is none. */
export function userOf(uri: string): string {
  const user = /^sips?:([^@]*)@/i.exec(uri)?.[1] ?? /^tel:([^;?]*)/i.exec(uri)?.[1] ?? '';
  const name = user.split(/[:;]/, 1)[0] ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** User part for a URI: everything outside `unreserved` and a few harmless marks is escaped (RFC 3261 §25.1). */
export function escapeUser(user: string): string {
  return encodeURIComponent(user).replace(/%2B/g, '+').replace(/%2C/g, ',').replace(/%24/g, '$');
}

/** Tag of a From or To value, or undefined. */
export function tagOf(value: string | undefined): string | undefined {
  return value === undefined ? undefined : parseNameAddress(value).params.get('tag');
}
