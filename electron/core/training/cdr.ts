import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * One finished call as the exchange saw it; a line of the call-detail file.
 * Times: UTC epoch milliseconds. Levels: fraction of full scale, 0…1.
 */
export interface CallDetail {
  /** Call-ID of the SIP dialog: the same on both ends. */
  readonly callId: string;
  /** Absent when the dialled number belongs to nobody. */
  readonly personaId?: string;
  /** Which service of the exchange was dialled. */
  readonly service?: 'confirms' | 'mailbox';
  /** As the operator sees it: `inbound` calls ring at the operator. */
  readonly direction: 'inbound' | 'outbound';
  /** Caller's number as presented, or the number that was dialled. */
  readonly number: string;
  readonly displayName: string;
  /** Login of the operator. */
  readonly login: string;
  /** INVITE sent or received. */
  readonly invitedAt: number;
  readonly ringingAt?: number;
  readonly answeredAt?: number;
  readonly endedAt: number;
  readonly endedBy: 'caller' | 'operator' | 'exchange';
  readonly result: CallResult;
  /** Final status of the INVITE; 0 when there was none. */
  readonly sipCode: number;
  /** From the answer to the end; 0 without an answer. */
  readonly talkMs: number;
  readonly heard: { readonly packets: number; readonly rms: number; readonly peak: number };
  readonly sent: { readonly packets: number };
  /** Keys that the operator pressed, in order. */
  readonly tones: string;
  /** Address that the operator transferred the caller to. */
  readonly transferredTo?: string;
}

export type CallResult = 'answered' | 'missed' | 'declined' | 'busy' | 'failed' | 'cancelled' | 'noAnswer';

/** How a call ended. */
export interface Ending {
  readonly by: CallDetail['endedBy'];
  readonly result: CallResult;
  readonly sipCode: number;
}

export interface CallDetailFile {
  /** Resolves when the line is on the disk (fsync). */
  append(detail: CallDetail): Promise<void>;
  /** Waits for all lines and closes the file. */
  close(): Promise<void>;
}

/** Opens the append-only call-detail file (JSON lines), with its folder. */
export async function openCallDetails(path: string): Promise<CallDetailFile> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a');
  let last: Promise<void> = Promise.resolve();
  return {
    append(detail) {
      const written = last.then(async () => {
        await file.appendFile(`${JSON.stringify(detail)}\n`);
        await file.datasync();
      });
      // One failed line must not stop the next.
      last = written.catch(() => undefined);
      return written;
    },
    async close() {
      await last;
      await file.close();
    },
  };
}
