import type { AuditKind } from '../../../shared/contract/audit.ts';
import type { RequestDefinition } from '../../../shared/contract/define.ts';

export interface Trace {
  readonly kind: AuditKind;
  readonly action: string;
  readonly subject: string;
  readonly subjectId?: string | undefined;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** By the verb of the right that a request needs. Seeing a list, placing a call and working leave their traces elsewhere. */
const KIND_OF_VERB: Readonly<Record<string, AuditKind>> = {
  create: 'changed',
  edit: 'changed',
  merge: 'changed',
  import: 'changed',
  undo: 'changed',
  administer: 'changed',
  delete: 'deleted',
  export: 'exported',
};

/** Opened records. A list is not: nobody reads a thousand lines. */
const SEEN: ReadonlySet<string> = new Set(['contacts.card', 'calls.get', 'documents.read']);
/** Leaves the program as a file, though it needs no more than to be seen. */
const TAKEN_OUT: ReadonlySet<string> = new Set(['calls.report']);
/** Steps of one thing that leaves a trace of its own, or keeps each step itself. */
const STEPS: ReadonlySet<string> = new Set([
  'imports.begin',
  'imports.chunk',
  'imports.preview',
  'imports.progress',
  'imports.dryRun',
  'imports.dryRunState',
  'imports.dryRunStop',
  'imports.questions',
  // It writes who took how many, once the file is there.
  'exports.begin',
  'exports.progress',
  'exports.read',
  'exports.cancel',
  'imports.list',
  'documents.begin',
  'documents.chunk',
  'documents.cancel',
  'talkRuns.begin',
  'talkRuns.move',
  'talkRuns.back',
  // It writes whose number it was.
  'doNotCall.remove',
  // Each keystroke of a draft; what was published is there whole in its version.
  'scorecards.save',
  'users.directory',
  // These write it themselves.
  'holds.place',
  'holds.release',
  'retention.save',
  'retention.look',
  'retention.state',
  'retention.choices',
  'holds.list',
  'users.sessions',
  'handOvers.preview',
  'handOvers.list',
  'ownFields.look',
  'ownFields.stopLooking',
  'duplicates.run',
  'directories.list',
  'directories.test',
  'directories.cancel',
  'directories.conflicts',
]);

/** As much of an input as somebody may have to be asked about. */
const MOST_DETAIL = 2_000;
const SECRETS: ReadonlySet<string> = new Set(['password', 'turnPassword']);

/** What is written down of a request that was granted; `undefined`: nothing. */
export function traceOf(
  name: string,
  { need }: Pick<RequestDefinition, 'need'>,
  input: Readonly<Record<string, unknown>>,
  answer: unknown,
): Trace | undefined {
  if (STEPS.has(name)) return undefined;
  const kind = kindOf(name, need, input);
  if (kind === undefined) return undefined;
  const judged = need.kind === 'right' && typeof need.judged === 'object' ? need.judged : undefined;
  const [area = ''] = name.split('.');
  const id = input[judged?.by ?? 'id'] ?? field(answer, 'id');
  const changeId = field(answer, 'changeId');
  return {
    kind,
    action: name,
    subject: judged?.record ?? SUBJECT_OF_AREA[area] ?? area,
    ...(typeof id === 'string' ? { subjectId: id } : {}),
    detail: {
      ...(typeof changeId === 'string' ? { changeId } : {}),
      // Of what has no history of its own: what was asked for.
      ...(KEPT_IN_ROWS.has(area) ? {} : asked(input)),
    },
  };
}

/** What was changed in these stands in the outbox with its author. */
const KEPT_IN_ROWS: ReadonlySet<string> = new Set(['contacts', 'calls', 'goods', 'documents']);

const SUBJECT_OF_AREA: Readonly<Record<string, string>> = {
  contacts: 'contact',
  tasks: 'task',
  campaigns: 'list',
  users: 'user',
  handOvers: 'user',
  duplicates: 'contact',
};

function kindOf(
  name: string,
  need: RequestDefinition['need'],
  input: Readonly<Record<string, unknown>>,
): AuditKind | undefined {
  if (SEEN.has(name)) return 'seen';
  if (TAKEN_OUT.has(name)) return 'exported';
  if (need.kind === 'right') {
    if (need.right === 'users.administer') return 'rights';
    // The library says itself who listened and what left it.
    if (need.right.startsWith('recordings.')) return undefined;
    return KIND_OF_VERB[need.right.split('.')[1] ?? ''];
  }
  // Of one's own settings nothing is written down, of the firm's it is.
  const firm = need.kind === 'atWork' && Object.keys(need.when ?? {}).some((key) => input[key] !== undefined);
  return firm ? 'changed' : undefined;
}

function asked(input: Readonly<Record<string, unknown>>): Record<string, string> {
  const told = Object.entries(input).filter(
    ([key, value]) => !SECRETS.has(key) && value !== undefined && !(value instanceof Uint8Array),
  );
  if (told.length === 0) return {};
  return { asked: JSON.stringify(Object.fromEntries(told)).slice(0, MOST_DETAIL) };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
