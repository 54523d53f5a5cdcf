/** What can be said of a bad talk in words of a person, the worst first. */
export const VERDICTS = [
  'noSoundIn',
  'noSoundOut',
  'reconnected',
  'yourNetworkLost',
  'theirNetworkLost',
  'jitter',
  'delay',
  'quietMicrophone',
  'good',
  'tooShort',
] as const;
export type VerdictCode = (typeof VERDICTS)[number];
