import type { DuplicatePair, PairSide, SweepState } from '../../../shared/contract/duplicates.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';

const DAY = 86_400_000;

export const TWIN = sample.contact(701, {
  name: 'Петрова Анна',
  organisationName: 'Volga Bearings',
  region: 'Kazan',
  stage: 'new',
  about: 'Asked for prices at the fair',
  createdAt: Date.now() - 3 * DAY,
});

export const PAIRS: readonly DuplicatePair[] = [
  {
    first: sample.row(sample.ANNA, { phone: '+79161234567' }),
    second: sample.row(TWIN, { phone: '+79161234567' }),
    score: 92,
    certain: true,
    reasons: ['sameNumber', 'sameNameOtherScript', 'sameRegion'],
    doubts: [],
  },
  {
    first: sample.row(sample.contact(702, { name: 'Viktor Lebedev' })),
    second: sample.row(sample.contact(703, { name: 'Viktor Lebedeff' })),
    score: 45,
    certain: false,
    reasons: ['nearName', 'sameCompany'],
    doubts: ['otherNumbers'],
  },
];

export const SWEEP: SweepState = { state: 'done', share: 0, at: Date.now() - 900_000, pairs: 2, certain: 1 };

const side = (contact: PairSide['contact'], n: number): PairSide => ({
  contact,
  calls: n,
  notes: 1,
  tasks: 0,
  people: 0,
});

export const duplicateHandlers = (
  changed: (id: string) => { id: string; changeId: string },
): FakeHandlers => ({
  'duplicates.list': () => ({ pairs: [...PAIRS], more: false }),
  'duplicates.pair': ({ oneId, otherId }) => ({
    one: side({ ...sample.ANNA, id: oneId }, 12),
    other: side({ ...TWIN, id: otherId }, 2),
    score: 92,
    reasons: ['sameNumber', 'sameNameOtherScript'],
    doubts: [],
  }),
  'duplicates.alike': () => [],
  'duplicates.merge': () => changed(sample.id(900)),
  'duplicates.undo': () => ({ fields: [], rows: 0 }),
  'duplicates.distinguish': () => changed(sample.id(901)),
  'duplicates.merged': () => [],
  'duplicates.sweep': () => SWEEP,
  'duplicates.startSweep': () => ({ done: true }),
  'duplicates.stopSweep': () => ({ done: true }),
  'duplicates.mergeCertain': () => ({ id: sample.id(902) }),
  'duplicates.cancelRun': () => ({ done: true }),
  'duplicates.undoRun': () => ({ done: true }),
  'duplicates.run': () => ({}),
});
