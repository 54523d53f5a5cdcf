import { withOneError } from '../../../shared/domain/text/one-error.ts';
import {
  hasSkeleton,
  mayGoOnTo,
  SIGNS,
  skeleton,
  standsFor,
  typedSkeletons,
} from '../../../shared/domain/text/skeleton.ts';
import type { Db } from '../../open.ts';

/** The index of words holds beginnings up to this length; what follows is checked in the program (performance.md). */
export const INDEXED_LETTERS = 8;
/** The fewest signs that eight letters come to: "shcherba" is Serba, and "muellers" muller. */
const SHORTEST_CUT = 4;
/** A letter at the end of a cut word that becomes another one with what was cut off: "mullersc" is not yet Мюллерш. */
const UNFINISHED = /(?:[ijyиіы]|sc?h?|t[sc]?|[czkgp])$/;
/** A shorter word is one error away from too many others. */
const SHORTEST_FORGIVEN = { letters: 4, signs: 3 } as const;
/** Beginnings that one typed word may stand for. More there are only of a letter or two, and few of them help. */
const MOST_SAME = 16;
const MOST_NEAR = 48;
/** Beginnings that are known to be there, so that an import asks for rare ones only. */
const REMEMBERED = 50_000;
/** Its row in `fillings` while words of before are being taken in. */
const FILLING = 'word_beginnings';

/** The words of the base, each once: what the index of words can be asked for instead of what was typed. */
export interface Vocabulary {
  /** Puts the words of a contact in; the usual ones cost a look into memory. */
  add(words: readonly string[]): void;
  /** Beginnings that read as this word in any alphabet; its own is the first. */
  sameAs(word: string): string[];
  /** Whether some word begins so, in whatever alphabet, as far as eight letters tell. */
  knows(word: string): boolean;
  /** Beginnings that are one typing error away from it in any alphabet, and whole words that have a letter less. */
  nearTo(word: string): { readonly beginnings: string[]; readonly wholes: string[] };
  /** Takes in words of the index that are older than this table. @returns how many were looked at; 0: all are there */
  catchUp(limit: number): number;
  /** Lets go of beginnings that no contact has any more, so many looked at in each step. */
  sweep(limit: number): Generator<void>;
}

interface Beginning {
  readonly skeleton: string;
  readonly beginning: string;
}

export const cut = (word: string): string =>
  word.length <= INDEXED_LETTERS ? word : [...word].slice(0, INDEXED_LETTERS).join('');

export function createVocabulary(db: Pick<Db, 'sqlite' | 'epoch' | 'outdate'>): Vocabulary {
  const { sqlite } = db;
  const has = sqlite.prepare('select 1 from word_beginnings where skeleton = +? and beginning = +?').pluck();
  const put = sqlite.prepare('insert into word_beginnings (skeleton, beginning) values (?, ?)');
  const bySkeletons = sqlite.prepare(
    `select b.skeleton, b.beginning from json_each(?) j cross join word_beginnings b on b.skeleton = j.value`,
  );
  const filled = sqlite.prepare(`select after from fillings where name = '${FILLING}'`).pluck();
  const fill = sqlite.prepare(`update fillings set after = ? where name = '${FILLING}'`);
  const endFilling = sqlite.prepare(`delete from fillings where name = '${FILLING}'`);
  let known = new Set<string>();
  let epoch = db.epoch();

  /** Whoever has a beginning has all shorter ones of it: they come together. */
  function addOne(word: string): void {
    let beginning = cut(word);
    if (known.has(beginning) || !hasSkeleton(word)) return;
    if (known.size >= REMEMBERED) known = new Set();
    known.add(beginning);
    for (; beginning !== ''; beginning = beginning.slice(0, -1)) {
      const sign = keyOf(beginning);
      if (has.get(sign, beginning) !== undefined) return;
      put.run(sign, beginning);
    }
  }

  function add(words: readonly string[]): void {
    // What a transaction has put in that failed is not there.
    if (epoch !== db.epoch()) {
      epoch = db.epoch();
      known = new Set();
    }
    for (const word of words) addOne(word);
  }

  /** Beginnings with one of these skeletons, and those of eight letters behind which a longer word may go on to it. */
  function find(skeletons: Iterable<string>): string[] {
    const whole = new Set(skeletons);
    const asked = new Set(whole);
    for (const one of whole)
      for (let length = SHORTEST_CUT; length < one.length; length += 1) asked.add(one.slice(0, length));
    return (bySkeletons.all(JSON.stringify([...asked])) as Beginning[])
      .filter((found) => whole.has(found.skeleton) || found.beginning.length === INDEXED_LETTERS)
      .map(({ beginning }) => beginning);
  }

  function sameAs(word: string): string[] {
    const own = cut(word);
    if (!hasSkeleton(word)) return [own];
    const found = find(typedSkeletons(word)).filter(
      (one) => one !== own && (one.length === INDEXED_LETTERS ? mayGoOnTo(one, word) : standsFor(one, own)),
    );
    return [own, ...withoutLonger(found, [own])].slice(0, MOST_SAME);
  }

  return {
    add,
    sameAs,
    knows: (word) => !hasSkeleton(word) || find(typedSkeletons(word)).length > 0,
    nearTo(word) {
      const sign = skeleton(word);
      if (!isForgiven(word, sign)) return { beginnings: [], wholes: [] };
      // Without its last letter a word begins very many others; that letter is one too many only behind a whole word.
      const shorter = sign.slice(0, -1);
      const wrong = withOneError(sign, SIGNS);
      wrong.delete(shorter);
      // A beginning that was cut off is the same, and the error may lie behind it.
      const same = sameAs(word).filter((one) => one.length < INDEXED_LETTERS);
      const wholes = find([shorter]).filter((one) => one.length < INDEXED_LETTERS);
      return {
        beginnings: withoutLonger(find([sign, ...wrong]), same).slice(0, MOST_NEAR),
        wholes: wholes.slice(0, MOST_NEAR),
      };
    },
    catchUp(limit) {
      const after = filled.get() as string | undefined;
      if (after === undefined) return 0;
      sqlite.exec(
        "create virtual table if not exists temp.contact_words using fts5vocab('main', 'contact_search', 'instance')",
      );
      // One word at a time: whoever goes on to the next row reads through all contacts that have the word.
      const next = sqlite.prepare('select term from temp.contact_words where term >= ? limit 1').pluck();
      const words: string[] = [];
      for (let word: unknown = after; words.length < limit; words.push(word as string)) {
        // The least text behind it: ">" would read through all contacts of the word itself.
        word = next.get(`${word}\u0001`);
        if (word === undefined) break;
      }
      const last = words.at(-1);
      if (last === undefined) endFilling.run();
      else {
        add(words);
        fill.run(last);
      }
      return words.length;
    },
    *sweep(limit) {
      const portion = sqlite.prepare(
        'select skeleton, beginning from word_beginnings where (skeleton, beginning) > (?, ?) order by 1, 2 limit ?',
      );
      const used = sqlite
        .prepare('select 1 from contact_search where contact_search match ? limit 1')
        .pluck();
      const drop = sqlite.prepare('delete from word_beginnings where skeleton = ? and beginning = ?');
      let last: Beginning | undefined = { skeleton: '', beginning: '' };
      for (;;) {
        const rows: Beginning[] = portion.all(last.skeleton, last.beginning, limit) as Beginning[];
        for (const row of rows)
          if (used.get(`"${row.beginning}"*`) === undefined) drop.run(row.skeleton, row.beginning);
        db.outdate();
        last = rows.at(-1);
        if (last === undefined) return;
        yield;
      }
    },
  };
}

const isForgiven = (word: string, sign: string): boolean =>
  hasSkeleton(word) && word.length >= SHORTEST_FORGIVEN.letters && sign.length >= SHORTEST_FORGIVEN.signs;

/** Under which skeleton a beginning is found: that of a cut one ends where no letter is cut in two. */
const keyOf = (beginning: string): string =>
  skeleton(beginning.length < INDEXED_LETTERS ? beginning : beginning.replace(UNFINISHED, ''));

/** Without those that a shorter one finds as well. */
function withoutLonger(beginnings: readonly string[], others: readonly string[]): string[] {
  const all = new Set([...beginnings, ...others]);
  const begunBy = (one: string): boolean => {
    for (let length = 1; length < one.length; length += 1) if (all.has(one.slice(0, length))) return true;
    return false;
  };
  return [...new Set(beginnings)].filter((one) => !others.includes(one) && !begunBy(one));
}
