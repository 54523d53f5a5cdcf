// The state of the line in words: what the last REGISTER said, and why.
import { useTranslation } from '../../i18n/index.ts';
import { useNow } from './now.ts';
import { type Session, useSession } from './session.tsx';

export type LineTone = 'ok' | 'wait' | 'bad';

export type LineReading =
  | { readonly kind: 'away' | 'starting' | 'none' }
  | { readonly kind: 'off' | 'ready' | 'connecting' | 'reconnecting'; readonly line: string }
  | {
      readonly kind: 'refused' | 'retrying';
      readonly line: string;
      readonly problem: LineProblem;
      readonly retryAt: number | undefined;
    };

type Registration = NonNullable<NonNullable<Session['phone']>['registration']>;
export type LineProblem = NonNullable<Registration['problem']>;

/** Pure, so that every trouble can be tested without a phone. */
export function readLine(
  session: Pick<Session, 'connection' | 'phone' | 'accounts'>,
  unnamed: string,
): LineReading {
  if (session.connection === 'lost') return { kind: 'away' };
  const { phone, accounts } = session;
  if (!phone?.attached) return { kind: 'starting' };
  const { registration } = phone;
  const account =
    accounts.find((other) => other.id === registration?.accountId) ?? accounts.find((other) => other.active);
  const line = account?.label || account?.login || unnamed;
  if (!registration) return account ? { kind: 'connecting', line } : { kind: 'none' };
  switch (registration.state) {
    case 'registered':
      return { kind: 'ready', line };
    case 'connecting':
      return { kind: 'connecting', line };
    case 'off':
      return account ? { kind: 'off', line } : { kind: 'none' };
    case 'refused':
    case 'reconnecting': {
      const { problem, retryAt } = registration;
      if (!problem) return { kind: 'reconnecting', line };
      return { kind: registration.state === 'refused' ? 'refused' : 'retrying', line, problem, retryAt };
    }
  }
}

export interface Line {
  readonly ready: boolean;
  readonly tone: LineTone;
  readonly text: string;
  readonly problem: LineProblem | undefined;
  readonly kind: LineReading['kind'];
}

const TONES: Readonly<Record<LineReading['kind'], LineTone>> = {
  ready: 'ok',
  starting: 'wait',
  connecting: 'wait',
  reconnecting: 'wait',
  retrying: 'bad',
  refused: 'bad',
  away: 'bad',
  none: 'bad',
  off: 'bad',
};

export function useLine(): Line {
  const { t } = useTranslation('common');
  const connection = useSession((session) => session.connection);
  const phone = useSession((session) => session.phone);
  const accounts = useSession((session) => session.accounts);
  const reading = readLine({ connection, phone, accounts }, t('line.unnamed'));
  const retryAt = 'retryAt' in reading ? reading.retryAt : undefined;
  // The countdown is the only thing here that needs a second's step.
  const now = useNow(retryAt === undefined ? 60_000 : 1000);
  const rest = { ready: reading.kind === 'ready', tone: TONES[reading.kind], kind: reading.kind };
  switch (reading.kind) {
    case 'refused':
    case 'retrying': {
      const reason = t(`line.reason.${reading.problem}`);
      const seconds = retryAt === undefined ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
      const text =
        retryAt === undefined
          ? t('line.refused', { line: reading.line, reason })
          : t('line.reconnectingIn', { line: reading.line, reason, seconds });
      return { ...rest, text, problem: reading.problem };
    }
    case 'away':
    case 'starting':
    case 'none':
      return { ...rest, text: t(`line.${reading.kind}`), problem: undefined };
    default:
      return { ...rest, text: t(`line.${reading.kind}`, { line: reading.line }), problem: undefined };
  }
}
