/** A microphone that beeps once a second, for machines without one (as for the browser tests). */
export const FAKE_MICROPHONE = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
] as const;
