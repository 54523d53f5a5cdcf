/** Whose records a right reaches: what is one's own, that of one's group and of those below, or everybody's. */
export const REACHES = ['own', 'group', 'all'] as const;
export type Reach = (typeof REACHES)[number];

/**
 * All that can be allowed, by module: the rows and columns of the matrix. Seeing, taking out and listening are apart, since
 * who may work with a customer need not carry the base home.
 */
export const MODULES = {
  customers: ['view', 'create', 'edit', 'merge', 'delete', 'import', 'export', 'erase'],
  calls: ['view', 'place', 'edit', 'override'],
  recordings: ['listen', 'export'],
  holds: ['edit'],
  board: ['view', 'edit', 'listen'],
  reviews: ['view', 'score'],
  scorecards: ['view', 'edit'],
  tasks: ['view', 'create', 'edit', 'delete'],
  lists: ['view', 'work', 'create', 'edit', 'delete'],
  doNotCall: ['view', 'create', 'delete'],
  scripts: ['view', 'create', 'edit'],
  results: ['view', 'export', 'share'],
  targets: ['view', 'edit'],
  changes: ['undo'],
  workstation: ['administer'],
  firm: ['administer'],
  users: ['administer'],
  audit: ['view', 'export'],
} as const;

export type RightModule = keyof typeof MODULES;
export type Right = { [M in RightModule]: `${M}.${(typeof MODULES)[M][number]}` }[RightModule];

/** In the order of the matrix. */
export const RIGHTS = Object.entries(MODULES).flatMap(([module, actions]) =>
  actions.map((action) => `${module}.${action}`),
) as Right[];

/** Without owners of their records: one has these or not, and a reach says nothing. */
const WITHOUT_REACH: ReadonlySet<Right> = new Set<Right>([
  'customers.create',
  'customers.import',
  'customers.erase',
  'calls.place',
  'calls.override',
  'board.edit',
  'tasks.create',
  'lists.create',
  'doNotCall.view',
  'doNotCall.create',
  'doNotCall.delete',
  'holds.edit',
  'scorecards.view',
  'scorecards.edit',
  'scripts.view',
  'scripts.create',
  'scripts.edit',
  'results.share',
  'targets.edit',
  'workstation.administer',
  'firm.administer',
  'users.administer',
  'audit.view',
  'audit.export',
]);

export const hasReach = (right: Right): boolean => !WITHOUT_REACH.has(right);

/** The wider of two; `undefined` is nothing at all. */
export function wider(one: Reach | undefined, other: Reach | undefined): Reach | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return REACHES.indexOf(one) >= REACHES.indexOf(other) ? one : other;
}
