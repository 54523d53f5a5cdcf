/** What is left of a writing of a number once the wrapping is off. */
export type Cleaned =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'digits'; readonly plus: boolean; readonly digits: string };

const MAX_TEXT = 256;
/** Longest chain of digits that is still looked at: E.164 has 15, with an international prefix 20. */
const MAX_DIGITS = 20;

/** PBXs write a hidden caller as a name in place of the number. */
const HIDDEN = new Set([
  ...['anonymous', 'restricted', 'private', 'unavailable', 'unknown', 'withheld', 'blocked', 'none', 'null'],
  ...['no number', 'hidden', 'скрыт', 'скрытый', 'неизвестен', 'неизвестный', 'приховано', 'невідомий'],
]);

/** Takes off URIs, names of fields, extensions behind the number, separators; digits of any script become 0-9. */
export function clean(raw: string): Cleaned {
  const text = plainDigits(raw.normalize('NFKC').replaceAll(/[\p{Cc}\p{Cf}]/gu, ' '))
    .trim()
    .slice(0, MAX_TEXT);
  const bare = withoutExtension(withoutLabel(userPart(text)));
  if (bare === '' || HIDDEN.has(bare.toLowerCase())) return { kind: 'nothing' };

  const plus = /^[(\s]*\+/.test(bare);
  const digits = (plus ? bare.replace(/\(\s*0\s*\)/, '') : bare).replaceAll(/\D/g, '');
  if (/[^\d\s+().\-‐-―−/~_]/u.test(bare) || bare.lastIndexOf('+') > bare.search(/\d/))
    return { kind: 'word', text: bare };
  if (digits === '') return { kind: 'nothing' };
  return digits.length > MAX_DIGITS ? { kind: 'word', text: bare } : { kind: 'digits', plus, digits };
}

/** Decimal digits of every script (Arabic-Indic, Thai, Devanagari …) lie in runs of ten, from zero. */
const plainDigits = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    if (digit >= '0' && digit <= '9') return digit;
    const point = digit.codePointAt(0) ?? 0;
    let zero = point;
    while (zero > point - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(point - zero);
  });

/** The user of `"Name" <sip:user;x=y@host>`, `tel:+7-916;ext=5`, `user@host` (RFC 3261 §19.1.1, RFC 3966). */
function userPart(text: string): string {
  const uri = /<([^<>]*)>/.exec(text)?.[1] ?? text;
  const scheme = /^(?:sips?|tel|callto):/i.exec(uri);
  if (scheme === null && !uri.includes('@')) return uri.trim();
  const rest = decoded(uri.slice(scheme?.[0].length ?? 0)).replace(/^\/\//, '');
  const at = rest.lastIndexOf('@');
  const [user = '', ...parameters] = (at < 0 ? rest : rest.slice(0, at)).split(/[;?]/);
  const context = parameters.find((parameter) => parameter.toLowerCase().startsWith('phone-context=+'));
  // RFC 3966: a local number is complete only together with its context.
  return (user.startsWith('+') || context === undefined ? user : `${context.slice(14)}${user}`).trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const withoutLabel = (text: string): string =>
  text.replace(/^(?:tel|phone|ph|mob|mobile|fax|тел|моб|факс|т|м)\s*[.:]+\s*/iu, '');

const withoutExtension = (text: string): string =>
  text.replace(/(?<=\d[\s().-]*)(?:;ext=|,?\s*(?:ext|доб|вн|внутр|x|#)\s*[.:]?\s*)\d{1,6}$/iu, '').trim();
