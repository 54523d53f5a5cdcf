import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Task } from '../../../shared/contract/contacts.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { ReminderRule, taskRequests } from '../../../shared/contract/tasks.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';
import type { Vault } from '../pbx/vault.ts';
import { type CalendarFeed, createCalendarFeed } from './calendar-feed.ts';
import { feedCalendar } from './feed-calendar.ts';
import { taskHandlers } from './handlers.ts';
import { leadFollows } from './lead-follows.ts';
import { createRegularReminders } from './regular-reminders.ts';
import { createReminderClock } from './reminder-clock.ts';

const DAY_MS = 86_400_000;
/** What a calendar program gets: what waits since a quarter of a year, and the plans of the next two. */
const FEED_BACK_MS = 92 * DAY_MS;
const FEED_AHEAD_MS = 731 * DAY_MS;
const FEED_LIMIT = 5_000;

export interface Promises {
  readonly handlers: Handlers<typeof taskRequests, Context>;
  readonly feed: CalendarFeed;
  /** Rows of promises changed, whoever changed them. */
  changed(ids: string[]): void;
  /** As `changed`, by an undo: what followed the promise follows it back. */
  undone(ids: string[]): void;
  contactsChanged(ids: readonly string[]): void;
  /** A rule was changed by an undo. */
  rulesChanged(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Everything that has to do with promises: their requests, the clock that rings them, rules that make them, the feed. */
export function createPromises(options: {
  readonly db: Db;
  readonly repositories: Repositories;
  readonly vault: Vault;
  readonly me: () => { readonly id: string; readonly name: string };
  readonly now: () => number;
  readonly settings: () => Settings;
  readonly listens: boolean;
  readonly onChanged: (ids: string[]) => void;
  readonly onRulesChanged: (rules: ReminderRule[]) => void;
  readonly onDue: (task: Task) => void;
  readonly log: Log;
}): Promises {
  const { repositories, me, now, settings, log } = options;
  const { tasks, reminderRules } = repositories;

  const clock = createReminderClock({
    repositories,
    now,
    ring: options.onDue,
    onLook: () => regular.onClock(),
    onFailed: (error) => log.error({ err: error }, 'a promise could not be rung; it is tried again'),
  });
  const changed = (ids: string[]) => {
    options.onChanged(ids);
    clock.look();
  };
  const regular = createRegularReminders({
    db: options.db,
    repositories,
    me: () => me().id,
    now,
    settings,
    onChanged: changed,
    onFailed: (error) => log.error({ err: error }, 'regular reminders could not be made; it is tried again'),
  });
  const feed = createCalendarFeed({
    store: repositories.settings,
    vault: options.vault,
    listens: options.listens,
    log,
    calendar: () => {
      const at = now();
      const span = { from: at - FEED_BACK_MS, to: at + FEED_AHEAD_MS };
      const open = tasks
        .between(span, { assigneeId: me().id, limit: FEED_LIMIT })
        .filter(({ state }) => state === 'open');
      const { zone, firmName } = settings();
      return feedCalendar(open, { zone, name: [firmName, me().name].filter(Boolean).join(' · '), at });
    },
  });
  const rulesChanged = () => {
    options.onRulesChanged(reminderRules.list());
    regular.sweep();
  };

  return {
    feed,
    changed,
    undone(ids) {
      for (const id of ids) if (tasks.has(id)) leadFollows(repositories, id);
      changed(ids);
    },
    rulesChanged,
    contactsChanged: regular.contactsChanged,
    handlers: {
      ...taskHandlers({ db: options.db, repositories, me: () => me().id, settings, onChanged: changed }),
      'tasks.rules': () => reminderRules.list(),
      'tasks.saveRule': (draft) => {
        const saved = reminderRules.save(draft);
        rulesChanged();
        return saved;
      },
      'tasks.removeRule': ({ id }) => {
        const removed = reminderRules.remove(id);
        rulesChanged();
        return removed;
      },
      'tasks.feed': () => {
        const url = feed.url();
        return url === undefined ? {} : { url };
      },
      'tasks.setFeed': async (wanted) => {
        await feed.set(wanted);
        return DONE;
      },
    },
    async start() {
      clock.look();
      await feed.start();
    },
    async stop() {
      clock.stop();
      regular.stop();
      await feed.close();
    },
  };
}
