export const EXPORT_KINDS = ['calls', 'answers', 'summary'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Titles of columns, and words in cells, of an exported table. The asker gives them: the catalogues are the pages'. */
export const EXPORT_WORDS = [
  'when',
  'direction',
  'outbound',
  'inbound',
  'agent',
  'list',
  'customer',
  'organisation',
  'number',
  'result',
  'outcome',
  'noOutcome',
  'talkSeconds',
  'note',
  'finished',
  'lastStep',
  'yes',
  'no',
  'table',
  'total',
  'perDay',
  'perAgent',
  'perOutcome',
  'funnel',
  'of',
  'dialled',
  'answered',
  'reached',
  'agreed',
  'refused',
  'came',
  'left',
] as const;
export type ExportWord = (typeof EXPORT_WORDS)[number];
export type ExportWords = Readonly<Record<ExportWord, string>>;
