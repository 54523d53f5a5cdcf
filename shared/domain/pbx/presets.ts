/** Families of PBXs that agree on their feature codes, as far as they do. `none`: plain SIP and nothing else. */
export const PBX_PRESETS = ['asterisk', 'freeswitch', 'threecx', 'none'] as const;
export type PbxPreset = (typeof PBX_PRESETS)[number];

/** The codes of a family; empty: it has none for that. `{number}`, `{extension}`, `{reason}` are filled in. */
interface PresetCodes {
  readonly voicemail: string;
  readonly pickUp: string;
  readonly doNotDisturbOn: string;
  readonly doNotDisturbOff: string;
  readonly forwardOn: string;
  readonly forwardOff: string;
  readonly queueLogIn: string;
  readonly queueLogOut: string;
  readonly pause: string;
  readonly resume: string;
  readonly echoTest: string;
  readonly listen: string;
  readonly whisper: string;
  readonly join: string;
}

const NOTHING: PresetCodes = {
  voicemail: '',
  pickUp: '',
  doNotDisturbOn: '',
  doNotDisturbOff: '',
  forwardOn: '',
  forwardOff: '',
  queueLogIn: '',
  queueLogOut: '',
  pause: '',
  resume: '',
  echoTest: '',
  listen: '',
  whisper: '',
  join: '',
};

const CODES: Readonly<Record<PbxPreset, PresetCodes>> = {
  /**
   * As FreePBX ships them (Admin, Feature Codes). There *45 and *46 are switches: the same code goes in and out. The last three
   * are what its forum agrees on for ChanSpy of one extension; FreePBX itself has only 555, which walks through all calls.
   */
  asterisk: {
    voicemail: '*97',
    pickUp: '**{extension}',
    doNotDisturbOn: '*78',
    doNotDisturbOff: '*79',
    forwardOn: '*72{number}',
    forwardOff: '*73',
    queueLogIn: '*45',
    queueLogOut: '*45',
    pause: '*46',
    resume: '*46',
    echoTest: '*43',
    listen: '*222{extension}',
    whisper: '*223{extension}',
    join: '*224{extension}',
  },
  /**
   * The default dialplan of the FreeSWITCH distribution (conf/vanilla): it has no codes for the rest. Whoever listens there
   * (88 and the extension) presses 1 or 2 to be heard by one side, 3 by both.
   */
  freeswitch: {
    ...NOTHING,
    voicemail: '*98',
    pickUp: '**{extension}',
    echoTest: '9196',
    listen: '88{extension}',
  },
  /** 3CX's dial codes; do-not-disturb and back are its statuses, and it forwards by rules of the extension only. */
  threecx: {
    ...NOTHING,
    voicemail: '999',
    pickUp: '*20*{extension}',
    doNotDisturbOn: '*32',
    doNotDisturbOff: '*30',
    queueLogIn: '*62',
    queueLogOut: '*63',
    echoTest: '*777',
  },
  none: NOTHING,
};

export interface PresetProfile {
  readonly preset: PbxPreset;
  readonly codes: PresetCodes;
  readonly pauseReasons: Array<{ label: string; code: string }>;
}

/** What to begin a line's profile with. Why people pause is the firm's own business, so no reasons come with it. */
export const presetProfile = (preset: PbxPreset): PresetProfile => ({
  preset,
  codes: CODES[preset],
  pauseReasons: [],
});
