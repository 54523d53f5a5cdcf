import type { NodeId, ScriptNode } from './script.ts';

/** One way out of a step. */
export interface Link {
  /** Which way: `next`, `otherwise`, `case:0`, `option:<id>`, `yes`, `no`. Unique in its step. */
  readonly port: string;
  /** Undefined: nobody has said yet where it leads. */
  readonly to: NodeId | undefined;
}

/** Every way out of a step, in the order in which a person reads them. An option without a way of its own takes `next`. */
export function linksOf(node: ScriptNode): Link[] {
  switch (node.kind) {
    case 'say':
    case 'act':
    case 'objection':
      return [{ port: 'next', to: node.next }];
    case 'ask': {
      const { answer, next } = node;
      const rest: Link = { port: 'next', to: next };
      if (answer.kind === 'one')
        return [...answer.options.map((option) => ({ port: `option:${option.id}`, to: option.next })), rest];
      if (answer.kind === 'yesNo')
        return [{ port: 'yes', to: answer.yes }, { port: 'no', to: answer.no }, rest];
      return [rest];
    }
    case 'branch':
      return [
        ...node.cases.map((one, index) => ({ port: `case:${index}`, to: one.next })),
        { port: 'otherwise', to: node.otherwise },
      ];
    case 'back':
    case 'end':
      return [];
  }
}

/** The step with that way leading elsewhere; `to` undefined takes the way away. A port that it does not have changes nothing. */
export function withLink(node: ScriptNode, port: string, to: NodeId | undefined): ScriptNode {
  if (node.kind === 'branch') {
    if (port === 'otherwise') return { ...node, otherwise: to };
    return {
      ...node,
      cases: node.cases.map((one, index) => (port === `case:${index}` ? { ...one, next: to } : one)),
    };
  }
  if (node.kind === 'back' || node.kind === 'end') return node;
  if (port === 'next') return { ...node, next: to };
  if (node.kind !== 'ask') return node;
  const { answer } = node;
  if (answer.kind === 'yesNo' && (port === 'yes' || port === 'no'))
    return { ...node, answer: { ...answer, [port]: to } };
  if (answer.kind === 'one') {
    const options = answer.options.map((option) =>
      port === `option:${option.id}` ? { ...option, next: to } : option,
    );
    return { ...node, answer: { ...answer, options } };
  }
  return node;
}

/** Ways that a talk can take and that are not drawn: the operator would stand before nothing. */
export function openPorts(node: ScriptNode): string[] {
  const links = linksOf(node);
  const missing = links.filter(({ to }) => to === undefined).map(({ port }) => port);
  if (node.kind !== 'ask' || node.next !== undefined) {
    // The question's own way is there for every answer that has none.
    return node.kind === 'ask' ? [] : missing;
  }
  const own = missing.filter((port) => port !== 'next');
  if (links.length === 1 || !node.required) return ['next'];
  return own;
}
