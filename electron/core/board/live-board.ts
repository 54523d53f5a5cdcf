import type { Repositories } from '../../../db/repositories/index.ts';
import type { CallView } from '../../../shared/contract/calls.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { presetProfile } from '../../../shared/domain/pbx/presets.ts';
import type { Agent } from '../agent/agent.ts';
import type { Dialling } from '../calls/dialling.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Log } from '../host/log.ts';
import type { PhoneLink } from '../phone/phone-link.ts';
import { createBoard } from './board.ts';
import { createQueueSource } from './queue-source.ts';
import { createToday, type Today } from './today.ts';
import { createWorkstationSource } from './workstation-source.ts';

/** The live board with the sources that one machine has. */
export function createLiveBoard(options: {
  readonly repositories: Pick<Repositories, 'audit' | 'accounts'>;
  readonly live: LiveCalls;
  readonly dialling: Dialling;
  readonly agent: Agent;
  readonly phone: Pick<PhoneLink, 'registered'>;
  readonly person: () => { readonly id: string; readonly name: string } | undefined;
  readonly figures: Parameters<typeof createToday>[0]['figures'];
  readonly settings: () => Settings;
  readonly now: () => number;
  readonly onChanged: () => void;
  readonly log: Log;
}) {
  const { live, agent, settings, now } = options;
  // Each call asks for it, and the line in use changes once a week.
  let line = options.repositories.accounts.active();
  const today: Today = createToday({ ...options, zone: () => settings().zone });
  const board = createBoard({
    ...options,
    codeFor: (way, values) => agent.codeFor(way, values),
    codes: () => line?.profile.codes ?? presetProfile('none').codes,
    pbx: () => queues.state(),
    today,
  });
  const queues = createQueueSource({ tell: board.tell, now });
  const workstation = createWorkstationSource({
    tell: board.tell,
    now,
    calls: () => live.list().map(({ call }) => call),
    agent: agent.state,
    person: options.person,
    extension: () => line?.login || undefined,
    registered: options.phone.registered,
  });
  return {
    handlers: board.handlers,
    watcher: queues.watcher,
    /** Phone, line or whoever sits here may stand otherwise than before. */
    looked(): void {
      line = options.repositories.accounts.active();
      workstation.looked();
    },
    callChanged({ state, purpose }: Pick<CallView, 'state' | 'purpose'>): void {
      if (state === 'ended' && purpose === 'talk') today.callsChanged();
      workstation.looked();
    },
    /** Limits, or what counts as in service. */
    settingsChanged(): void {
      today.callsChanged();
      board.changed();
    },
    stop(): void {
      queues.stop();
      board.stop();
    },
  };
}
