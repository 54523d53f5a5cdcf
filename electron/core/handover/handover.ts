import type { Db } from '../../../db/open.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { HandOver, HandOverOrder, handOverRequests } from '../../../shared/contract/handovers.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { faultOf, receiversOf } from '../../../shared/domain/handover/hand-over.ts';
import { ListThread } from '../campaigns/list-thread.ts';
import type { ListTask, TaskSetting } from '../campaigns/tasks.ts';
import type { Context } from '../host/dispatch.ts';
import type { Log } from '../host/log.ts';

export interface HandOversOptions {
  readonly db: Pick<Db, 'file'>;
  readonly repositories: Repositories;
  readonly newId: () => string;
  readonly actorId: () => string;
  readonly settings: () => Settings;
  readonly log: Log;
  readonly onProgress: (handOver: HandOver) => void;
  /** Things of these kinds have another holder; `contactIds`: some of the customers. */
  readonly onMoved: (contactIds: string[]) => void;
}

const SHOWN = 20;
/** Customers that are told of one by one; who looks at another one's card sees it when he opens it again. */
const TOLD = 1_000;

/** Handing a person's work over to others, one hand-over at a time, in a thread of its own: the core's stays free for calls. */
export function createHandOvers(options: HandOversOptions) {
  const { repositories, log } = options;
  const { handOvers, audit, users } = repositories;
  const thread = new ListThread();
  /** Someone asks what would be: beside a run, which takes long. */
  const looking = new ListThread();
  let running: { readonly id: string; readonly ended: Promise<void> } | undefined;
  let closed = false;

  const setting = (actorId = options.actorId()): TaskSetting => {
    const { country, areaCode } = options.settings();
    return { databaseFile: options.db.file, actorId, country, areaCode };
  };

  function needSound({ fromId, rule }: HandOverOrder): void {
    const fault = faultOf(rule, fromId);
    if (fault !== undefined) throw new Failure('handOverFault', { fault });

    for (const id of [fromId, ...receiversOf(rule)])
      if (users.get(id) === undefined) throw new Failure('notFound', { id });
  }

  function needFree(): void {
    if (running) throw new Failure('handOverRunning');
  }

  const tell = (id: string): void => options.onProgress(handOvers.get(id));

  function begin(id: string, actorId?: string): void {
    const undoing = handOvers.running(id).state === 'undoing';
    const kind = undoing ? 'takeBack' : 'handOver';
    const ended = run(id, { kind, setting: setting(actorId), id }).catch((error: unknown) =>
      log.error({ id, err: error }, 'the end of a hand-over could not be written down'),
    );
    running = { id, ended };
  }

  async function run(id: string, task: Extract<ListTask, { kind: 'handOver' | 'takeBack' }>): Promise<void> {
    const end = await thread.perform(task, () => closed || tell(id));
    // The program's end is none of it: it goes on at the next start.
    if (closed) return;
    running = undefined;
    if (end.kind === 'failed') {
      log.error({ id, code: end.failure.code, cause: end.cause }, 'a hand-over failed');
      if (task.kind === 'handOver') handOvers.setState(id, 'failed');
      // What was given back is; the rest is tried again when somebody asks.
      else handOvers.setState(id, 'done');
    } else if (task.kind === 'takeBack') handOvers.setState(id, 'undone');
    else handOvers.setState(id, end.kind === 'handedOver' && end.cancelled ? 'cancelled' : 'done');
    const { state, fromId, counts, busy, back, kept } = handOvers.get(id);
    log.info({ id, state, busy, back, kept }, 'a hand-over has ended');
    audit.add({
      kind: 'changed',
      action: `handOver.${state}`,
      subject: 'user',
      subjectId: fromId,
      detail: { handOver: id, counts: JSON.stringify(counts).slice(0, 2_000), busy, back, kept },
    });
    options.onMoved(handOvers.rowsOf(id, 'customers', TOLD));
    tell(id);
  }

  const handlers: Handlers<typeof handOverRequests, Context> = {
    'handOvers.preview': async (order) => {
      needSound(order);
      const end = await looking.perform({ kind: 'previewHandOver', setting: setting(), order });
      if (end.kind === 'handOverPreviewed') return end.preview;
      throw end.kind === 'failed'
        ? new Failure(end.failure.code, end.failure.params)
        : new Failure('internal');
    },
    'handOvers.start': (order) => {
      needSound(order);
      needFree();
      const id = options.newId();
      handOvers.begin({ ...order, id });
      begin(id);
      tell(id);
      return { id };
    },
    'handOvers.cancel': ({ id }) => {
      // An undo goes on to its end: half of it would be neither one nor the other.
      if (running?.id === id && handOvers.running(id).state === 'running') thread.cancel();
      return DONE;
    },
    'handOvers.undo': ({ id }) => {
      needFree();
      if (handOvers.get(id).state === 'undone') throw new Failure('changedMeanwhile', { id });
      handOvers.setState(id, 'undoing');
      begin(id);
      tell(id);
      return DONE;
    },
    'handOvers.list': () => handOvers.list(SHOWN),
  };

  return {
    handlers,
    /** What a crash or the end of the program cut off; in the name of whoever began it. */
    resume(): void {
      const [id] = handOvers.unfinished();
      if (id !== undefined && running === undefined) begin(id, handOvers.get(id).byId);
    },
    async close(): Promise<void> {
      closed = true;
      thread.cancel();
      await running?.ended;
      await thread.close();
      await looking.close();
    },
  };
}
