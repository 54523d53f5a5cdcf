import type { Channel } from '../../../shared/channel/channel.ts';
import type { Role } from '../../../shared/contract/define.ts';
import type { DialerLimits } from '../campaigns/campaigns.ts';
import type { PauseLimits } from '../recordings/pauses.ts';
import type { CalendarFeed } from '../tasks/calendar-feed.ts';
import type { Log } from './log.ts';

/** What whoever starts a core gives to it: `child.ts`, `server.ts` and the tests. */
export interface CoreOptions {
  readonly dataDir: string;
  readonly mode: 'desktop' | 'browser';
  readonly version: string;
  /** No training line and no sample data on a new profile. */
  readonly empty: boolean;
  readonly log: Log;
  /** 32 bytes from the system's keychain; absent: a key file in the profile. */
  readonly secretKey?: Uint8Array;
  readonly migrationsDir?: string;
  readonly clipsDir?: string;
  readonly now?: () => number;
  /** How long the PBX may take to answer a feature code, and to talk about it, ms. */
  readonly featureLimits?: { readonly answerMs: number; readonly talkMs: number };
  readonly dialerLimits?: DialerLimits;
  readonly pauseLimits?: Partial<PauseLimits>;
}

/** The running core: give it channels, it does the rest. */
export interface Core {
  accept(channel: Channel, role: Role): void;
  /** Whether whoever opens a channel for a phone page may: shown once what a desk was given for it. */
  admitsPhone(ticket: string | null): boolean;
  /** For whoever serves pages: the calendar is answered at the same address. */
  readonly feed: Pick<CalendarFeed, 'answer' | 'servedAt'>;
  close(): Promise<void>;
}
