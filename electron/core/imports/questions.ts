import { setImmediate as turn } from 'node:timers/promises';
import type { Db } from '../../../db/open.ts';
import type { AsideRow } from '../../../db/repositories/imports/aside.ts';
import type { Repositories } from '../../../db/repositories/index.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { Handlers } from '../../../shared/contract/define.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type {
  ImportAnswer,
  ImportQuestion,
  importQuestionRequests,
} from '../../../shared/contract/import-questions.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { type KnownContact, merge } from '../../../shared/domain/import/merge.ts';
import { type MatchedBy, planRow } from '../../../shared/domain/import/plan.ts';
import { type ImportRow, textsOf } from '../../../shared/domain/import/row.ts';
import { changesOf, naming, sidesOf } from './dry-run.ts';
import { createIds } from './ids.ts';
import { candidatesOf, createImportStore } from './store.ts';

export interface QuestionsOptions {
  readonly repositories: Pick<Repositories, 'imports' | 'importsAside'>;
  readonly db: Db;
  readonly settings: () => Pick<Settings, 'country' | 'areaCode'>;
  /** Who answers. */
  readonly me: () => string;
  readonly onAnswered: (importId: string, contactIds: readonly string[]) => void;
}

/** Rows that are answered at a stretch: some ms, and then whoever calls comes first. */
const STRETCH = 8;

/** A row that waits, as the base is now: whom it means may have changed since it was set aside. */
interface Open {
  readonly row: ImportRow;
  readonly into: KnownContact | undefined;
  readonly by: MatchedBy;
}

/** Rows of imports that wait for a person, and what becomes of them. */
export function createQuestions<Context>(
  options: QuestionsOptions,
): Handlers<typeof importQuestionRequests, Context> {
  const { repositories, db } = options;
  const { imports, importsAside } = repositories;

  /** What an import's rows are read and written with. Its marks are on all that is done: an undo takes it back as well. */
  function at(importId: string) {
    const run = imports.get(importId);
    if (run === undefined) throw new Failure('importNotFound');
    const store = createImportStore({
      db,
      importId,
      context: {
        now: Date.now,
        newId: createIds(Date.now, importId),
        actorId: options.me,
        // Numbers of the rows are read already.
        home: options.settings,
      },
    });
    return { run, store, names: naming(store.users(), store.ownFields()) };
  }
  type At = ReturnType<typeof at>;

  function open({ store }: At, { row }: AsideRow): Open {
    const plan = planRow(row, candidatesOf(store, row), 'ask', () => false);
    if (plan.fate === 'ask') return { row, into: plan.into, by: plan.by };
    return { row, into: plan.fate === 'merge' ? plan.into : undefined, by: 'number' };
  }

  function question(here: At, aside: AsideRow): ImportQuestion {
    const { row, into, by } = open(here, aside);
    const fieldsOf = (mode: 'fillGaps' | 'overwrite') => {
      const patch = into && merge(into, row, mode);
      return into && patch ? changesOf(into, patch, here.names).map(({ field }) => field) : [];
    };
    return {
      line: aside.line,
      name: row.name,
      ...(into === undefined ? {} : { customer: { id: into.id, name: into.name } }),
      by,
      sides: sidesOf(into, row, here.names),
      fills: fieldsOf('fillGaps'),
      replaces: fieldsOf('overwrite'),
    };
  }

  /** In the caller's transaction. */
  function settle(
    importId: string,
    here: At,
    aside: AsideRow,
    answer: ImportAnswer,
    sum: { asText: number },
  ): 'created' | 'merged' {
    const { row, into } = open(here, aside);
    importsAside.remove(importId, aside.line);
    if (answer === 'skip') return 'merged';
    // Nobody is known by it any more: there is nobody to complete.
    if (answer === 'create' || into === undefined) {
      here.store.create(row);
      sum.asText += textsOf(row.phones).length;
      return 'created';
    }
    const patch = merge(into, row, answer);
    if (patch) here.store.apply(into.id, patch);
    sum.asText += textsOf(patch?.addPhones ?? []).length;
    return 'merged';
  }

  function answer(importId: string, here: At, rows: readonly AsideRow[], given: ImportAnswer): void {
    here.store.transaction(() => {
      const { created, merged, asText } = imports.get(importId) ?? here.run;
      const sum = { created, merged, asText };
      for (const aside of rows) sum[settle(importId, here, aside, given, sum)] += 1;
      // Whom it made or changed is found by its time (`segments`): that lasts until the last decision.
      imports.update(importId, { ...sum, finishedAt: Date.now() });
    });
  }

  return {
    'imports.questions'({ importId, after, limit }) {
      const waiting = importsAside.count(importId);
      if (waiting === 0) return { questions: [], waiting };
      const here = at(importId);
      return {
        questions: importsAside.page(importId, after, limit).map((aside) => question(here, aside)),
        waiting,
      };
    },
    async 'imports.answer'({ importId, line, answer: given, similar }) {
      const here = at(importId);
      const first = importsAside.get(importId, line);
      if (first === undefined) throw new Failure('notFound', { id: importId });
      const { by } = open(here, first);
      answer(importId, here, [first], given);
      for (let after = 0; similar; ) {
        const page = importsAside.page(importId, after, STRETCH);
        const last = page.at(-1);
        if (last === undefined) break;
        after = last.line;
        answer(
          importId,
          here,
          page.filter((aside) => open(here, aside).by === by),
          given,
        );
        await turn();
      }
      options.onAnswered(importId, here.store.takeChanged());
      return DONE;
    },
  };
}
