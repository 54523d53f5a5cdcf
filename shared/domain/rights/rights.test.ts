import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInDirectory, ROLE_IDS } from './built-in.ts';
import { type Directory, faultsOf, type Person, permitOf, type RolePlace } from './directory.ts';
import { isWithin, may, ownersWithin } from './may.ts';
import { BUILT_IN, BUILT_IN_GRANTS, type Grants, PROFILE_IDS } from './profiles.ts';
import { REACHES, type Reach, RIGHTS, wider } from './rights.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const grants = fc.dictionary(fc.constantFrom(...RIGHTS), fc.constantFrom(...REACHES)) as fc.Arbitrary<Grants>;
const roles = fc
  .array(fc.option(fc.nat({ max: 4 }), { nil: undefined }), { minLength: 1, maxLength: 5 })
  .map((parents) =>
    parents.map(
      (parent, index): RolePlace => ({
        id: `r${index}`,
        name: '',
        profileId: 'p',
        ...(parent === undefined ? {} : { parentId: `r${parent % parents.length}` }),
      }),
    ),
  );
const people = fc.tuple(
  ...ids.map((id) =>
    fc.record({
      id: fc.constant(id),
      roleId: fc.constantFrom('r0', 'r1', 'r2'),
      groupIds: fc.subarray(['g1', 'g2']),
      active: fc.boolean(),
    }),
  ),
);
const directory: fc.Arbitrary<Directory> = fc
  .tuple(grants, roles, people)
  .map(([granted, places, persons]) => ({
    profiles: [{ id: 'p', name: '', grants: granted }],
    roles: places,
    groups: [
      { id: 'g1', name: '' },
      { id: 'g2', name: '' },
    ],
    people: persons,
  }));
const owners = fc.subarray(ids);
const right = fc.constantFrom(...RIGHTS);

describe('may', () => {
  it('never shows less with a wider reach', () => {
    fc.assert(
      fc.property(directory, right, owners, fc.constantFrom(...ids), (where, what, whose, who) => {
        const permit = permitOf(where, who);
        fc.pre(permit !== undefined);
        const at = (reach: Reach) => may({ ...permit, grants: { [what]: reach } }, what, whose);
        expect(!at('own') || at('group')).toBe(true);
        expect(!at('group') || at('all')).toBe(true);
      }),
    );
  });

  it('never allows less when something more is granted', () => {
    fc.assert(
      fc.property(directory, grants, right, owners, (where, more, what, whose) => {
        const permit = permitOf(where, 'a');
        fc.pre(permit !== undefined);
        const both = Object.fromEntries(
          RIGHTS.flatMap((one) => {
            const reach = wider(permit.grants[one], more[one]);
            return reach === undefined ? [] : [[one, reach]];
          }),
        );
        const before = may(permit, what, whose);
        expect(!before || may({ ...permit, grants: both }, what, whose)).toBe(true);
      }),
    );
  });

  it('says of each record what the query of the list would bring', () => {
    fc.assert(
      fc.property(directory, right, owners, (where, what, whose) => {
        const permit = permitOf(where, 'a');
        fc.pre(permit?.grants[what] !== undefined);
        expect(isWithin(ownersWithin(permit, what), whose)).toBe(may(permit, what, whose));
      }),
    );
  });

  it('allows nothing that was not granted, whoever owns it', () => {
    fc.assert(
      fc.property(directory, right, fc.option(owners, { nil: undefined }), (where, what, whose) => {
        const permit = permitOf(where, 'a');
        fc.pre(permit !== undefined && permit.grants[what] === undefined);
        expect(may(permit, what, whose)).toBe(false);
        expect(ownersWithin(permit, what)).toEqual(new Set());
      }),
    );
  });
});

describe('the hierarchy', () => {
  it('is found to go in a circle exactly when following the parents comes back', () => {
    fc.assert(
      fc.property(directory, (where) => {
        const found = faultsOf(where).flatMap((fault) => (fault.kind === 'roleCycle' ? [fault.id] : []));
        const circles = where.roles.filter(({ id }) => {
          let at: string | undefined = id;
          for (let step = 0; step < where.roles.length && at !== undefined; step += 1) {
            at = where.roles.find((role) => role.id === at)?.parentId;
            if (at === id) return true;
          }
          return false;
        });
        expect(found).toEqual(circles.map(({ id }) => id));
      }),
    );
  });

  it('shows those below to who stands above, and never the other way round', () => {
    const person = (name: (typeof BUILT_IN)[number]): Person => ({
      id: name,
      roleId: ROLE_IDS[name],
      groupIds: [],
      active: true,
    });
    const firm = builtInDirectory(BUILT_IN.map(person));
    expect(faultsOf(firm)).toEqual([]);
    expect(permitOf(firm, 'supervisor')?.group).toEqual(new Set(['supervisor', 'operator', 'caller']));
    expect(permitOf(firm, 'operator')?.group).toEqual(new Set(['operator']));
  });

  it('needs somebody who can put things right', () => {
    const only = { id: 'x', roleId: ROLE_IDS.administrator, groupIds: [] };
    expect(faultsOf(builtInDirectory([{ ...only, active: false }]))).toEqual([{ kind: 'noAdministrator' }]);
    expect(faultsOf(builtInDirectory([{ ...only, active: true }]))).toEqual([]);
    expect(faultsOf(builtInDirectory([{ ...only, active: true, roleId: 'gone' }]))).toContainEqual({
      kind: 'personWithoutRole',
      id: 'x',
    });
  });

  it('gives nothing to who has left', () => {
    const left = { id: 'x', roleId: ROLE_IDS.administrator, groupIds: [], active: false };
    expect(permitOf(builtInDirectory([left]), 'x')).toBeUndefined();
    expect(permitOf(builtInDirectory([left]), 'nobody')).toBeUndefined();
  });
});

describe('the profiles that the program brings', () => {
  it('never give more to who stands lower', () => {
    const widths = (name: (typeof BUILT_IN)[number]) => BUILT_IN_GRANTS[name];
    for (const [upper, lower] of [
      ['administrator', 'supervisor'],
      ['supervisor', 'operator'],
      ['operator', 'caller'],
    ] as const) {
      for (const one of RIGHTS) {
        expect(wider(widths(upper)[one], widths(lower)[one]), `${one} of ${lower}`).toBe(widths(upper)[one]);
      }
    }
  });

  it('let only the administrator change rights', () => {
    expect(BUILT_IN.filter((name) => BUILT_IN_GRANTS[name]['users.administer'])).toEqual(['administrator']);
    expect(new Set(Object.values(PROFILE_IDS)).size).toBe(BUILT_IN.length);
  });
});
