import type { CallView, LiveCall } from '../../../shared/contract/calls.ts';

/** The calls that are going on now, by id, in the order in which they began. */
export type LiveCalls = ReadonlyMap<string, CallView>;

export const noCalls: LiveCalls = new Map();

/** Folds one `calls.changed` in; a late word of an ended call changes nothing. */
export function withCall(calls: LiveCalls, { call }: LiveCall): LiveCalls {
  const next = new Map(calls);
  if (call.state === 'ended') next.delete(call.id);
  else next.set(call.id, call);
  return next;
}

export const fromList = (list: readonly LiveCall[]): LiveCalls => list.reduce(withCall, noCalls);

/** Inbound calls that nobody took yet, the longest waiting first. */
export const ringing = (calls: LiveCalls): CallView[] =>
  [...calls.values()].filter((call) => call.state === 'ringing' && call.direction === 'inbound');

/** The talk that is on, if there is one; a held one when there is no other. */
export function talking(calls: LiveCalls): CallView | undefined {
  const taken = [...calls.values()].filter((call) => call.state !== 'ringing');
  return taken.find((call) => call.state === 'talking') ?? taken[0];
}

export interface CallerText {
  /** The customer's name, or the best that is known. */
  readonly name: string;
  readonly organisation: string;
  /** For people; empty when `name` is the number already. */
  readonly number: string;
}

/** Who it is, for the few words of a card, a notification or the tray. */
export function describeCaller(call: CallView, anonymous: string): CallerText {
  const number = plain(numberOf(call));
  const name = plain(call.contactName ?? '') || plain(call.remote.displayName) || number || anonymous;
  return { name, organisation: plain(call.organisationName ?? ''), number: number === name ? '' : number };
}

function numberOf(call: CallView): string {
  const reading = call.identity.reading;
  switch (reading.kind) {
    case 'e164':
      return reading.display;
    case 'internal':
      return reading.extension;
    case 'anonymous':
      return '';
    case 'suffix':
    case 'text':
      return call.remote.number;
  }
}

const MAX_CHARACTERS = 80;
// C0 and C1 controls, and the marks that turn the direction of text: a caller could write another name with them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text of strangers as one short line that shows what it holds. */
export function plain(text: string): string {
  const line = text.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= MAX_CHARACTERS ? line : `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…`;
}

/**
 * For the body of a notification: desktops that follow freedesktop.org read HTML in it (`body-markup`), so the signs
 * of markup become signs that only look like them.
 */
export const withoutMarkup = (text: string): string =>
  text.replaceAll('<', '‹').replaceAll('>', '›').replaceAll('&', '＆');
