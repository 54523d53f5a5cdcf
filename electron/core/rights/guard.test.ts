import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/contract/failure.ts';
import { type RequestName, requests } from '../../../shared/contract/index.ts';
import type { Need } from '../../../shared/contract/need.ts';
import { builtInDirectory, ROLE_IDS } from '../../../shared/domain/rights/built-in.ts';
import { permitOf } from '../../../shared/domain/rights/directory.ts';
import { BUILT_IN, BUILT_IN_GRANTS, type BuiltIn } from '../../../shared/domain/rights/profiles.ts';
import { hasReach, RIGHTS, type Right } from '../../../shared/domain/rights/rights.ts';
import { type Asker, createGuard } from './guard.ts';

const names = Object.keys(requests) as RequestName[];
const needOf = (name: RequestName): Need => requests[name].need;
const firm = builtInDirectory(
  BUILT_IN.map((name) => ({ id: name, roleId: ROLE_IDS[name], groupIds: [], active: true })),
);
const asker = (name: BuiltIn): Asker => ({ permit: permitOf(firm, name), locked: false });

/** A base in which everything belongs to these people. */
const guardOf = (owners: readonly string[] = [], inHand = false) =>
  createGuard({ ownersOf: () => owners, inHand: () => inHand });

function answer(work: () => void): string {
  try {
    work();
    return 'may';
  } catch (error) {
    return (error as Failure).code;
  }
}

/** An input that names everything a request can be judged by. */
const ID = '01938f2e-7b5a-7000-8000-000000000001';
function inputOf(need: Need): object {
  const given: Record<string, unknown> = {};
  if (need.kind === 'right' && typeof need.judged === 'object') given[need.judged.by] = ID;
  return given;
}

describe('what requests need', () => {
  it('is declared for each of them', () => {
    const kinds = ['entrance', 'phone', 'atWork', 'right'];
    const undeclared = names.filter((name) => !kinds.includes(needOf(name)?.kind));
    expect(undeclared).toEqual([]);
    expect(names.length).toBeGreaterThan(120);
  });

  it('is a right of the list, judged by a field that the request has', () => {
    for (const name of names) {
      const need = needOf(name);
      const asked = need.kind === 'right' ? [need.right] : [];
      const when = 'when' in need ? Object.entries(need.when ?? {}) : [];
      for (const right of [...asked, ...when.map(([, one]) => one)]) expect(RIGHTS, name).toContain(right);
      const shape = Object.keys((requests[name].input as { shape?: object }).shape ?? {});
      for (const [field] of when) expect(shape, name).toContain(field);
      if (need.kind !== 'right') continue;
      if (typeof need.judged === 'object') expect(shape, name).toContain(need.judged.by);
      // A reach that nobody judges would be a promise that nobody keeps.
      if (hasReach(need.right) && need.judged === 'whole') expect(REACH_ASIDE, name).toContain(name);
    }
  });

  it('leaves no right that nothing asks for', () => {
    const asked = new Set<Right>(
      names.flatMap((name) => {
        const need = needOf(name);
        const when = 'when' in need ? (Object.values(need.when ?? {}) as Right[]) : [];
        return need.kind === 'right' ? [need.right, ...when] : when;
      }),
    );
    expect(RIGHTS.filter((right) => !asked.has(right))).toEqual([]);
  });

  it('keeps what the phone page says from desk and shell, and what they ask from the phone page', () => {
    for (const name of names) {
      const { from, need } = requests[name];
      expect((from as readonly string[]).join() === 'phone', name).toBe((need as Need).kind === 'phone');
    }
  });
});

/** Names and counts of everybody's lists and promises: without them nobody could be given either. */
const REACH_ASIDE: readonly RequestName[] = [
  'results.choices',
  // Names and filters; the figures themselves are judged.
  'reportViews.list',
  'reportViews.save',
  'reportViews.remove',
  'segments.list',
  'segments.count',
  'tasks.load',
];

describe('every request × every profile', () => {
  const all = names.flatMap((name) => BUILT_IN.map((who) => [name, who] as const));

  it.each(all)('%s, %s', (name, who) => {
    const need = needOf(name);
    const grants = BUILT_IN_GRANTS[who];
    const guard = guardOf([who]);
    const judged = answer(() => {
      guard.admit(need, 'desk', asker(who));
      guard.reach(need, inputOf(need), asker(who));
    });
    if (need.kind === 'phone') expect(judged).toBe('notAllowed');
    else if (need.kind === 'right' && grants[need.right] === undefined) expect(judged).toBe('noRight');
    else expect(judged).toBe('may');

    // Of somebody else, whom nobody stands above.
    if (need.kind !== 'right' || typeof need.judged !== 'object') return;
    const reach = grants[need.right];
    if (reach === undefined) return;
    const foreign = answer(() => guardOf(['stranger']).reach(need, inputOf(need), asker(who)));
    expect(foreign).toBe(reach === 'all' ? 'may' : 'outOfReach');
    expect(answer(() => guardOf(['caller']).reach(need, inputOf(need), asker('supervisor')))).toBe('may');
    // Nobody's record, and one that he works with at the moment.
    expect(answer(() => guardOf([]).reach(need, inputOf(need), asker(who)))).toBe('may');
    expect(answer(() => guardOf(['stranger'], true).reach(need, inputOf(need), asker(who)))).toBe('may');
  });

  it.each(names)('%s is refused to nobody, and to a locked screen unless a customer waits for it', (name) => {
    const need = needOf(name);
    const guard = guardOf();
    const nobody = answer(() => guard.admit(need, 'desk', { locked: false }));
    const locked = answer(() => guard.admit(need, 'desk', { ...asker('administrator'), locked: true }));
    if (need.kind === 'entrance') expect([nobody, locked]).toEqual(['may', 'may']);
    else if (need.kind === 'phone') expect([nobody, locked]).toEqual(['notAllowed', 'notAllowed']);
    else {
      const waits = need.kind === 'atWork' && need.whileLocked;
      expect([nobody, locked]).toEqual(['loginNeeded', waits ? 'may' : 'screenLocked']);
    }
  });

  it('asks for one more right when something special is asked for', () => {
    const dial = needOf('calls.dial');
    const input = { number: '1', override: { reason: 'he asked for it' } };
    expect(answer(() => guardOf().reach(dial, { number: '1' }, asker('operator')))).toBe('may');
    expect(answer(() => guardOf().reach(dial, input, asker('operator')))).toBe('noRight');
    expect(answer(() => guardOf().reach(dial, input, asker('supervisor')))).toBe('may');
    const save = needOf('settings.save');
    expect(answer(() => guardOf().reach(save, { theme: 'dark' }, asker('caller')))).toBe('may');
    expect(answer(() => guardOf().reach(save, { theme: 'dark', zone: 'UTC' }, asker('caller')))).toBe(
      'noRight',
    );
  });
});
