import type { Persona } from '../../../shared/domain/training/persona.ts';
import type { CallContext, Transferable } from './calls-context.ts';
import type { CallDetail, CallResult, Ending } from './cdr.ts';
import { Timers } from './clock.ts';
import { type DialogOwner, InDialog } from './in-dialog.ts';
import { CallerMedia, type MediaFigures } from './media/caller-media.ts';
import { pitched } from './media/pitch.ts';
import { type AudioSource, answeringMachine, echo, ringback, speech } from './media/speech.ts';
import { acknowledge, type Dialog, requestInside } from './sip/dialog.ts';
import type { Flow } from './sip/flow.ts';
import type { SipHeader, SipRequest } from './sip/message.ts';
import type { ServerTransaction } from './sip/transactions.ts';

export interface LegOptions {
  readonly callId: string;
  readonly direction: CallDetail['direction'];
  readonly persona: Persona | undefined;
  readonly number: string;
  readonly displayName: string;
  readonly login: string;
  readonly flow: Flow | undefined;
  /** Clip of the opening; the persona's own unless a test wants another. */
  readonly clip?: Persona['clip'];
  /** The exchange itself answers, says this, and hangs up. */
  readonly announcement?: () => Promise<AudioSource>;
  readonly service?: CallDetail['service'];
}

/** A living call as the training panel shows it. */
export interface ActiveCall extends MediaFigures {
  readonly callId: string;
  readonly personaId?: string;
  readonly direction: CallDetail['direction'];
  readonly number: string;
  readonly state: 'calling' | 'ringing' | 'talking' | 'held';
  readonly invitedAt: number;
  readonly answeredAt?: number;
  readonly tones: string;
}

/** How often a talk is looked after, and how long it may be silent or unreachable before the exchange ends it. */
const WATCH_MS = 2000;
const SILENT_MS = 30_000;

/** The longest talk when nobody hangs up. */
const MAX_TALK_MS = 3_600_000;
const THANKS_LEAD_MS = 2500;

/**
 * The operator's leg of one call, whoever began it: dialog, sound, facts for the call detail. It ends exactly once.
 */
export class CallLeg implements DialogOwner, Transferable {
  readonly options: LegOptions;
  readonly context: CallContext;
  readonly timers: Timers;
  readonly media: CallerMedia;
  dialog: Dialog | undefined;
  flow: Flow | undefined;
  /** The operator's side does not listen or does not speak. */
  held = false;
  tones = '';
  transferredTo: string | undefined;
  readonly #inDialog: InDialog;
  #invitedAt: number;
  #ringingAt: number | undefined;
  #answeredAt: number | undefined;
  #ended = false;
  #unreachableSince: number | undefined;
  #hear: ((payload: Buffer) => void) | undefined;

  constructor(context: CallContext, options: LegOptions) {
    this.context = context;
    this.options = options;
    this.flow = options.flow;
    this.timers = new Timers(context.clock);
    this.#invitedAt = context.clock.now();
    this.media = new CallerMedia({
      metronome: context.metronome,
      addresses: context.mediaAddresses,
      onTone: (tone) => this.addTone(tone),
      onHeard: (payload) => this.#hear?.(payload),
    });
    this.#inDialog = new InDialog(this);
  }

  get ended(): boolean {
    return this.#ended;
  }

  get answered(): boolean {
    return this.#answeredAt !== undefined;
  }

  invited(): void {
    this.#invitedAt = this.context.clock.now();
  }

  ringing(): void {
    this.#ringingAt ??= this.context.clock.now();
    this.context.onState(this.options.persona);
  }

  addTone(tone: string): void {
    if (this.tones.length < 1000) this.tones += tone;
  }

  /** The talk begins; after `talkMs` (if given) the caller says goodbye and hangs up. */
  async talk(talkMs: number | undefined): Promise<void> {
    this.#answeredAt = this.context.clock.now();
    this.context.onState(this.options.persona);
    this.timers.after(WATCH_MS, () => this.#watch());
    const { announcement } = this.options;
    const by = talkMs === undefined || announcement ? 'exchange' : 'caller';
    this.timers.after(talkMs ?? MAX_TALK_MS, () => this.hangUp(by));
    if (announcement) return this.media.play(await announcement());
    await this.speak();
    const thanks = await this.#clip('thanks');
    // A machine does not thank.
    if (this.options.persona?.dialled.kind === 'voicemail') return;
    if (talkMs === undefined || talkMs < 2 * THANKS_LEAD_MS) return;
    this.timers.after(talkMs - THANKS_LEAD_MS, () => this.media.play(speech([{ clip: thanks }])));
  }

  /** Sets what the persona says: its opening, then the rest of the talk with pauses for the operator. */
  async speak(): Promise<void> {
    const { persona } = this.options;
    if (persona?.dialled.kind === 'echoes' && this.options.direction === 'outbound') {
      const mirror = echo();
      this.#hear = mirror.hear;
      return this.media.play(mirror.source);
    }
    const opening = await this.#clip(this.options.clip ?? persona?.clip ?? 'answer');
    if (persona?.dialled.kind === 'voicemail') return this.media.play(answeringMachine(opening));
    const details = await this.#clip(persona?.goesOn ?? 'details');
    const loop = persona?.dialled.kind === 'speaks' ? 1 : 3;
    this.media.play(
      persona?.dialled.kind === 'speaks'
        ? speech([{ pauseMs: 200 }, { clip: opening }], loop)
        : speech(
            [{ pauseMs: 200 }, { clip: opening }, { pauseMs: 1500 }, { clip: details }, { pauseMs: 3000 }],
            loop,
          ),
    );
  }

  /** Ends the call from the exchange's side: BYE in an answered call. */
  hangUp(by: Ending['by'], result: CallResult = 'answered'): void {
    if (this.#ended) return;
    if (this.dialog !== undefined) this.send('BYE');
    this.finish({ by, result, sipCode: 200 });
  }

  handOver(target: string): void {
    this.transferredTo = target;
    this.hangUp('exchange');
  }

  /** A request inside the dialog. */
  receive(transaction: ServerTransaction): void {
    if (this.flow !== transaction.flow) this.flow = transaction.flow;
    this.#inDialog.receive(transaction);
  }

  /** The offer in our 2xx is ours; the operator's answer comes in the ACK. */
  expectAnswerInAck(): void {
    this.#inDialog.expectAnswerInAck();
  }

  /** The tone of early media, until the persona speaks. */
  playRingback(): void {
    this.media.play(ringback());
  }

  /** ACK of our 2xx; carries the answer when the offer was ours. */
  receiveAck(ack: SipRequest): void {
    this.#inDialog.receiveAck(ack);
  }

  send(method: string, extra: readonly SipHeader[] = [], body = ''): void {
    if (this.dialog === undefined) return;
    const { dialog, request } = requestInside(this.dialog, method, extra, body);
    this.dialog = dialog;
    this.context.transactions.send(request, this.reachableFlow() ?? this.flow, { onFinal: () => undefined });
  }

  acknowledge(inviteCseq: number): void {
    const flow = this.reachableFlow();
    if (this.dialog !== undefined && flow !== undefined) {
      this.context.transactions.sendAck(acknowledge(this.dialog, inviteCseq), flow);
    }
  }

  reachableFlow(): Flow | undefined {
    if (this.flow?.isOpen() === true) return this.flow;
    return this.context.registrar.flowOf(this.options.login);
  }

  /** The call is over: everything it held is let go, its detail told. Only the first call counts. */
  finish(ending: Ending): void {
    if (this.#ended) return;
    this.#ended = true;
    this.timers.clear();
    const detail = this.#detail(ending);
    const released = this.media.close().catch((error: unknown) => {
      this.context.log.warn(
        { callId: this.options.callId, error: String(error) },
        'training exchange: sound not closed',
      );
    });
    this.context.onEnded(detail, released);
    this.context.onState(this.options.persona);
  }

  snapshot(): ActiveCall {
    const { callId, direction, number, persona } = this.options;
    const talking = this.held ? 'held' : 'talking';
    return {
      callId,
      direction,
      number,
      ...(persona === undefined ? {} : { personaId: persona.id }),
      state: this.answered ? talking : this.#ringingAt === undefined ? 'calling' : 'ringing',
      invitedAt: this.#invitedAt,
      ...(this.#answeredAt === undefined ? {} : { answeredAt: this.#answeredAt }),
      tones: this.tones,
      ...this.media.figures(),
    };
  }

  #detail(ending: Ending): CallDetail {
    const { callId, direction, persona, service, number, displayName, login } = this.options;
    const endedAt = this.context.clock.now();
    const { heard, sent } = this.media.figures();
    return {
      callId,
      ...(persona === undefined ? {} : { personaId: persona.id }),
      ...(service === undefined ? {} : { service }),
      direction,
      number,
      displayName,
      login,
      invitedAt: this.#invitedAt,
      ...(this.#ringingAt === undefined ? {} : { ringingAt: this.#ringingAt }),
      ...(this.#answeredAt === undefined ? {} : { answeredAt: this.#answeredAt }),
      endedAt,
      endedBy: ending.by,
      result: ending.result,
      sipCode: ending.sipCode,
      talkMs: this.#answeredAt === undefined ? 0 : Math.max(0, endedAt - this.#answeredAt),
      heard: { packets: heard.packets, rms: heard.rms, peak: heard.peak },
      sent,
      tones: this.tones,
      ...(this.transferredTo === undefined ? {} : { transferredTo: this.transferredTo }),
    };
  }

  /** Ends a talk whose operator is gone without a word: no sound (unless on hold), or no connection, for 30 s. */
  #watch(): void {
    const now = this.context.clock.now();
    if (this.reachableFlow() !== undefined) this.#unreachableSince = undefined;
    else this.#unreachableSince ??= now;
    const unreachable = this.#unreachableSince !== undefined && now - this.#unreachableSince > SILENT_MS;
    const silentFor = Math.min(
      this.media.sinceHeard() ?? Number.POSITIVE_INFINITY,
      now - (this.#answeredAt ?? now),
    );
    if ((this.held && unreachable) || (!this.held && silentFor > SILENT_MS)) {
      this.hangUp('exchange');
      return;
    }
    this.timers.after(WATCH_MS, () => this.#watch());
  }

  async #clip(id: Persona['clip']): Promise<Buffer> {
    const clip = await this.context.clips.clip(id, this.context.language());
    return pitched(clip, this.options.persona?.pitch ?? 1);
  }
}
