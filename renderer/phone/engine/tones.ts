import type { Leg } from './stack.ts';

/** RFC 4733 tones of 100 ms with gaps of 70 ms: what people's fingers do, and every menu understands. */
const DURATION = 100;
const GAP = 70;
const PAUSE = 2_000;
const INFO = 'application/dtmf-relay';

/** A key pressed at the first word of a menu: the sound's way may still be being made. */
const WAY_LIMIT = 5_000;
const LOOK = 20;

/**
 * Appends tones to what the sender still has to send; in a call that was answered just now, as soon as the way of the sound
 * is there. Resolves with false when the other side takes no telephone events.
 *
 * @param tones of `0-9 A-D * # ,`; a comma is two seconds of silence (WebRTC §7.2)
 * @param sent called for each tone when it begins; not for pauses
 * @param isOver whether there is nobody left to send them to
 */
export async function sendTones(
  sender: RTCRtpSender,
  tones: string,
  sent: (tone: string) => void,
  isOver: () => boolean,
): Promise<boolean> {
  const { dtmf } = sender;
  if (dtmf === null) return false;
  const until = Date.now() + WAY_LIMIT;
  while (!dtmf.canInsertDTMF && !isOver() && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  if (!dtmf.canInsertDTMF || isOver()) return false;
  dtmf.ontonechange = ({ tone }) => {
    if (tone !== '' && tone !== ',') sent(tone);
  };
  dtmf.insertDTMF(dtmf.toneBuffer + tones, DURATION, GAP);
  return true;
}

/** Tones in SIP INFO, for a PBX that does not hear them in the sound. In order, with the same pace and pauses. */
export class InfoTones {
  readonly #leg: () => Leg | undefined;
  readonly #sent: (tone: string) => void;
  readonly #refused: (error: unknown) => void;
  #waiting = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(leg: () => Leg | undefined, sent: (tone: string) => void, refused: (error: unknown) => void) {
    this.#leg = leg;
    this.#sent = sent;
    this.#refused = refused;
  }

  send(tones: string): void {
    this.#waiting += tones.toUpperCase();
    if (this.#timer === undefined) this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = '';
  }

  #next(): void {
    this.#timer = undefined;
    const [tone] = this.#waiting;
    if (tone === undefined) return;
    this.#waiting = this.#waiting.slice(1);
    if (tone !== ',') {
      this.#leg()?.info(INFO, `Signal=${tone}\r\nDuration=${DURATION}\r\n`).catch(this.#refused);
      this.#sent(tone);
    }
    this.#timer = setTimeout(() => this.#next(), tone === ',' ? PAUSE : DURATION + GAP);
  }
}
