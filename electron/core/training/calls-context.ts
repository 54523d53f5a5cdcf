import type { Language, Persona } from '../../../shared/domain/training/persona.ts';
import type { CallDetail } from './cdr.ts';
import type { ClipLibrary } from './clips.ts';
import type { Clock } from './clock.ts';
import type { TrainingLog } from './log.ts';
import type { Metronome } from './media/metronome.ts';
import type { Registrar } from './registrar.ts';
import type { Transactions } from './sip/transactions.ts';

/** What every call needs of its exchange. */
export interface CallContext {
  readonly clock: Clock;
  readonly transactions: Transactions;
  readonly registrar: Registrar;
  readonly clips: ClipLibrary;
  readonly metronome: Metronome;
  readonly mediaAddresses: readonly string[];
  readonly domain: string;
  /** The exchange's own Contact. */
  readonly contact: string;
  readonly log: TrainingLog;
  language(): Language;
  /** Another living call with this dialog (for Replaces), if any. */
  legByDialog(callId: string, localTag: string, remoteTag: string): Transferable | undefined;
  /** A call with this persona began to ring, was answered, or ended. */
  onState(persona: Persona | undefined): void;
  /** Told once for every call, when it is over; `released` settles when its sound is closed too. */
  onEnded(detail: CallDetail, released: Promise<void>): void;
}

export interface Transferable {
  /** The caller is now talking to somebody else: the operator's part ends. */
  handOver(target: string): void;
}
