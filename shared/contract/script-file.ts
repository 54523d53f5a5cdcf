import { z } from 'zod';
import type { ScriptNode as Node, TalkScript as Script } from '../domain/talk-script/script.ts';
import { text } from './common.ts';
import { faultOffset } from './json-place.ts';
import { MAX_NODES, ScriptNode, ScriptTestCase, TalkScript } from './talk-scripts.ts';

/**
 * A template as a file that people read, keep under version control and write by hand: JSON, two spaces, its keys in one
 * order, so that two files differ only where two templates do. `docs/scripts.md` describes it.
 */
export interface ScriptFile {
  readonly name: string;
  readonly script: Script;
  readonly testCases: readonly ScriptTestCase[];
}

const KIND = 'ringdesk-script';
const FORMAT = 1;

/** The first of a step say what it is; what is not named here follows in the order of the alphabet. */
const ORDER = [
  'kind',
  'format',
  'name',
  'id',
  'title',
  'languages',
  'start',
  'label',
  'text',
  'key',
  'answer',
];
const LAST = ['steps', 'cases', 'actions', 'options', 'next', 'otherwise', 'position', 'testCases'];

export function writeScriptFile({ name, script, testCases }: ScriptFile): string {
  const { languages, start, nodes } = script;
  const file = { kind: KIND, format: FORMAT, name, languages, start, steps: nodes, testCases };
  return `${JSON.stringify(ordered(file), null, 2)}\n`;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string): number => {
    const early = ORDER.indexOf(key);
    if (early >= 0) return early;
    const late = LAST.indexOf(key);
    return late < 0 ? ORDER.length : ORDER.length + 1 + late;
  };
  const entries = Object.entries(value).sort(
    ([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1),
  );
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}

/** Each has a sentence in the catalogue (`talkScripts:file.<code>`). */
export type FileFaultCode =
  | 'notJson'
  | 'notAScript'
  | 'newerFormat'
  | 'tooManySteps'
  | 'missing'
  | 'unfit'
  | 'unknownKey';

export interface FileFault {
  readonly code: FileFaultCode;
  /** As one would find it in the file: `steps[3] "budget" › answer › options[0] › label`, `4:7` for line and column. */
  readonly where: string;
  /** `line`, `column`; `format`; `count`, `max`; `expected`. */
  readonly params: Readonly<Record<string, string | number>>;
}

export type FileReading =
  /** `placed`: the file says where each step is drawn. */
  { readonly file: ScriptFile; readonly placed: boolean } | { readonly faults: readonly FileFault[] };

/** More than these help nobody who has the file open. */
const MAX_FAULTS = 20;

const Envelope = z.object({
  kind: z.literal(KIND),
  format: z.number().int(),
  name: text(200),
  languages: z.unknown(),
  start: z.unknown(),
  steps: z.array(z.unknown()),
  testCases: z.array(ScriptTestCase).max(200).default([]),
});

/** Reads what `writeScriptFile` wrote or a person did. What it does not understand is told by its place, never left out. */
export function readScriptFile(content: string): FileReading {
  const plain = content.replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(plain);
  } catch {
    const at = lineAndColumn(plain);
    return only('notJson', `${at.line}:${at.column}`, at);
  }
  if (typeof json !== 'object' || json === null || (json as { kind?: unknown }).kind !== KIND)
    return only('notAScript', '');
  const { format } = json as { format?: unknown };
  if (typeof format === 'number' && format > FORMAT) return only('newerFormat', 'format', { format });

  const envelope = Envelope.safeParse(json);
  if (!envelope.success) return { faults: told(envelope.error, json, []) };
  const { name, languages, start, steps, testCases } = envelope.data;
  if (steps.length > MAX_NODES) return only('tooManySteps', 'steps', { count: steps.length, max: MAX_NODES });

  const faults: FileFault[] = [];
  const nodes: Node[] = [];
  let placed = true;
  steps.forEach((given, index) => {
    const bare = typeof given === 'object' && given !== null && !('position' in given);
    if (bare) placed = false;
    const read = ScriptNode.safeParse(bare ? { ...given, position: { x: 0, y: 0 } } : given);
    if (!read.success) faults.push(...told(read.error, json, ['steps', index]));
    else {
      nodes.push(read.data);
      faults.push(...lost(given, read.data, json, ['steps', index]));
    }
  });
  faults.push(...lost(json, { ...envelope.data, steps, testCases }, json, [], 1));
  faults.push(...lost((json as { testCases?: unknown }).testCases, testCases, json, ['testCases']));
  if (faults.length > 0) return { faults: faults.slice(0, MAX_FAULTS) };
  const script = TalkScript.safeParse({ languages, start, nodes });
  if (!script.success) return { faults: told(script.error, json, []) };
  return { file: { name, script: script.data, testCases }, placed };
}

const only = (code: FileFaultCode, where: string, params: FileFault['params'] = {}): FileReading => ({
  faults: [{ code, where, params }],
});

type Path = ReadonlyArray<string | number>;

function told(error: z.ZodError, file: unknown, before: Path): FileFault[] {
  return error.issues.slice(0, MAX_FAULTS).map((issue) => {
    const path = [...before, ...(issue.path as Path)];
    const where = placeOf(path, file);
    if (valueAt(file, path) === undefined) return { code: 'missing', where, params: {} };
    return { code: 'unfit', where, params: { expected: expectation(issue) } };
  });
}

/** In the words of the format itself, which are the same in each language: `say, ask, branch`, `string`, `≤ 200`. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'too_big') return `≤ ${issue.maximum}`;
  if (issue.code === 'too_small') return `≥ ${issue.minimum}`;
  if (issue.code === 'invalid_format') return issue.pattern ?? issue.format;
  return issue.code === 'invalid_union' && issue.discriminator ? issue.discriminator : '';
}

/** Keys that the format does not know: a slip of the pen that would otherwise be lost in silence. */
function lost(given: unknown, kept: unknown, file: unknown, path: Path, depth = 60): FileFault[] {
  if (depth === 0 || typeof given !== 'object' || given === null) return [];
  if (typeof kept !== 'object' || kept === null) return [];
  return Object.entries(given).flatMap(([key, inner]) => {
    const here = [...path, Array.isArray(given) ? Number(key) : key];
    return Object.hasOwn(kept, key)
      ? lost(inner, (kept as Record<string, unknown>)[key], file, here, depth - 1)
      : [{ code: 'unknownKey' as const, where: placeOf(here, file), params: {} }];
  });
}

const valueAt = (file: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], file);

/** With the ids of steps and cases beside their numbers: nobody counts to the hundredth. */
function placeOf(path: Path, file: unknown): string {
  const parts: string[] = [];
  path.forEach((key, index) => {
    if (typeof key === 'string') {
      parts.push(key);
      return;
    }
    const id = (valueAt(file, path.slice(0, index + 1)) as { id?: unknown } | undefined)?.id;
    parts.push(`${parts.pop() ?? ''}[${key}]${typeof id === 'string' ? ` "${id.slice(0, 64)}"` : ''}`);
  });
  return parts.join(' › ');
}

function lineAndColumn(content: string): { line: number; column: number } {
  const before = content.slice(0, faultOffset(content)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
