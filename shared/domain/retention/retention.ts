const DAY_MS = 86_400_000;

/** What a rule looks at. `notReached`: the outcome says that nobody was spoken with who matters. */
export const RETENTION_KINDS = ['notReached', 'outcome', 'list', 'line', 'person', 'role'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

export interface RetentionRule {
  readonly kind: RetentionKind;
  /** Key of the outcome, or id of the list, the line, the operator or his present role; empty for `notReached`. */
  readonly value: string;
  /** Days of 24 hours from the beginning of the talk; 0: for ever. */
  readonly days: number;
}

export interface RetentionRules {
  /** The first that fits counts. */
  readonly rules: readonly RetentionRule[];
  /** Of what none of them fits; 0: for ever. */
  readonly days: number;
}

/** What of a recording is judged. */
export interface JudgedRecording {
  /** UTC ms. */
  readonly startedAt: number;
  readonly callId: string;
  readonly contactId?: string | undefined;
  readonly campaignId?: string | undefined;
  readonly accountId: string;
  /** Who talked. */
  readonly agentId?: string | undefined;
  readonly outcome?: string | undefined;
}

export interface RetentionWorld {
  readonly now: number;
  /** Keys of outcomes that mean nobody was reached. */
  readonly notReached: ReadonlySet<string>;
  /** Operator → role. */
  readonly roles: ReadonlyMap<string, string>;
  /** Customers and calls under a legal hold. */
  readonly held: ReadonlySet<string>;
}

/** Whether it stays, must stay although its time is over, or is to be erased. */
export function judge(
  recording: JudgedRecording,
  rules: RetentionRules,
  world: RetentionWorld,
): 'stays' | 'held' | 'due' {
  const rule = rules.rules.find((each) => fits(each, recording, world));
  const days = rule?.days ?? rules.days;
  // A clock that was set back makes everything younger, and so keeps it.
  if (days === 0 || world.now - recording.startedAt <= days * DAY_MS) return 'stays';
  const { callId, contactId } = recording;
  return world.held.has(callId) || (contactId !== undefined && world.held.has(contactId)) ? 'held' : 'due';
}

/** Nothing that began after this can be due; undefined: nothing at all can. */
export function dueBefore({ rules, days }: RetentionRules, now: number): number | undefined {
  const shortest = Math.min(...[days, ...rules.map((rule) => rule.days)].filter((each) => each > 0));
  return Number.isFinite(shortest) ? now - shortest * DAY_MS : undefined;
}

function fits({ kind, value }: RetentionRule, recording: JudgedRecording, world: RetentionWorld): boolean {
  switch (kind) {
    case 'notReached':
      return recording.outcome !== undefined && world.notReached.has(recording.outcome);
    case 'outcome':
      return recording.outcome === value;
    case 'list':
      return recording.campaignId === value;
    case 'line':
      return recording.accountId === value;
    case 'person':
      return recording.agentId === value;
    case 'role':
      return recording.agentId !== undefined && world.roles.get(recording.agentId) === value;
  }
}
