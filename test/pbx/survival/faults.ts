import { pbxCommand } from '../bench/pbx.ts';
import { type Line, pause } from './line.ts';
import type { Machine } from './machine.ts';
import type { OtherMachine } from './namespace.ts';

/** Where a fault happens: the lines that it is to hit, and the machine on which they stand. */
export interface Place {
  readonly lines: readonly Line[];
  readonly machine: Machine;
  readonly network?: OtherMachine;
}

/** One way in which a network, a machine or a PBX fails. */
export interface Fault {
  readonly name: string;
  /** In which figure of the benchmark it counts. */
  readonly group: 'socket' | 'address' | 'other';
  /** How long it lasts, ms. */
  readonly lastsMs: number;
  /** Whether the phone must notice, and say that it is back. */
  readonly losesSignal: boolean;
  /** Whether the talk must go on. If not, it must end on the screen as it has ended at the PBX. */
  readonly keepsCalls: boolean;
  /** A machine of its own in a namespace of its own. */
  readonly elsewhere?: boolean;
  /** A browser that nobody else uses: it is stopped as a whole. */
  readonly alone?: boolean;
  /** The account has a backup server. */
  readonly spare?: boolean;
  begin(place: Place): Promise<void>;
  /** Afterwards the way to the PBX is good again. */
  mend(place: Place): Promise<void>;
}

const mendRoads = ({ lines }: Place): Promise<unknown> => Promise.all(lines.map(({ road }) => road.mend()));

/** Every second time the PBX sees the end of the socket too: a restarted proxy, against a pulled cable. */
const cutRoads = ({ lines }: Place): Promise<unknown> =>
  Promise.all(lines.map(({ road }, index) => road.cut(index % 2 === 0)));

function dropped(seconds: number): Fault {
  return {
    name: `socket dropped for ${seconds} s`,
    group: 'socket',
    lastsMs: seconds * 1_000,
    losesSignal: true,
    keepsCalls: true,
    begin: async (place) => void (await cutRoads(place)),
    mend: async (place) => void (await mendRoads(place)),
  };
}

/** The socket breaks, and the registrar's first answers are refusals. */
function refused(status: number, lastsMs: number, header?: string): Fault {
  return {
    name: `${status} to REGISTER`,
    group: 'socket',
    lastsMs,
    losesSignal: true,
    keepsCalls: true,
    async begin(place) {
      await cutRoads(place);
      await mendRoads(place);
      for (const { road } of place.lines) road.answerRegister(status, header);
    },
    async mend({ lines }) {
      for (const { road } of lines) road.answerRegister(undefined);
    },
  };
}

export const FAULTS: readonly Fault[] = [
  dropped(1),
  dropped(10),
  dropped(60),
  {
    name: 'half-open socket for 30 s',
    group: 'socket',
    lastsMs: 30_000,
    losesSignal: true,
    keepsCalls: true,
    async begin({ lines }) {
      for (const { road } of lines) road.silence();
    },
    mend: async (place) => void (await mendRoads(place)),
  },
  {
    name: 'HTTP 503 instead of a socket',
    group: 'socket',
    lastsMs: 8_000,
    losesSignal: true,
    keepsCalls: true,
    async begin(place) {
      await cutRoads(place);
      await mendRoads(place);
      for (const { road } of place.lines) road.refuseUpgrade();
    },
    mend: async (place) => void (await mendRoads(place)),
  },
  refused(503, 8_000, 'Retry-After: 3'),
  refused(403, 8_000),
  {
    name: 'registration expired at the PBX',
    group: 'socket',
    lastsMs: 2_000,
    losesSignal: false,
    keepsCalls: true,
    async begin({ lines }) {
      for (const { extension } of lines) {
        const contacts = await pbxCommand('database', 'show', 'registrar');
        for (const key of contacts.match(new RegExp(`/registrar/contact/${extension};@\\S+`, 'g')) ?? [])
          await pbxCommand('database', 'del', 'registrar/contact', key.split('/').at(-1) ?? '');
      }
    },
    async mend() {},
  },
  {
    name: 'fail-over to the second address',
    group: 'socket',
    lastsMs: 5_000,
    losesSignal: true,
    keepsCalls: true,
    spare: true,
    begin: async (place) => void (await cutRoads(place)),
    // The first one stays dead: what is mended is the way, by the second.
    async mend() {},
  },
  {
    name: 'PBX configuration reloaded',
    group: 'other',
    lastsMs: 3_000,
    losesSignal: false,
    keepsCalls: true,
    begin: async () => void (await pbxCommand('core', 'reload')),
    async mend() {},
  },
  {
    name: 'sleep for 20 s',
    group: 'other',
    lastsMs: 20_000,
    losesSignal: false,
    keepsCalls: true,
    alone: true,
    begin: async ({ machine }) => machine.sleep(),
    async mend({ machine, lines }) {
      machine.wake();
      // The desktop is told of it by the system and asks the connection whether it lives.
      await Promise.all(lines.map(({ phone }) => phone.probeNow()));
    },
  },
  {
    name: 'sleep for 20 s, socket gone meanwhile',
    group: 'other',
    lastsMs: 20_000,
    losesSignal: true,
    keepsCalls: true,
    alone: true,
    async begin({ machine, lines }) {
      machine.sleep();
      for (const { road } of lines) road.silence();
    },
    async mend({ machine, lines }) {
      await Promise.all(lines.map(({ road }) => road.mend()));
      machine.wake();
      await Promise.all(lines.map(({ phone }) => phone.probeNow()));
    },
  },
  {
    name: 'address of the machine changed',
    group: 'address',
    lastsMs: 0,
    losesSignal: true,
    keepsCalls: true,
    alone: true,
    elsewhere: true,
    begin: async ({ network }) => network?.changeAddress(1_000),
    async mend() {},
  },
  {
    name: 'PBX restarted',
    group: 'other',
    lastsMs: 0,
    losesSignal: true,
    keepsCalls: false,
    async begin() {
      // Its own command line dies with it.
      await pbxCommand('core', 'restart', 'now').catch(() => {});
      await pause(500);
    },
    async mend() {
      for (let tries = 0; tries < 50; tries += 1) {
        const answer = await pbxCommand('core', 'waitfullybooted').catch(() => '');
        if (answer.includes('fully booted')) return;
        await pause(200);
      }
      throw new Error('the PBX did not come back');
    },
  },
];

export function faultNamed(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name);
  if (!fault) throw new Error(`there is no fault "${name}"`);
  return fault;
}
