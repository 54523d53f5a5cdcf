import { builtInOutcomes } from '../../../../shared/domain/outcome/outcome.ts';
import type { Surroundings } from '../task.ts';

const DAY = { from: 9 * 60, to: 18 * 60 };

/** The firm of the hand-made months: Kyiv, Monday to Friday from 9 to 18. */
export const WORKPLACE: Surroundings = {
  outcomes: builtInOutcomes(),
  ownFields: [],
  zone: 'Europe/Kyiv',
  language: 'en',
  now: 0,
  me: '01900000-0000-7000-8000-000000000001',
  workHours: [DAY, DAY, DAY, DAY, DAY, null, null],
  country: 'UA',
  thresholds: { serviceSeconds: 20, serviceTarget: 0.8, shortAbandonSeconds: 5, savedWithinDays: 7 },
};
