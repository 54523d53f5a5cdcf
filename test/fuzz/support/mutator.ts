import type { Dice } from './dice.ts';
import { type Draft, draftOf, get, isResponse, measure, methodOf, put, statusOf, textOf } from './draft.ts';
import { MUTATIONS } from './mutations.ts';
import { damageSdp } from './sdp-mutations.ts';
import type { Heard } from './tap.ts';

/** A living dialog as the attacker speaks in it. */
export interface Dialog {
  readonly callId: string;
  /** The attacker's party and the target's, with their tags. */
  readonly from: string;
  readonly to: string;
}

/** What one storm is made of. */
export interface Material {
  /** Messages of real calls, in the direction in which the storm goes. */
  readonly corpus: readonly string[];
  /** Dialogs that live now: most messages are put into one of them, so that they get past the first door. */
  readonly dialogs: readonly Dialog[];
  /** Requests that the target sent and that nobody answered yet, or long ago. */
  readonly asked: readonly string[];
}

/** Every answered INVITE of what was heard is a dialog. @param target who is to be attacked in it */
export function dialogsOf(heard: readonly Heard[], target: Heard['to']): Dialog[] {
  const found = new Map<string, Dialog>();
  for (const { to, text } of heard) {
    const draft = draftOf(text);
    if (methodOf(draft) !== 'INVITE' || statusOf(draft) < 200 || statusOf(draft) > 299) continue;
    const answeredByUs = to === target;
    const [from, callee] = [get(draft, 'from'), get(draft, 'to')];
    const callId = get(draft, 'call-id');
    found.set(callId, answeredByUs ? { callId, from: callee, to: from } : { callId, from, to: callee });
  }
  return [...found.values()];
}

const WHOLE = MUTATIONS.reduce((sum, [weight]) => sum + weight, 0);
/** The CSeq that a storm begins at inside living dialogs: above what the real call has used. */
const FIRST_CSEQ = 100;

/** Larger frames are cut off by the exchange's WebSocket, with the line that they came on. */
const LARGEST = 21_000;

/** One message of the storm: a real one, put into the present, and damaged once to three times. */
export function mutant(material: Material, dice: Dice, serial: number): string | Buffer {
  const answers = material.asked.length > 0 && dice.oneIn(5);
  const draft = answers
    ? answerTo(draftOf(dice.pick(material.asked)), material, dice)
    : draftOf(oneOf(material.corpus, dice));
  if (!isResponse(draft)) intoThePresent(draft, material, dice, serial);
  for (let times = 1 + dice.number(3); times > 0; times -= 1) mutate(draft, dice);
  return damageBytes(textOf(draft), dice).slice(0, LARGEST);
}

/** New calls come seldom: each costs both sides a peer connection, and most of what can go wrong comes later. */
function oneOf(corpus: readonly string[], dice: Dice): string {
  const text = dice.pick(corpus);
  return text.startsWith('INVITE ') && !dice.oneIn(3) ? dice.pick(corpus) : text;
}

function intoThePresent(draft: Draft, { dialogs }: Material, dice: Dice, serial: number): void {
  const method = methodOf(draft);
  put(draft, 'Via', get(draft, 'via').replace(/branch=[^;]*/, `branch=z9hG4bK-fuzz-${serial}`));
  const inside = get(draft, 'to').includes(';tag=') || dice.oneIn(10);
  if (inside && dialogs.length > 0) {
    const dialog = dice.pick(dialogs);
    put(draft, 'Call-ID', dialog.callId);
    put(draft, 'From', dialog.from);
    put(draft, 'To', dialog.to);
    put(draft, 'CSeq', `${FIRST_CSEQ + serial} ${method}`);
  } else if (method !== 'REGISTER') put(draft, 'Call-ID', `fuzz-${serial}`);
}

/** A response to something that the target asked, with the body of some real one. */
function answerTo(request: Draft, { corpus }: Material, dice: Dice): Draft {
  const status = dice.pick([100, 180, 183, 200, 200, 202, 302, 401, 407, 481, 486, 487, 491, 500, 503, 603]);
  const bodies = corpus.map((text) => draftOf(text).body).filter(Boolean);
  const copied = request.headers.filter(([name]) => /^(?:via|from|to|call-id|cseq)$/i.test(name));
  const draft: Draft = {
    first: `SIP/2.0 ${status} Fuzz`,
    headers: copied.map(([name, value]) => [name, value]),
    body: bodies.length > 0 && dice.oneIn(2) ? dice.pick(bodies) : '',
  };
  if (!get(draft, 'to').includes(';tag=')) put(draft, 'To', `${get(draft, 'to')};tag=${dice.token()}`);
  put(draft, 'Contact', '<sip:fuzz@127.0.0.1;transport=ws>');
  if (draft.body) put(draft, 'Content-Type', 'application/sdp');
  measure(draft);
  return draft;
}

function mutate(draft: Draft, dice: Dice): void {
  if (draft.body.startsWith('v=') && dice.oneIn(3)) {
    damageSdp(draft, dice);
    return;
  }
  let drawn = dice.number(WHOLE);
  const [, chosen] = MUTATIONS.find(([weight]) => {
    drawn -= weight;
    return drawn < 0;
  }) ?? [0, undefined];
  chosen?.(draft, dice);
}

/** Damage below the grammar: cut off, binary, broken UTF-8, other line ends. Seldom: such a message seldom gets far. */
function damageBytes(text: string, dice: Dice): string | Buffer {
  switch (dice.number(60)) {
    case 0:
      return text.slice(0, dice.number(text.length));
    case 1: {
      const bytes = Buffer.from(text);
      for (let times = 1 + dice.number(20); times > 0; times -= 1) {
        bytes[dice.number(bytes.length)] = dice.pick([0, 0x80, 0xc0, 0xed, 0xf5, 0xff, dice.number(256)]);
      }
      return bytes;
    }
    case 2:
      return Buffer.from(Array.from({ length: dice.number(400) }, () => dice.number(256)));
    case 3:
      return text.replaceAll('\r\n', '\n');
    case 4:
      return text + text;
    case 5:
      return `\r\n\r\n${text}`;
    default:
      return text;
  }
}
