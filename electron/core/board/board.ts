import type { Repositories } from '../../../db/repositories/index.ts';
import type { PbxProfile } from '../../../shared/contract/agent.ts';
import type { Board, boardRequests, ListenWay } from '../../../shared/contract/board.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { type BoardNews, boardAfter, EMPTY_BOARD } from '../../../shared/domain/board/board.ts';
import { boardQueues, boardRows } from '../../../shared/domain/board/rows.ts';
import { isWithin } from '../../../shared/domain/rights/may.ts';
import type { Dialling } from '../calls/dialling.ts';
import type { LiveCalls } from '../calls/live-calls.ts';
import type { Context } from '../host/dispatch.ts';
import type { Today } from './today.ts';

/** A queue in a storm tells hundreds of things in a second; nobody reads faster than this, ms. */
const TELL_AGAIN_MS = 100;

export interface BoardOptions {
  readonly repositories: Pick<Repositories, 'audit'>;
  readonly live: Pick<LiveCalls, 'list'>;
  readonly dialling: Pick<Dialling, 'dial' | 'needLine'>;
  /** The code of the line in use. @throws Failure `featureMissing`, `invalidNumber` */
  readonly codeFor: (way: ListenWay, values: { readonly extension: string }) => string;
  readonly codes: () => PbxProfile['codes'];
  readonly pbx: () => Board['pbx'];
  readonly today: Today;
  readonly settings: () => Settings;
  readonly onChanged: () => void;
}

/** Who does what now, from whatever source tells it, and the way into a colleague's talk. */
export function createBoard(options: BoardOptions) {
  const { live, dialling, today, settings } = options;
  let known = EMPTY_BOARD;
  let waiting: BoardNews[] = [];
  let soon: NodeJS.Immediate | undefined;
  let pause: NodeJS.Timeout | undefined;
  let late = false;

  /** At once, then not again for a moment. */
  function changed(): void {
    if (pause !== undefined) {
      late = true;
      return;
    }
    options.onChanged();
    pause = setTimeout(() => {
      pause = undefined;
      if (!late) return;
      late = false;
      changed();
    }, TELL_AGAIN_MS);
    pause.unref();
  }

  /** What came until now, taken together: a list of hundreds of members is one change. */
  function takeIn(): void {
    known = boardAfter(known, waiting);
    waiting = [];
  }

  function tell(news: readonly BoardNews[]): void {
    waiting.push(...news);
    soon ??= setImmediate(() => {
      soon = undefined;
      takeIn();
      changed();
    });
  }

  function rowsWithin(owners: ReadonlySet<string> | undefined) {
    takeIn();
    return boardRows(known, settings().board).filter(({ userId }) =>
      isWithin(owners, userId === undefined ? [] : [userId]),
    );
  }

  const handlers: Handlers<typeof boardRequests, Context> = {
    'board.state': (_, context) => {
      const people = rowsWithin(context.within('board.view'));
      const figures = today.of(context, changed);
      const codes = options.codes();
      return {
        at: known.at,
        people,
        queues: boardQueues(known, people),
        ...(figures ? { today: figures } : {}),
        pbx: options.pbx(),
        can: { listen: codes.listen !== '', whisper: codes.whisper !== '', join: codes.join !== '' },
      };
    },
    'board.listen': async ({ extension, how }, context) => {
      const owners = context.within('board.listen');
      const row = rowsWithin(undefined).find((one) => one.extension === extension);
      // Who is nobody's colleague by name can be heard only by whoever may hear everybody.
      const mayHear = owners === undefined || (row?.userId !== undefined && owners.has(row.userId));
      if (row !== undefined && !mayHear) throw new Failure('outOfReach', { right: 'board.listen' });
      if (row === undefined || (row.state !== 'talking' && row.state !== 'onHold'))
        throw new Failure('boardNotTalking', { name: row?.name ?? extension });
      if (live.list().some(({ call }) => call.endedAt === undefined)) throw new Failure('alreadyTalking');
      const code = options.codeFor(how, { extension });
      dialling.needLine();
      // On the disk before the first second is heard.
      options.repositories.audit.add({
        kind: 'heard',
        action: `board.${how}`,
        subject: 'user',
        ...(row.userId === undefined ? {} : { subjectId: row.userId }),
        detail: { name: row.name, extension, ...(row.with === undefined ? {} : { with: row.with }) },
      });
      return { callId: await dialling.dial(code, { purpose: 'service' }) };
    },
  };

  return {
    handlers,
    tell,
    /** Limits were set anew, or today's calls are others. */
    changed,
    stop(): void {
      clearImmediate(soon);
      clearTimeout(pause);
    },
  };
}
