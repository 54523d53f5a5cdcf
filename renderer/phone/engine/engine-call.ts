import { Failure } from '../../../shared/contract/failure.ts';
import type { PhoneAccount, PhoneFact } from '../../../shared/contract/phone.ts';
import type { FactBody } from '../../../shared/domain/call/fact.ts';
import { CallSurvival } from './call-survival.ts';
import { CallVoice } from './call-voice.ts';
import { type EndFacts, endFacts, type LegEnd } from './end-cause.ts';
import { Offers } from './offers.ts';
import type { CallStreams, EngineListener, Microphone } from './port.ts';
import { type Leg, type LegEvents, LegRefused, NO_ANSWER } from './stack.ts';
import { soundTakenAway } from './taken-away.ts';
import { InfoTones, sendTones } from './tones.ts';

export interface EngineCallOptions {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  readonly dtmf: PhoneAccount['dtmf'];
  readonly microphone: Microphone;
  readonly listener: Pick<EngineListener, 'fact' | 'streams' | 'note'>;
  readonly isConnected: () => boolean;
  /** This call has reason to doubt the connection: is it still there? */
  readonly doubt: () => void;
  /** Connected to the server that this call goes through. */
  readonly isAtHome: () => boolean;
  /** Its streams, or whether it is held, changed: a conference may have to be mixed anew. */
  readonly changed: () => void;
  readonly ended: () => void;
}

/** After a transfer that failed: by then the customer is heard again, or has left. Milliseconds. */
const BACK_BY = 6_000;

/**
 * From the INVITE until its answer is prepared, milliseconds: the screen has a card to paint first, and a connection takes some
 * milliseconds of a processor from that. Who answers before has it made then.
 */
const PREPARED_AFTER = 150;

/** What the core accepts from us: everything but its own two conclusions. */
type StatedFact = Exclude<FactBody, { kind: 'interrupted' | 'reclaimed' }>;

/** One call of the engine: its leg, its voice, and the facts about it in order. */
export class EngineCall {
  leg: Leg | undefined;
  readonly events: LegEvents;
  readonly id: string;
  /** Whom it is with, for the facts about others. */
  number = '';
  readonly voice: CallVoice;
  readonly #options: EngineCallOptions;
  readonly #offers: Offers;
  readonly #survival: CallSurvival;
  readonly #infoTones: InfoTones;
  #tones: Promise<unknown> = Promise.resolve();
  /** The first fact, while it has not been stated: nobody outside has heard of the call yet. */
  #opening: StatedFact | undefined;
  #sent: () => void = () => {};
  #preparing: ReturnType<typeof setTimeout> | undefined;
  #rang = false;
  #answered = false;
  #answering = false;
  #over = false;
  #muted = false;
  #held = false;
  #heldByCustomer = false;
  #joined = false;
  #transferring = false;

  constructor(options: EngineCallOptions) {
    const { id, microphone, listener, direction } = options;
    this.id = id;
    this.#options = options;
    this.voice = new CallVoice({
      callId: id,
      microphone,
      isOver: () => this.#over,
      changed: () => this.#streamsChanged(),
      note: listener.note,
    });
    this.#offers = new Offers({
      leg: () => this.leg,
      direction: () => (this.#held ? 'sendonly' : 'sendrecv'),
      ownsCallId: direction === 'outbound',
    });
    this.#survival = new CallSurvival({
      isConnected: options.isConnected,
      doubt: options.doubt,
      isAtHome: options.isAtHome,
      isAnswered: () => this.#answered,
      offers: this.#offers,
      state: (fact, at) => this.state(fact, at),
      end: (end) => this.#finish(endFacts(end, this.#rang), () => this.leg?.hangUp()),
      note: listener.note,
    });
    this.#infoTones = new InfoTones(
      () => this.leg,
      (tone) => this.state({ kind: 'toneSent', tone }),
      (error) => listener.note('a tone was not taken', error),
    );
    this.events = this.#legEvents();
  }

  get isAnswered(): boolean {
    return this.#answered && !this.#over;
  }

  get isTalking(): boolean {
    return this.isAnswered && !this.#held;
  }

  get isJoined(): boolean {
    return this.#joined;
  }

  get streams(): CallStreams {
    return this.voice.streams;
  }

  /** States a fact about this call, of this moment unless told otherwise. */
  state(body: StatedFact, at = Date.now()): void {
    if (this.#over) return;
    const opening = this.#opening;
    this.#opening = undefined;
    if (opening) this.state(opening);
    this.#options.listener.fact({ callId: this.id, at, ...body } as PhoneFact);
  }

  /**
   * Calls. The microphone opens while the INVITE is made and on its way, because either takes longer than an operator
   * should wait; one that is refused at once prevents the call, a later refusal takes it back.
   */
  async dial(opening: StatedFact, invite: () => Leg, begun: () => void): Promise<void> {
    this.#opening = opening;
    const sent = new Promise<void>((resolve) => {
      this.#sent = resolve;
    });
    const voice = this.voice.open();
    voice.catch(() => {});
    try {
      this.leg = invite();
    } catch (error) {
      this.#options.listener.note('the library could not make an INVITE', error);
      this.events.ended({ kind: 'noMedia' });
    }
    try {
      await Promise.race([voice, sent]);
      this.#open();
      if (!this.#over) begun();
      await voice;
    } catch (error) {
      if (this.#over) return;
      if (this.#opening === undefined) {
        this.#finish({ cause: 'microphoneRefused', by: 'operator' }, () => this.leg?.hangUp());
      } else {
        this.#over = true;
        this.leg?.hangUp();
        this.#close();
      }
      throw error;
    }
  }

  /** It rings here: what an answer takes is made ready, as long as it may still be answered. */
  rings(): void {
    this.#preparing = setTimeout(() => this.leg?.prepare(), PREPARED_AFTER);
  }

  /** @returns whether this was the one that answered */
  async answer(): Promise<boolean> {
    if (this.#answering || this.#answered || this.#options.direction === 'outbound') return false;
    this.#answering = true;
    clearTimeout(this.#preparing);
    try {
      if (!this.#over) this.leg?.prepare();
      await this.voice.open();
      this.leg?.answer();
      return true;
    } catch (error) {
      this.#answering = false;
      throw error;
    }
  }

  /** Refused before it rang. */
  refuse(end: EndFacts, status: number, contact?: string): void {
    this.#finish({ ...end, sipCode: status }, () => this.leg?.reject(status, contact));
  }

  decline(status: number): void {
    if (this.#options.direction === 'outbound' || this.#answered) this.hangUp();
    else this.refuse({ cause: 'declined', by: 'operator' }, status);
  }

  hangUp(): void {
    if (this.#answered) this.#finish({ cause: 'hangup', by: 'operator' }, () => this.leg?.hangUp());
    else if (this.#options.direction === 'inbound') this.decline(486);
    else this.#finish({ cause: 'cancelled', by: 'operator' }, () => this.leg?.hangUp());
  }

  mute(muted: boolean): void {
    if (muted === this.#muted) return;
    this.#muted = muted;
    this.#applySending();
    this.state({ kind: muted ? 'muted' : 'unmuted' });
  }

  /** The operator is not heard from the first moment on, whatever the PBX answers. */
  async hold(held: boolean): Promise<void> {
    if (!this.isAnswered) throw new Failure('callGone');
    if (held === this.#held) return;
    this.#held = held;
    this.voice.say(undefined);
    this.#applySending();
    try {
      await this.#offers.send(false);
    } catch (error) {
      if (this.#over) return;
      // Cut off meanwhile: the wish stands, and the re-INVITE of the reconnection carries it.
      if (!isUnanswered(error) || this.#options.isConnected()) {
        this.#held = !held;
        this.#applySending();
        throw refused(error);
      }
    }
    this.state({ kind: held ? 'held' : 'resumed', by: 'operator' });
  }

  say(voice: MediaStream | undefined): void {
    if (!this.isTalking || (voice && this.#joined)) throw new Failure('callGone');
    this.voice.say(voice);
  }

  async sendTones(tones: string): Promise<void> {
    if (!this.isAnswered) throw new Failure('callGone');
    if (this.#options.dtmf === 'info') {
      this.#infoTones.send(tones);
      return;
    }
    const { sender } = this.voice;
    const sent = (tone: string) => this.state({ kind: 'toneSent', tone });
    // In order: the first key may still be waiting for the way of the sound.
    const mine = this.#tones.then(() => sender && sendTones(sender, tones, sent, () => this.#over));
    this.#tones = mine.catch(() => {});
    if (!(await mine)) {
      throw new Failure(this.#over ? 'callGone' : 'internal');
    }
  }

  /** @param to a URI, or the other side of another call */
  async transfer(to: string | EngineCall, target: string): Promise<void> {
    const other = typeof to === 'string' ? undefined : to;
    const address = typeof to === 'string' ? to : to.leg;
    if (!this.isAnswered || !this.leg || !address || other?.isAnswered === false)
      throw new Failure('callGone');
    this.#setTransferring(true, other);
    try {
      await this.#refer(this.leg, address);
    } catch (error) {
      this.#setTransferring(false, other);
      // Whoever hung up in the middle of it has ended the call, and that has been stated.
      throw this.#over ? new Failure('callGone') : refused(error);
    }
    this.state({ kind: 'transferred', target });
    // The PBX waits for our BYE.
    this.hangUp();
    other?.hangUp();
  }

  /** Done when the PBX says so, or when it has agreed and taken the customer away without another word. */
  async #refer(leg: Leg, address: string | Leg): Promise<void> {
    const watch = new AbortController();
    let wasTaken = false;
    try {
      await new Promise<void>((resolve, reject) => {
        const taken = () => {
          wasTaken = true;
          void this.#takenAway(watch.signal).then(resolve);
        };
        leg.refer(address, taken).then(resolve, reject);
      });
    } catch (error) {
      // It may have failed because the customer hung up on the way, and nobody says so.
      if (wasTaken) void this.#takenAway(AbortSignal.timeout(BACK_BY)).then(() => this.#customerLeft());
      throw error;
    } finally {
      watch.abort();
    }
  }

  /** Never in a call on hold: there silence means nothing. */
  #takenAway(signal: AbortSignal): Promise<void> {
    const { peer } = this.voice;
    if (!peer || this.#held || this.#heldByCustomer) return new Promise(() => {});
    return soundTakenAway(peer, this.#options.isConnected, signal);
  }

  #customerLeft(): void {
    this.#finish({ cause: 'hangup', by: 'customer' }, () => this.leg?.hangUp());
  }

  /** The PBX takes the sound away while it puts people through; that is no loss. */
  #setTransferring(transferring: boolean, other: EngineCall | undefined): void {
    for (const call of other ? [this, other] : [this]) {
      call.#transferring = transferring;
      call.#expectSound();
    }
  }

  setJoined(joined: boolean): void {
    if (joined === this.#joined) return;
    this.#joined = joined;
    this.state({ kind: joined ? 'joined' : 'parted' });
  }

  connectionLost(): void {
    if (!this.#over) this.#survival.connectionLost();
  }

  connectionBack(): void {
    if (!this.#over) this.#survival.connectionBack();
  }

  #legEvents(): LegEvents {
    return {
      peer: (connection) => {
        this.voice.use(connection);
        this.#survival.use(connection);
        this.#streamsChanged();
      },
      sent: () => {
        this.#open();
        this.#sent();
      },
      progress: (status, sdp) => {
        if (status < 180 || this.#answered) return;
        this.#rang = true;
        this.state({ kind: 'progress', sipCode: status, earlyMedia: sdp });
      },
      accepted: () => {
        if (this.#answered || this.#over) return;
        this.#answered = true;
        this.voice.attach();
        this.state({ kind: 'answered', by: this.#options.direction === 'inbound' ? 'operator' : 'customer' });
        this.#survival.answered();
        this.#expectSound();
      },
      remoteHold: (held) => {
        // A library may have switched our tracks over; mute and hold are decided here.
        this.#applySending();
        if (held === this.#heldByCustomer) return;
        this.#heldByCustomer = held;
        this.#expectSound();
        this.state({ kind: held ? 'held' : 'resumed', by: 'customer' });
      },
      ended: (end) => this.#endedBy(end),
    };
  }

  /** Makes the call known outside. */
  #open(): void {
    const opening = this.#opening;
    this.#opening = undefined;
    if (opening) this.state(opening);
  }

  #applySending(): void {
    this.voice.audible(!this.#muted && !this.#held);
    this.#expectSound();
    if (this.#joined) this.#options.changed();
  }

  #expectSound(): void {
    const held = this.#held || this.#heldByCustomer;
    this.#survival.expectSound(this.#answered && !held && !this.#transferring);
  }

  #streamsChanged(): void {
    if (this.#over) return;
    if (this.#joined) this.#options.changed();
    this.#options.listener.streams(this.id, this.streams);
  }

  #endedBy(end: LegEnd): void {
    this.#finish(endFacts(end, this.#rang));
  }

  /** The end is stated once and at once; the library's own view of it comes later and changes nothing. */
  #finish(end: EndFacts, tellLeg?: () => void): void {
    if (this.#over) return;
    this.state({ kind: 'ended', ...end });
    this.#over = true;
    try {
      tellLeg?.();
    } catch (error) {
      this.#options.listener.note('the library did not take the end of a call', error);
    }
    this.#close();
  }

  #close(): void {
    clearTimeout(this.#preparing);
    this.#survival.stop();
    this.#offers.stop();
    this.#infoTones.stop();
    this.voice.close();
    this.#options.ended();
  }
}

const isUnanswered = (error: unknown): boolean => error instanceof LegRefused && error.status === NO_ANSWER;

function refused(error: unknown): Failure {
  const code = error instanceof LegRefused && error.status !== NO_ANSWER ? { sipCode: error.status } : {};
  return new Failure('pbxRefused', code, { cause: error });
}
