import type { AccountStep } from '../../talk-script/account.ts';

export interface RequiredQuestion {
  readonly title: string;
  readonly answered: boolean;
  /** UTC ms: when it came before the operator. */
  readonly at: number;
}

/** The required questions that came before the operator, each once: its last standing counts. */
export function requiredIn(steps: readonly AccountStep[]): RequiredQuestion[] {
  const found = new Map<string, RequiredQuestion>();
  for (const { node, kind, takenBack, from } of steps) {
    if (node.kind !== 'ask' || !node.required || takenBack) continue;
    const answered = kind === 'answered' || found.get(node.id)?.answered === true;
    found.set(node.id, { title: node.title, answered, at: found.get(node.id)?.at ?? from });
  }
  return [...found.values()];
}
