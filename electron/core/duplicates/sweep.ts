import type { Candidates, SweptCard } from '../../../db/repositories/duplicates/candidates.ts';
import type { Pair, PairStore } from '../../../db/repositories/duplicates/pair-store.ts';
import { MANY_NAMESAKES } from '../../../shared/domain/duplicates/likeness.ts';
import { isNear, keyOfWords } from '../../../shared/domain/duplicates/name-key.ts';
import { blocksOf, createCards, earlier, judge } from './blocks.ts';
import { nameHash, ROW_BITS, ROW_MASK, sortedNames } from './sorted-names.ts';

/** Rows of an index that are read at once: about a millisecond. */
const PAGE = 2_000;
/** Larger blocks say nothing: a switchboard, a family name of thousands. They are cut by something more, or left. */
const LARGEST_BLOCK = MANY_NAMESAKES;
/** People of one company whose names are compared each with each. */
const LARGEST_COMPANY = 200;
/** Candidates around one changed card, of each kind. */
const AROUND = LARGEST_BLOCK + 1;
/** The parts of a whole sweep, in their order. */
export const PASSES = ['numbers', 'emails', 'companies', 'names'] as const;
type Pass = (typeof PASSES)[number];

/** Where a sweep is, kept with the pairs: cut off anywhere, it goes on from there. */
export interface SweepNote {
  readonly sweep: number;
  readonly pass: Pass | 'changes' | 'done';
  /** The last key or operation that was looked at. */
  readonly cursor: string;
  /** Of the outbox, when it began: what changes later is the next one's. */
  readonly upTo: string;
  readonly at: number;
}

export interface SweepWatch {
  /** `share` of all, 0..1. */
  progress(share: number): void;
  /** Gives others their turn. @throws when it is to stop */
  goOn(): void;
}

export interface SweepOptions {
  readonly candidates: Candidates;
  readonly pairs: PairStore;
  readonly now: () => number;
  readonly watch: SweepWatch;
  /** Everything anew, also where only a few have changed. */
  readonly whole?: boolean;
}

const NOTE = 'sweep';
export const noteOf = (pairs: PairStore): SweepNote | undefined => pairs.noted(NOTE) as SweepNote | undefined;

/**
 * Looks for cards that may be one: through all of them the first time, then around those that have changed. What it holds at a time is
 * one page, one block, and 8 bytes for each name of the base.
 */
export function sweep(options: SweepOptions): void {
  const { candidates, pairs, now, watch, whole = false } = options;
  const before = noteOf(pairs);
  const another = before !== undefined && !candidates.hasOperation(before.upTo);
  let note: SweepNote =
    before === undefined || another || (whole && before.pass === 'done')
      ? fresh((before?.sweep ?? 0) + 1, PASSES[0])
      : before.pass === 'done'
        ? { ...fresh(before.sweep, 'changes'), cursor: earlier(before.upTo) }
        : before;

  function fresh(number: number, pass: SweepNote['pass']): SweepNote {
    return { sweep: number, pass, cursor: '', upTo: candidates.lastOperation(), at: now() };
  }
  function reached(cursor: string): void {
    note = { ...note, cursor };
    pairs.note(NOTE, note);
  }

  const cards = createCards(candidates);
  let found: Pair[] = [];
  function flush(): void {
    pairs.put(found, note.sweep);
    found = [];
    cards.forget();
  }

  function compare(ids: readonly string[], namesakes?: number): void {
    for (let i = 0; i < ids.length; i += 1)
      for (let j = i + 1; j < ids.length; j += 1) consider(ids[i] as string, ids[j] as string, namesakes);
  }

  function consider(oneId: string, otherId: string, namesakes?: number): void {
    const pair = judge(candidates, cards.of(oneId), cards.of(otherId), namesakes);
    if (pair !== undefined) found.push(pair);
  }

  /** Runs of equal keys in a sorted walk. `key`: where a page begins again, so that no run is torn apart. */
  function runs<K extends string | number>(
    page: (from: K) => { readonly key: K; readonly id: string }[],
    from: K,
    past: (key: K) => K,
    shareOf: (seen: number) => number,
  ): void {
    let seen = 0;
    for (let at = from; ; ) {
      const rows = page(at);
      const last = rows.at(-1)?.key;
      const full = rows.length === PAGE;
      const torn = full && rows[0]?.key !== last;
      for (const block of blocksOf(torn ? rows.filter(({ key }) => key !== last) : rows))
        if (block.length <= LARGEST_BLOCK) compare(block);
      flush();
      if (!full || last === undefined) return;
      // One key that fills a page is nobody's own.
      at = torn ? last : past(last);
      seen += rows.length;
      reached(String(at));
      watch.progress(shareOf(seen));
      watch.goOn();
    }
  }

  const total = Math.max(1, candidates.count());
  const shareIn = (pass: Pass) => (seen: number) =>
    (PASSES.indexOf(pass) + Math.min(1, seen / total)) / PASSES.length;

  const passes: Readonly<Record<Pass, (cursor: string) => void>> = {
    numbers: (cursor) =>
      runs(
        (from: number) => candidates.numbers(from, PAGE),
        Number(cursor),
        (key) => key + 1,
        shareIn('numbers'),
      ),
    emails: (cursor) =>
      runs(
        (from: string) => candidates.emails(from, PAGE),
        cursor,
        (key) => `${key}\u0001`,
        shareIn('emails'),
      ),
    companies(cursor) {
      let seen = 0;
      let [company = '', rseq = '0'] = cursor.split('/');
      let team: { id: string; key: string }[] = [];
      let of = '';
      for (;;) {
        const rows = candidates.members({ company, rseq: Number(rseq) }, PAGE);
        for (const row of rows) {
          if (row.company !== of) {
            slips(team);
            team = [];
            of = row.company;
          }
          if (team.length < LARGEST_COMPANY)
            team.push({ id: row.id, key: keyOfWords(row.nameKey.split(' '), 'person').key });
        }
        const last = rows.at(-1);
        if (last === undefined || rows.length < PAGE) break;
        // A company that goes on behind the page is kept in hand; cut off, it is begun anew.
        if (team.length === 0 || last.company !== company) reached(`${of}/0`);
        [company, rseq] = [last.company, String(last.rseq)];
        flush();
        seen += rows.length;
        watch.progress(shareIn('companies')(seen));
        watch.goOn();
      }
      slips(team);
      flush();
    },
    names(cursor) {
      const keys = sortedNames(candidates, total, watch.goOn);
      if (cursor === '') keepNames(keys);
      let from = Number(cursor);
      for (let worked = 0; from < keys.length; worked += 1) {
        const hash = (keys[from] as bigint) >> ROW_BITS;
        let to = from + 1;
        while (to < keys.length && (keys[to] as bigint) >> ROW_BITS === hash) to += 1;
        if (to - from > 1) namesakes([...keys.subarray(from, to)].map((key) => Number(key & ROW_MASK)));
        from = to;
        if (worked % 2_000 !== 0 && found.length < PAGE) continue;
        flush();
        reached(String(from));
        watch.progress(shareIn('names')((from / keys.length) * total));
        watch.goOn();
      }
      flush();
    },
  };

  /** People of one company whose names are one letter apart. */
  function slips(team: readonly { id: string; key: string }[]): void {
    for (let i = 0; i < team.length; i += 1)
      for (let j = i + 1; j < team.length; j += 1) {
        const [one, other] = [team[i], team[j]] as [(typeof team)[number], (typeof team)[number]];
        if (isNear(one.key, other.key)) consider(one.id, other.id);
      }
    watch.goOn();
  }

  /** For the sweeps around changes, which have no array of all names. */
  function keepNames(keys: BigUint64Array): void {
    pairs.names.clear();
    for (let at = 0; at < keys.length; at += PAGE) {
      pairs.names.put(
        Array.from(keys.subarray(at, at + PAGE), (key) => [Number(key >> ROW_BITS), Number(key & ROW_MASK)]),
      );
      watch.goOn();
    }
    reached('0');
  }

  /** Cards with the name of this one, in any script. */
  function namesLike(card: SweptCard): string[] {
    const hash = nameHash(card.name, card.kind);
    if (hash === undefined) return [];
    pairs.names.put([[Number(hash), card.row]]);
    const rows = pairs.names.of(Number(hash), AROUND);
    return rows.length < AROUND ? rows.flatMap((row) => candidates.idOf(row) ?? []) : [];
  }

  /** Many of one name are cut by company, day of birth and the ends of their numbers. */
  function namesakes(rows: readonly number[]): void {
    if (rows.length <= LARGEST_BLOCK) {
      compare(
        rows.flatMap((row) => candidates.idOf(row) ?? []),
        rows.length,
      );
      return;
    }
    const cut = new Map<string, number[]>();
    for (const row of rows) {
      const by = candidates.cut(row);
      if (by === undefined) continue;
      const keys = [
        ...(by.company === null ? [] : [by.company]),
        ...(by.birthday === null ? [] : [by.birthday.slice(-5)]),
        ...by.ends.map(String),
      ];
      for (const key of keys) cut.set(key, [...(cut.get(key) ?? []), row]);
      watch.goOn();
    }
    for (const block of cut.values())
      if (block.length > 1 && block.length <= LARGEST_BLOCK)
        compare(
          block.flatMap((row) => candidates.idOf(row) ?? []),
          rows.length,
        );
  }

  /** Around each card that changed since the last sweep. @returns false: they are so many that a whole one is cheaper */
  function changes(): boolean {
    const most = total / 4;
    for (let seen = 0; ; ) {
      const page = candidates.changed(note.cursor, PAGE);
      const ids = [...new Set(page.flatMap(({ id }) => id ?? []))];
      seen += ids.length;
      if (seen > most && seen > PAGE) return false;
      pairs.dropOf(ids);
      for (const id of ids) {
        const card = cards.of(id);
        if (card === undefined) continue;
        for (const other of new Set([...candidates.around(card, AROUND), ...namesLike(card)]))
          consider(id, other);
        if (found.length > 100) flush();
        watch.goOn();
      }
      flush();
      const last = page.at(-1);
      if (last === undefined) return true;
      reached(last.op);
      watch.progress(Math.min(0.99, seen / most));
      watch.goOn();
    }
  }

  if (note.pass === 'changes' && !changes()) note = fresh(note.sweep + 1, PASSES[0]);
  if (note.pass !== 'changes' && note.pass !== 'done') {
    for (const pass of PASSES.slice(PASSES.indexOf(note.pass))) {
      if (note.pass !== pass) note = { ...note, pass, cursor: '' };
      pairs.note(NOTE, note);
      passes[pass](note.cursor);
    }
    pairs.dropBefore(note.sweep);
  }
  note = { ...note, pass: 'done', cursor: '', at: now() };
  pairs.note(NOTE, note);
  watch.progress(1);
}
