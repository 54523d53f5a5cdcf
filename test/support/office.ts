import type { CoreClient } from '../../shared/contract/client.ts';
import type { Input, Output, RequestName } from '../../shared/contract/index.ts';
import { ROLE_IDS } from '../../shared/domain/rights/built-in.ts';
import type { BuiltIn } from '../../shared/domain/rights/profiles.ts';
import { startCore } from './core-harness.ts';

export const PASSWORD = 'correct horse';

export interface Office extends Awaited<ReturnType<typeof startCore>> {
  /** The administrator's desk. */
  readonly boss: CoreClient;
  /** Makes somebody of a built-in role. */
  hire(name: string, role: BuiltIn): Promise<string>;
  /** A desk at which this person has logged in; whoever sat here before is out. */
  seat(name: string): Promise<CoreClient>;
}

/** A core at which several people work, with `Boss` as its administrator. */
export async function openOffice(...given: Parameters<typeof startCore>): Promise<Office> {
  const started = await startCore(...given);
  const boss = started.connect('desk');
  await boss.request('users.turnOn', { name: 'Boss', password: PASSWORD });
  return {
    ...started,
    boss,
    async hire(name, role) {
      const { id } = await boss.request('users.save', {
        name,
        roleId: ROLE_IDS[role],
        groupIds: [],
        active: true,
        password: PASSWORD,
      });
      return id;
    },
    async seat(name) {
      const desk = started.connect('desk');
      await desk.request('session.login', { name, password: PASSWORD });
      return desk;
    },
  };
}

/** The code with which a request is refused; `done` when it is not. */
export async function refusal<K extends RequestName>(
  client: CoreClient,
  name: K,
  input: Input<K>,
): Promise<string> {
  return client.request(name, input).then(
    (_answer: Output<K>) => 'done',
    (error: { code: string }) => error.code,
  );
}
