/** What a file system or a spreadsheet would take for something else. Windows is the strictest, so its rules hold everywhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
const UNSAFE = /[<>:"/\\|?*\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g;
const MOST = 80;

const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
};

export interface NamedRecording {
  /** `2026-11-27 14-30`: in order by name is in order of time. */
  readonly moment: string;
  /** Customer, or number: text from outside. */
  readonly who: string;
  readonly id: string;
  readonly mime: string;
}

/** The name of an exported recording. The end of its id keeps two talks of one minute apart. */
export function recordingFileName({ moment, who, id, mime }: NamedRecording): string {
  const safe = who
    .normalize('NFC')
    .replaceAll(UNSAFE, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[\s.]+|[\s.]+$/g, '');
  const cut = [...safe].slice(0, MOST).join('').trim();
  const extension = EXTENSIONS[mime.split(';')[0]?.trim() ?? ''] ?? 'webm';
  return `${[moment, cut, id.slice(-6)].filter(Boolean).join(' ')}.${extension}`;
}
