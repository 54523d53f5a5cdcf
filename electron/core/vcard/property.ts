import type { RawParam, RawProperty } from './shape.ts';
import { decodeQuotedPrintable, decodeText } from './text.ts';

/** A property whose value still is bytes: only its parameters tell how they are to be read. */
export interface Property {
  readonly group?: string;
  readonly name: string;
  readonly params: readonly RawParam[];
  readonly bytes: Buffer;
}

const COLON = 0x3a;
const QUOTE = 0x22;
const NAME = /^(?:([a-z0-9_-]+)\.)?([a-z0-9_-]+)$/i;
// Words that stand alone in 2.1 and are no type.
const ENCODINGS = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT']);
const VALUES = new Set(['INLINE', 'URL', 'CONTENT-ID', 'CID']);

/** Reads `group.NAME;PARAM=a,b:value`; undefined when the line is nothing of the kind. */
export function parseProperty(line: Buffer): Property | undefined {
  const colon = endOfHead(line);
  if (colon < 0) return undefined;
  const [named = '', ...params] = splitQuoted(decodeText(line.subarray(0, colon)), ';');
  const [, group, name] = NAME.exec(named.trim()) ?? [];
  if (!name) return undefined;
  return {
    ...(group && { group }),
    name: name.toUpperCase(),
    params: params.filter((param) => param.trim() !== '').map(parseParam),
    bytes: line.subarray(colon + 1),
  };
}

/** Where the value begins: a colon in quotes is one of a parameter. -1 without one. */
function endOfHead(line: Buffer): number {
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === QUOTE) quoted = !quoted;
    else if (line[i] === COLON && !quoted) return i;
  }
  // An odd quote of somebody's hand must not hide the value.
  return quoted ? line.indexOf(COLON) : -1;
}

function parseParam(text: string): RawParam {
  const equals = text.indexOf('=');
  if (equals < 0) {
    const word = text.trim().toUpperCase();
    const name = ENCODINGS.has(word) ? 'ENCODING' : VALUES.has(word) ? 'VALUE' : 'TYPE';
    return { name, values: [text.trim()] };
  }
  return {
    name: text.slice(0, equals).trim().toUpperCase(),
    values: splitQuoted(text.slice(equals + 1), ',').map((value) => fromCarets(value.replaceAll('"', ''))),
  };
}

function splitQuoted(text: string, sign: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === sign && !quoted) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

// RFC 6868: what a quoted value cannot hold.
const fromCarets = (text: string): string =>
  text.replace(/\^([n^'])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign === "'" ? '"' : '^'));

const toCarets = (text: string): string =>
  text
    .replaceAll('^', '^^')
    .replace(/\r\n?|\n/g, '^n')
    .replaceAll('"', "^'");

export const paramOf = (property: { readonly params: readonly RawParam[] }, name: string): string[] =>
  property.params.filter((param) => param.name === name).flatMap((param) => param.values);

export const encodingOf = (property: { readonly params: readonly RawParam[] }) => {
  const encoding = paramOf(property, 'ENCODING')[0]?.toUpperCase();
  if (encoding === 'QUOTED-PRINTABLE') return 'quotedPrintable';
  return encoding === 'BASE64' || encoding === 'B' ? 'base64' : 'plain';
};

/** The value as text, still escaped, for a property that is known to be one. */
export function textOf(property: Property): string {
  const charset = paramOf(property, 'CHARSET')[0];
  switch (encodingOf(property)) {
    case 'quotedPrintable':
      return decodeText(decodeQuotedPrintable(property.bytes), charset);
    case 'base64':
      return decodeText(Buffer.from(property.bytes.toString('latin1'), 'base64'), charset);
    default:
      return decodeText(property.bytes, charset);
  }
}

/** A property to be kept as it is, in the writing of 3.0: encodings of 2.1 are resolved, its line breaks escaped. */
export function keep(property: Property, old: boolean): RawProperty {
  const { group, name, params } = property;
  const head = { ...(group && { group }), name };
  if (encodingOf(property) === 'base64') {
    return { ...head, params, value: property.bytes.toString('latin1').replace(/\s+/g, '') };
  }
  const text = textOf(property);
  return {
    ...head,
    params: params.filter((param) => param.name !== 'CHARSET' && param.name !== 'ENCODING'),
    value: old ? text.replace(/\\(?![,;:\\])/g, '\\\\').replace(/\r\n?|\n/g, '\\n') : text,
  };
}

/** `group.NAME;PARAM=a,b` */
export function printHead({ group, name, params }: Omit<RawProperty, 'value'>): string {
  const printed = params.map((param) => `;${param.name}=${param.values.map(printParamValue).join(',')}`);
  return `${group ? `${group}.` : ''}${name}${printed.join('')}`;
}

function printParamValue(value: string): string {
  const safe = toCarets(value);
  return /[,;:]/.test(safe) ? `"${safe}"` : safe;
}
