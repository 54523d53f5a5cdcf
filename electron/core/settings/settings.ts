import type { z } from 'zod';
import type { Repositories } from '../../../db/repositories/index.ts';
import { Settings, type SettingsPatch } from '../../../shared/contract/settings.ts';

const KEY = 'settings';

const WORKDAY = { from: 9 * 60, to: 18 * 60 };

/** Where a workstation of this system probably stands; the owner corrects it once. */
export function defaultSettings(locale = Intl.DateTimeFormat().resolvedOptions()): Settings {
  const tag = new Intl.Locale(locale.locale).maximize();
  const language = (['en', 'ru', 'uk'] as const).find((known) => known === tag.language) ?? 'en';
  return {
    language,
    theme: 'system',
    country: tag.region && /^[A-Z]{2}$/.test(tag.region) ? tag.region : 'US',
    areaCode: '',
    zone: locale.timeZone ?? 'UTC',
    ownNumbers: [],
    mandatoryFields: ['channel', 'region'],
    recordAutomatically: true,
    // Fifteen seconds apart, as 47 CFR § 64.501 has it.
    announcement: { how: 'none', everySeconds: 15, heardBy: 'customer' },
    lineAnnouncements: {},
    sensitiveFields: [],
    dayLoadLimit: 6,
    workHours: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, null, null],
    missed: { deadlineMinutes: 30, leaseMinutes: 15 },
    // 80 % in 20 s is what most call centres promise; five seconds are a misdial.
    reports: { serviceSeconds: 20, serviceTarget: 0.8, shortAbandonSeconds: 5, savedWithinDays: 7 },
    // A talk of ten minutes, two of hold or writing up, and a quarter of an hour off are what supervisors look up at.
    board: {
      talkSeconds: 600,
      holdSeconds: 120,
      wrapUpSeconds: 120,
      breakSeconds: 900,
      waitingCalls: 5,
      waitSeconds: 60,
    },
    firmName: '',
    ringCard: true,
    watchClipboard: false,
    openLinks: false,
    // Keys that work in every program are taken from others only when somebody asks for it.
    globalKeys: { answer: '', hangUp: '', mute: '', dialSelection: '' },
    audio: {
      ringerIds: [],
      ringVolume: 0.7,
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    },
  };
}

/** The firm's and the workplace's settings: one validated value, kept in memory, written when it changes. */
export function createSettings(repositories: Repositories, onChanged: (settings: Settings) => void) {
  // What an older or newer version stored is taken field by field: a strange field must not reset the others.
  const stored = repositories.settings.get(KEY);
  let current = merge(defaultSettings(), stored);
  return {
    get: (): Settings => current,
    save(patch: z.output<typeof SettingsPatch>): Settings {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      const next = Settings.parse({ ...current, ...given });
      // First written: what a full disk did not take must not look as if it had.
      repositories.settings.set(KEY, next);
      current = next;
      onChanged(current);
      return current;
    },
  };
}

export type SettingsKept = ReturnType<typeof createSettings>;

function merge(defaults: Settings, stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return defaults;
  const valid = Object.entries(stored).filter(([key, value]) => {
    const field = Settings.shape[key as keyof Settings];
    return field?.safeParse(value).success ?? false;
  });
  return Settings.parse({ ...defaults, ...Object.fromEntries(valid) });
}
