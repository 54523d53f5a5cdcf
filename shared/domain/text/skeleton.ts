/**
 * Skeletons: one latin key for the writings of a name in different alphabets, so that "Ivanov" finds Иванов and "Щербаков"
 * Scherbakov. Letters that romanisations mix up share one sign (г and х: "Ihor", "Igor"; ш and щ: "sch"), and so do the many
 * writings of й, ю and я (Yuliya, Julia, Юлия). A key to find candidates with, and never a text to show.
 */

const CYRILLIC: Readonly<Record<string, string>> = {
  ...signs(
    'а a б b в v г h д d е e ж Z з z и i к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч C ш S щ S',
  ),
  ...signs('ы i э e ю iu я ia і i є e ј i љ l њ n ћ C ђ dZ џ dZ'),
  ъ: '',
  ь: '',
};
const GREEK = signs(
  'α a β v γ h δ d ε e ζ z η i θ t ι i κ k λ l μ m ν n ξ ks ο o π p ρ r σ s ς s τ t υ i φ f χ h ψ ps ω o',
);
/** Longer ones first: "shch" is one letter and not two. */
const LATIN_GROUPS = signs(
  'schtsch S shch S tsch C sch S tch C zh Z kh h gh h ch C sh S ph f th t ts c tz c ck k cz C sz S',
);
const LATIN_LETTERS = signs('c k q k w v x ks y i j i g h');
const LATIN = new RegExp(`${Object.keys(LATIN_GROUPS).join('|')}|c(?=[eiy])|[cqwxyjg]`, 'g');
const OTHER = new RegExp(`[${Object.keys({ ...CYRILLIC, ...GREEK }).join('')}]`, 'g');

function signs(pairs: string): Record<string, string> {
  const parts = pairs.split(' ');
  return Object.fromEntries(
    parts.flatMap((letter, at) => (at % 2 === 0 ? [[letter, parts[at + 1] ?? '']] : [])),
  );
}

const latinSign = (group: string): string => (group === 'c' ? 'c' : (LATIN_GROUPS[group] ?? group));

/** The skeleton of a folded word (`fold`). Other alphabets stand for themselves. */
export function skeleton(word: string): string {
  return (
    word
      .replaceAll(LATIN, (group, at: number) =>
        group.length === 1 && !(group === 'c' && /[eiy]/.test(word.charAt(at + 1)))
          ? (LATIN_LETTERS[group] ?? group)
          : latinSign(group),
      )
      .replaceAll(OTHER, (letter) => CYRILLIC[letter] ?? GREEK[letter] ?? letter)
      .replaceAll('ts', 'c')
      .replaceAll(/i{2,}/g, 'i')
      // Хрущёв is Khrushchov as well; Семён is Semyon, Юрий Yury and Jurij, Müller Mueller and Мюллер.
      .replaceAll(/(?<=[CSZ])o|i[eo]/g, 'e')
      .replaceAll('iu', 'u')
      .replaceAll(/(?<=[aou])e/g, '')
  );
}

/**
 * Skeletons of a word that is still being typed: one that ends in the middle of "shch" or "sch" is not yet any letter of
 * another alphabet, and what it becomes was found before.
 */
export function typedSkeletons(word: string): string[] {
  const whole = skeleton(word);
  const begun = /^(.*)s(?:hc|c)$/.exec(word)?.[1];
  return begun === undefined ? [whole] : [whole, skeleton(`${begun}sh`)];
}

/** What one writes for another within an alphabet: Ірина and Ирина, Євген and Эвген. */
const ALIKE = signs('і и ы и є е э е');

/**
 * Whether who types `typed` may mean a word that begins so and has the same skeleton. Of another alphabet: yes. Within one the
 * skeleton alone is too coarse: г and х are one sign in it, because romanisations mix them up, but nobody who types Харин
 * looks for Гарин; and a shorter beginning of the same letters would find more than was typed.
 */
export function standsFor(beginning: string, typed: string): boolean {
  const written = alphabet(beginning);
  if (written !== alphabet(typed)) return true;
  return !typed.startsWith(beginning) && (written === 'latin' || alike(beginning) === alike(typed));
}

/** The same of a beginning that was cut off, so that more of the word may stand behind it. */
export const mayGoOnTo = (beginning: string, typed: string): boolean =>
  alphabet(beginning) !== 'cyrillic' ||
  alphabet(typed) !== 'cyrillic' ||
  alike(typed).startsWith(alike(beginning)) ||
  standsFor(beginning, typed);

const alike = (word: string): string =>
  word.replaceAll(/[іыєэ]/g, (letter) => ALIKE[letter] ?? letter).replaceAll(/[ьъ]/g, '');

function alphabet(word: string): 'latin' | 'cyrillic' | 'other' {
  if (/\p{Script=Cyrillic}/u.test(word)) return 'cyrillic';
  return /[a-z]/.test(word) ? 'latin' : 'other';
}

/** Whether a folded word is made of letters that have signs here, and of nothing else. */
export const hasSkeleton = (word: string): boolean => WRITTEN.test(word);
const WRITTEN = new RegExp(`^[a-z${Object.keys({ ...CYRILLIC, ...GREEK }).join('')}]+$`);

/** All signs that skeletons are made of. */
export const SIGNS = [
  ...new Set(Object.values({ ...CYRILLIC, ...GREEK, ...LATIN_GROUPS }).join('')),
].toSorted();
