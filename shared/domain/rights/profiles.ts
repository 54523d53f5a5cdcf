import { type Reach, RIGHTS, type Right } from './rights.ts';

/** What is not named is not allowed. */
export type Grants = Readonly<Partial<Record<Right, Reach>>>;

/** What one may do. It says nothing of where somebody stands: that is the role's. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly grants: Grants;
}

export const BUILT_IN = ['administrator', 'supervisor', 'operator', 'caller'] as const;
export type BuiltIn = (typeof BUILT_IN)[number];

/** The same on every machine, so that a team that comes together later has each of them once. */
export const PROFILE_IDS: Readonly<Record<BuiltIn, string>> = {
  administrator: '01900000-0000-7000-8000-0000000000a1',
  supervisor: '01900000-0000-7000-8000-0000000000a2',
  operator: '01900000-0000-7000-8000-0000000000a3',
  caller: '01900000-0000-7000-8000-0000000000a4',
};

const everything: Grants = Object.fromEntries(RIGHTS.map((right) => [right, 'all']));

/** Leads a shift: sees and hears the people below, and answers for what they may not. */
const supervisor: Grants = {
  'customers.view': 'all',
  'customers.create': 'all',
  'customers.edit': 'all',
  'customers.merge': 'all',
  'customers.delete': 'group',
  'customers.import': 'all',
  'customers.export': 'group',
  'calls.view': 'group',
  'calls.place': 'all',
  'calls.edit': 'group',
  'calls.override': 'all',
  'recordings.listen': 'group',
  'recordings.export': 'group',
  'holds.edit': 'all',
  'board.view': 'group',
  'board.edit': 'all',
  'board.listen': 'group',
  'reviews.view': 'group',
  'reviews.score': 'group',
  'scorecards.view': 'all',
  'scorecards.edit': 'all',
  'tasks.view': 'group',
  'tasks.create': 'all',
  'tasks.edit': 'group',
  'tasks.delete': 'group',
  'lists.view': 'all',
  'lists.work': 'all',
  'lists.create': 'all',
  'lists.edit': 'all',
  'lists.delete': 'group',
  'doNotCall.view': 'all',
  'doNotCall.create': 'all',
  'doNotCall.delete': 'all',
  'scripts.view': 'all',
  'scripts.create': 'all',
  'scripts.edit': 'all',
  'results.view': 'group',
  'results.export': 'group',
  'results.share': 'all',
  'targets.view': 'all',
  'targets.edit': 'all',
  'changes.undo': 'group',
  'audit.view': 'all',
};

/** Answers whoever rings, so every customer may be looked up; takes nothing out. */
const operator: Grants = {
  'customers.view': 'all',
  'customers.create': 'all',
  'customers.edit': 'all',
  'customers.merge': 'all',
  'calls.view': 'own',
  'calls.place': 'all',
  'calls.edit': 'own',
  'recordings.listen': 'own',
  'reviews.view': 'own',
  'scorecards.view': 'all',
  'tasks.view': 'own',
  'tasks.create': 'all',
  'tasks.edit': 'own',
  'tasks.delete': 'own',
  'lists.view': 'own',
  'lists.work': 'own',
  'doNotCall.view': 'all',
  'doNotCall.create': 'all',
  'scripts.view': 'all',
  'results.view': 'own',
  'targets.view': 'own',
  'changes.undo': 'own',
};

/** Calls strangers through a list: only his own customers, and those of nobody yet. */
const caller: Grants = {
  ...operator,
  'customers.view': 'own',
  'customers.edit': 'own',
  'customers.merge': 'own',
};

/** What the program brings. The administrator's is never changed, so that nobody can lock everybody out. */
export const BUILT_IN_GRANTS: Readonly<Record<BuiltIn, Grants>> = {
  administrator: everything,
  supervisor,
  operator,
  caller,
};

export const builtInOf = (profileId: string): BuiltIn | undefined =>
  BUILT_IN.find((name) => PROFILE_IDS[name] === profileId);
