import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import type { ContactFacts } from '../../../db/repositories/tasks/occasions.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { ReminderRule } from '../../../shared/contract/tasks.ts';
import { dayOf } from '../../../shared/domain/schedule/day.ts';
import { occasionOf, ringsAt, stillTrue, titleFor } from '../../../shared/domain/schedule/occasion.ts';
import { candidates, type Found, PAGE } from './rule-sweep.ts';

/** Between two steps; with some milliseconds of work each, the core is at the others' service nearly all the time. */
const REST_MS = 10;
/** Changes of more customers than that are an import, after which everybody is looked at. */
const ONE_BY_ONE = 200;
/** An import tells of its changes several times a second. Each sweep would write beside it, and it gives way to whoever writes. */
const IMPORT_IS_OVER_MS = 5_000;

export interface RegularReminders {
  /** Looks at everybody now: at the start, on a new day, after a change of a rule. Begins anew when one is under way. */
  sweep(): void;
  /** Sweeps when the day at the workplace is another one than at the last sweep. Cheap. */
  onClock(): void;
  contactsChanged(ids: readonly string[]): void;
  stop(): void;
}

/**
 * Makes promises by the rules of row D4, each occasion once: what a rule has ever made of an occasion is asked of the
 * base, so neither a restart nor a changed rule nor a second sweep makes it again. What nobody has heard of yet follows
 * the customer: it goes when its reason is gone.
 */
export function createRegularReminders(options: {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly me: () => string;
  readonly now: () => number;
  readonly settings: () => Settings;
  readonly onChanged: (ids: string[]) => void;
  readonly onFailed: (error: unknown) => void;
}): RegularReminders {
  const { db } = options;
  const { occasions, reminderRules, tasks } = options.repositories;
  let steps: Generator<string[]> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let importing: NodeJS.Timeout | undefined;
  let sweptOn: string | undefined;

  const today = () => dayOf(options.now(), options.settings().zone);
  const active = () => reminderRules.list().filter((rule) => rule.enabled);

  function make(rule: ReminderRule, found: Found): string | undefined {
    const { zone } = options.settings();
    const at = { today: today(), now: options.now(), zone };
    const occasion = occasionOf(rule, found.fact, at.today);
    if (!occasion || occasions.wasMade(rule.id, rule.kind, found.contactId, occasion.same)) return undefined;
    return tasks.create({
      contactId: found.contactId,
      title: titleFor(rule.title, found.name),
      dueAt: ringsAt(rule, occasion, at),
      zone,
      assigneeId: rule.assigneeId ?? found.responsibleId ?? options.me(),
      ruleId: rule.id,
      occasion: `${rule.kind}:${found.contactId}:${occasion.day}`,
    }).id;
  }

  /** Takes back what nobody has heard of and is no longer true. */
  function withdrawStale(unheard: ReturnType<typeof occasions.unheard>): string[] {
    const kinds = new Map(reminderRules.list().map(({ id, kind }) => [id, kind]));
    return unheard.flatMap(({ id, contactId, ruleId, occasion }) => {
      const kind = kinds.get(ruleId);
      // The promises of a rule that is gone stay: they were in somebody's plan.
      if (kind === undefined || !occasion.startsWith(`${kind}:`)) return [];
      const facts = factsFor(kind, occasions.factsOf(contactId));
      if (facts.some((fact) => stillTrue(kind, occasion.slice(-10), fact))) return [];
      return [tasks.withdraw(id).id];
    });
  }

  /** The days by which a rule may speak of a customer: several where there are several contracts. */
  function factsFor(kind: ReminderRule['kind'], facts: ContactFacts | undefined): readonly string[] {
    if (facts === undefined) return [];
    if (kind === 'contractEnd') return facts.contractEnds;
    if (facts.consent === 'refused') return [];
    if (kind === 'birthday') return facts.birthday === undefined ? [] : [facts.birthday];
    return facts.lastTalkAt === undefined ? [] : [dayOf(facts.lastTalkAt, options.settings().zone)];
  }

  function* everybody(): Generator<string[]> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: ReturnType<typeof occasions.unheard> = occasions.unheard(after, PAGE);
      yield withdrawStale(page);
      after = page.length < PAGE ? undefined : page.at(-1)?.id;
    }
    for (const rule of active()) {
      for (const page of candidates(occasions, rule, { today: today(), zone: options.settings().zone })) {
        yield page.flatMap((found) => make(rule, found) ?? []);
      }
    }
  }

  function step(): void {
    try {
      // One transaction a step: rows and outbox of a page are on disk with one write.
      const { done, value } = db.transaction(() => steps?.next() ?? { done: true, value: undefined });
      if (value && value.length > 0) options.onChanged(value);
      if (done) steps = undefined;
    } catch (error) {
      // A full disk, most likely; the next look at the clock begins anew.
      steps = undefined;
      sweptOn = undefined;
      options.onFailed(error);
    }
    if (steps) later();
  }

  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(step, REST_MS);
    timer.unref();
  }

  function sweep(): void {
    sweptOn = today();
    steps = everybody();
    later();
  }

  function sweepWhenOver(): void {
    clearTimeout(importing);
    importing = setTimeout(sweep, IMPORT_IS_OVER_MS);
    importing.unref();
  }

  function ofContact(contactId: string): string[] {
    const changed = withdrawStale(occasions.unheardOf(contactId));
    const facts = occasions.factsOf(contactId);
    if (!facts) return changed;
    const { name, responsibleId } = facts;
    const made = active().flatMap((rule) =>
      factsFor(rule.kind, facts).flatMap(
        (fact) => make(rule, { contactId, name, responsibleId, fact }) ?? [],
      ),
    );
    return [...changed, ...made];
  }

  return {
    sweep,
    onClock() {
      if (today() !== sweptOn) sweep();
    },
    contactsChanged(ids) {
      try {
        if (active().length === 0) return;
        if (ids.length > ONE_BY_ONE) return sweepWhenOver();
        const changed = db.transaction(() => ids.flatMap(ofContact));
        if (changed.length > 0) options.onChanged(changed);
      } catch (error) {
        options.onFailed(error);
      }
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(importing);
    },
  };
}
