import { bareJssip } from './bare-jssip.ts';
import { bareSipjs } from './bare-sipjs.ts';
import { firstSound } from './first-sound.ts';
import { ourPhone } from './ours.ts';
import type { Login, SetupPhone } from './setup-phone.ts';

/** Which phone the page is. */
export type Variant = 'ours-jssip' | 'ours-sipjs' | 'bare-jssip' | 'bare-sipjs';

export interface SetupBench {
  start(variant: Variant, login: Login): Promise<void>;
  /** Dials, and hangs up when the call has reached the wire. @returns ms from the click to the INVITE in the socket */
  dial(number: string): Promise<number>;
  rings(): boolean;
  /** Answers, and hangs up after the first sound. @returns ms from the key to the first sound of the other side */
  answer(): Promise<number>;
  busy(): boolean;
  hangUp(): void;
}

declare global {
  interface Window {
    setup: SetupBench;
  }
}

const LIMIT_MS = 10_000;

const sound = firstSound();
let phone: SetupPhone | undefined;
let inviteSent: (() => void) | undefined;

const need = (): SetupPhone => {
  if (!phone) throw new Error('not started');
  return phone;
};

window.WebSocket = class extends WebSocket {
  override send(data: Parameters<WebSocket['send']>[0]): void {
    super.send(data);
    if (String(data).startsWith('INVITE ')) inviteSent?.();
  }
};

function within<T>(what: string, promise: Promise<T>): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`${what}: not within ${LIMIT_MS} ms`)), LIMIT_MS);
    }),
  ]);
}

window.setup = {
  async start(variant, login) {
    if (variant === 'bare-jssip') phone = bareJssip(sound.listen);
    else if (variant === 'bare-sipjs') phone = bareSipjs(sound.listen);
    else phone = ourPhone(variant === 'ours-jssip' ? 'jssip' : 'sipjs', sound.listen);
    await phone.start(login);
  },
  async dial(number) {
    const sent = new Promise<void>((resolve) => {
      inviteSent = resolve;
    });
    const clicked = performance.now();
    need().dial(number);
    await within('INVITE', sent);
    const took = performance.now() - clicked;
    inviteSent = undefined;
    return took;
  },
  rings: () => need().rings,
  async answer() {
    const heard = sound.next();
    const pressed = performance.now();
    need().answer();
    return (await within('first sound', heard)) - pressed;
  },
  busy: () => need().busy,
  hangUp: () => need().hangUp(),
};
