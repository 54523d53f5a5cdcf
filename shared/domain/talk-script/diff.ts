import { linksOf } from './links.ts';
import { type NodeId, SCRIPT_LANGUAGES, type ScriptNode, type TalkScript } from './script.ts';

export interface StepChange {
  readonly nodeId: NodeId;
  /** As it is now; of a removed one as it was. */
  readonly title: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** What of a changed one: names of its fields, texts by language (`text.uk`), `ways` for where it leads. */
  readonly parts: readonly string[];
}

export interface LinkChange {
  readonly from: NodeId;
  readonly port: string;
  readonly was: NodeId | undefined;
  readonly now: NodeId | undefined;
}

export interface ScriptDiff {
  /** In the order of the newer template, removed ones last. */
  readonly steps: readonly StepChange[];
  readonly links: readonly LinkChange[];
  /** Of the template itself. */
  readonly parts: ReadonlyArray<'languages' | 'start'>;
}

/** What became of a template, step by step; where the editor draws a step is no change. */
export function diffScripts(before: TalkScript, after: TalkScript): ScriptDiff {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map(({ id }) => id));
  const steps: StepChange[] = [];
  const links: LinkChange[] = [];
  for (const node of after.nodes) {
    const was = old.get(node.id);
    links.push(...changedLinks(was, node));
    if (!was) steps.push({ nodeId: node.id, title: node.title, change: 'added', parts: [] });
    else {
      const parts = changedParts(was, node);
      if (parts.length > 0) steps.push({ nodeId: node.id, title: node.title, change: 'changed', parts });
    }
  }
  for (const node of before.nodes) {
    if (kept.has(node.id)) continue;
    steps.push({ nodeId: node.id, title: node.title, change: 'removed', parts: [] });
    links.push(...changedLinks(node, undefined));
  }
  const parts: Array<'languages' | 'start'> = [];
  if (!same(before.languages, after.languages)) parts.push('languages');
  if (before.start !== after.start) parts.push('start');
  return { steps, links, parts };
}

function changedLinks(before: ScriptNode | undefined, after: ScriptNode | undefined): LinkChange[] {
  const was = new Map((before ? linksOf(before) : []).map(({ port, to }) => [port, to]));
  const now = new Map((after ? linksOf(after) : []).map(({ port, to }) => [port, to]));
  const from = (after ?? before)?.id ?? '';
  return [...new Set([...was.keys(), ...now.keys()])]
    .filter((port) => was.get(port) !== now.get(port))
    .map((port) => ({ from, port, was: was.get(port), now: now.get(port) }));
}

/** Fields that hold a way, and nothing else. */
const WAYS = new Set(['next', 'otherwise']);
const TEXTS = new Set(['text', 'label']);

function changedParts(before: ScriptNode, after: ScriptNode): string[] {
  const was = fields(before);
  const now = fields(after);
  const parts: string[] = [];
  for (const key of new Set([...Object.keys(was), ...Object.keys(now)])) {
    if (key === 'position' || WAYS.has(key) || same(was[key], now[key])) continue;
    if (TEXTS.has(key) && before.kind === after.kind)
      parts.push(...changedLanguages(key, was[key], now[key]));
    else parts.push(key);
  }
  if (changedLinks(before, after).length > 0) parts.push('ways');
  return parts;
}

/** Its fields, without the ways in them: these are told as such. */
function fields(node: ScriptNode): Record<string, unknown> {
  if (node.kind === 'branch') return { ...node, cases: node.cases.map(({ when }) => when) };
  if (node.kind !== 'ask') return { ...node };
  const { answer } = node;
  if (answer.kind === 'one')
    return {
      ...node,
      answer: { ...answer, options: answer.options.map(({ id, label }) => ({ id, label })) },
    };
  return answer.kind === 'yesNo' ? { ...node, answer: { kind: 'yesNo' } } : { ...node };
}

function changedLanguages(key: string, before: unknown, after: unknown): string[] {
  const was = (before ?? {}) as Record<string, unknown>;
  const now = (after ?? {}) as Record<string, unknown>;
  return SCRIPT_LANGUAGES.filter((language) => (was[language] ?? '') !== (now[language] ?? '')).map(
    (language) => `${key}.${language}`,
  );
}

/** Equal as data: the order of keys, and a key that is there without a value, do not count. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const a = one as Record<string, unknown>;
  const b = other as Record<string, unknown>;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => same(a[key], b[key]));
}
