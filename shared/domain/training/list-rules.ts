import type { Hours, PacingRules } from '../pacing/campaign.ts';

/** A whole day: whoever is new tries cold calling when they have time, and nobody is woken by this exchange. */
const ALWAYS: Hours = { from: 0, to: 24 * 60 };

/** Of the training list. Short pauses and few attempts, so that a list of thirty is worked to its end within days. */
export const TRAINING_LIST_RULES: PacingRules = {
  hours: [ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS, ALWAYS],
  restOnHolidays: false,
  maxAttempts: 3,
  maxAttemptsADay: 5,
  retry: {
    busy: { afterMinutes: 15, otherNumber: true },
    noAnswer: { afterMinutes: 240, otherNumber: true },
    declined: { afterMinutes: 240, otherNumber: false },
    failed: { afterMinutes: 30, otherNumber: true },
  },
  quietDays: 0,
  needsConsent: false,
  ringSeconds: 20,
  countdownSeconds: 5,
  wrapUpSeconds: 0,
};
