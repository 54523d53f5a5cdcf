import { defaultSettings } from '../../electron/core/settings/settings.ts';

/** A workplace whose clocks change twice a year. */
export const benchSettings = () => ({ ...defaultSettings(), zone: 'Europe/Kyiv', language: 'en' as const });
