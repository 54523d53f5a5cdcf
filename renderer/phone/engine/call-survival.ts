import type { FactBody } from '../../../shared/domain/call/fact.ts';
import type { LegEnd } from './end-cause.ts';
import type { Offers } from './offers.ts';
import { offersAddress } from './peer.ts';
import { SoundWatch } from './sound-watch.ts';
import { LegRefused, NO_ANSWER } from './stack.ts';
import { Timers } from './timers.ts';

type Loss = Extract<FactBody, { kind: 'signalLost' | 'signalBack' | 'soundLost' | 'soundBack' }>;

export interface CallSurvivalOptions {
  readonly isConnected: () => boolean;
  readonly doubt: () => void;
  /** Connected to the server that this call goes through, not to one that stands in for it. */
  readonly isAtHome: () => boolean;
  readonly isAnswered: () => boolean;
  readonly offers: Offers;
  readonly state: (fact: Loss, at?: number) => void;
  /** The call cannot be saved; the other side is to be told, if it still listens. */
  readonly end: (end: LegEnd) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

/** How long a call that nobody has answered may outlive the connection that it came by: its end would not be heard. */
const UNANSWERED_WITHOUT_WIRE = 10_000;
/** A call that was answered after such a loss may be one that the caller has left; then no sound ever comes. */
const FIRST_SOUND = 6_000;
/** Sound that does not come back by then is given up, as long as the PBX can be reached. */
const MEDIA_PATIENCE = 30_000;
/** The same while it cannot; customers who wait for longer are gone, and PBXs end silent calls themselves. */
const MEDIA_PATIENCE_WITHOUT_WIRE = 120_000;
/** A path often mends itself, so it gets a moment before ICE is restarted; and again as long as it did not help. */
const ICE_PATIENCE = 1_000;
const ICE_AGAIN = 4_000;
/**
 * The same when the offer had no address of ours to send from. Chromium tells its media of another network two seconds
 * late (on Linux), so the first restart after a change of address often has none.
 */
const NO_ADDRESS_AGAIN = 300;
/** After a reconnection: was the path as good as it looked? */
const LOOK_AGAIN = 700;
/** So long after a server that stands in said that it knows no such call: silence then means that there is none. */
const UNKNOWN_AND_SILENT = 1_200;
const ASK_AGAIN = 1_000;
const ASKED_OFTEN = 3;

/**
 * Brings one call through losses: of the connection to the PBX, of the path of the sound, and of both.
 *
 * A re-INVITE from the new socket tells the PBX where we are now: without it, it would send its BYE into the old one and
 * we would never hear of it. ICE is restarted only where the sound is broken too: where it flows, a restart can only
 * disturb it.
 */
export class CallSurvival {
  readonly #options: CallSurvivalOptions;
  #sound: SoundWatch | undefined;
  #connection: RTCPeerConnection | undefined;
  #expected = false;
  #signalLost = false;
  /** The connection fell before the answer. */
  #cutBefore = false;
  /** How often the connection fell: whoever waits for an answer from an older one waits in vain. */
  #cuts = 0;
  #brokenAt: number | undefined;
  /** ICE is to be restarted, and no answer to a restart has come yet. */
  #restartWanted = false;
  #stopped = false;
  readonly #timers = new Timers<'wire' | 'media' | 'ice' | 'look' | 'ask'>();

  constructor(options: CallSurvivalOptions) {
    this.#options = options;
  }

  use(connection: RTCPeerConnection): void {
    this.#sound?.stop();
    this.#connection = connection;
    this.#sound = new SoundWatch(connection, {
      doubtful: () => this.#options.doubt(),
      broken: () => this.#mediaBroken(),
      mended: () => this.#mediaMended(),
      lost: (what, at) => {
        this.#options.state({ kind: 'soundLost' }, at);
        if (what === 'path') this.#mediaBroken();
      },
      back: (at) => {
        this.#options.state({ kind: 'soundBack' }, at);
        this.#mediaMended();
      },
    });
    this.#sound.expect(this.#expected);
  }

  expectSound(expected: boolean): void {
    this.#expected = expected;
    this.#sound?.expect(expected);
  }

  answered(): void {
    this.#timers.stop('wire');
    if (!this.#cutBefore) return;
    this.#timers.start('media', FIRST_SOUND, () => {
      if (!this.#sound?.wasConnected) this.#options.end({ kind: 'lost' });
    });
  }

  connectionLost(): void {
    if (!this.#signalLost) this.#options.state({ kind: 'signalLost' });
    this.#signalLost = true;
    this.#cuts += 1;
    this.#timers.stop('look');
    this.#timers.stop('ask');
    this.#options.offers.drop();
    if (this.#options.isAnswered()) return;
    this.#cutBefore = true;
    if (!this.#timers.has('wire')) {
      this.#timers.start('wire', UNANSWERED_WITHOUT_WIRE, () => this.#options.end({ kind: 'lost' }));
    }
  }

  connectionBack(): void {
    if (this.#options.isAnswered()) void this.#ask(1);
    else this.#signalIsBack();
  }

  stop(): void {
    this.#stopped = true;
    this.#timers.stopAll();
    this.#sound?.stop();
  }

  /** Does the PBX still know this dialog? */
  async #ask(attempt: number): Promise<void> {
    const flows = (await this.#sound?.flowsNow().catch(() => false)) ?? true;
    const restart = this.#restartWanted || !flows;
    if (this.#stopped || !this.#options.isConnected()) return;
    const cuts = this.#cuts;
    try {
      await this.#send(restart);
      this.#signalIsBack();
      if (!restart) this.#timers.start('look', LOOK_AGAIN, () => void this.#lookAgain());
    } catch (error) {
      if (!this.#stopped && cuts === this.#cuts) this.#askedInVain(error, attempt);
    }
  }

  async #send(iceRestart: boolean): Promise<void> {
    this.#restartWanted ||= iceRestart;
    await this.#options.offers.send(iceRestart);
    if (!iceRestart || this.#stopped) return;
    const hasAddress = this.#connection === undefined || offersAddress(this.#connection);
    this.#restartWanted = !hasAddress;
    if (!hasAddress) this.#timers.start('ice', NO_ADDRESS_AGAIN, () => this.#restartUnlessBack());
  }

  #askedInVain(error: unknown, attempt: number): void {
    const status = error instanceof LegRefused ? error.status : 500;
    if ((status === 408 || status === 481) && this.#options.isAtHome()) {
      this.#options.end({ kind: 'gone', status });
    } else if (status === 481) {
      // The server that stands in may not know; as long as the sound flows, the talk goes on.
      this.#options.note('the call goes on without its server');
      this.#timers.start('look', UNKNOWN_AND_SILENT, () => void this.#endIfSilent(status));
    } else if (status === NO_ANSWER) {
      // Silent for 32 s on a living connection (RFC 3261 §12.2.1.2).
      this.#options.end({ kind: 'lost' });
    } else if (attempt < ASKED_OFTEN) {
      this.#timers.start('ask', ASK_AGAIN, () => void this.#ask(attempt + 1));
    } else {
      this.#options.note('the PBX knows the call and refuses a re-INVITE', error);
      this.#signalIsBack();
    }
  }

  #signalIsBack(): void {
    if (!this.#signalLost || this.#stopped) return;
    this.#signalLost = false;
    this.#options.state({ kind: 'signalBack' });
  }

  async #lookAgain(): Promise<void> {
    const flows = await this.#sound?.flowsNow().catch(() => true);
    if (flows === false && !this.#stopped) this.#restartIce();
  }

  async #endIfSilent(status: number): Promise<void> {
    const flows = await this.#sound?.flowsNow().catch(() => true);
    if (flows === false && !this.#stopped) this.#options.end({ kind: 'gone', status });
  }

  #mediaBroken(): void {
    if (this.#stopped || this.#brokenAt !== undefined) return;
    this.#brokenAt = Date.now();
    // The same network carries the signals; a socket that is dead too is found out earlier this way.
    this.#options.doubt();
    if (this.#options.isAnswered()) this.#timers.start('ice', ICE_PATIENCE, () => this.#restartIce());
    this.#timers.start('media', MEDIA_PATIENCE, () => this.#giveUp());
  }

  #mediaMended(): void {
    this.#brokenAt = undefined;
    this.#timers.stop('ice');
    this.#timers.stop('media');
  }

  #restartIce(): void {
    if (this.#options.isConnected() && !this.#signalLost) {
      this.#send(true).catch((error) => this.#options.note('ICE restart failed', error));
    }
    this.#timers.start('ice', ICE_AGAIN, () => this.#restartUnlessBack());
  }

  #restartUnlessBack(): void {
    if (this.#brokenAt !== undefined) this.#restartIce();
  }

  #giveUp(): void {
    const waited = Date.now() - (this.#brokenAt ?? Date.now());
    if (!this.#options.isConnected() && waited < MEDIA_PATIENCE_WITHOUT_WIRE) {
      this.#timers.start('media', MEDIA_PATIENCE, () => this.#giveUp());
      return;
    }
    this.#options.end(this.#sound?.wasConnected ? { kind: 'lost' } : { kind: 'noMedia' });
  }
}
