/**
 * Where a text stops being JSON: the offset of the first token that cannot stand there. Engines say it in their messages
 * now and then, each in its own words.
 */
export function faultOffset(text: string): number {
  const open: Array<'{' | '['> = [];
  let expects: Expectation = 'value';
  let offset = 0;
  for (;;) {
    SPACE.lastIndex = offset;
    SPACE.exec(text);
    offset = SPACE.lastIndex;
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined) return offset;
    const next = after(token, expects, open);
    if (next === undefined) return offset;
    expects = next;
    offset += token.length;
  }
}

type Expectation = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'more' | 'nothing';

const SPACE = /[ \t\r\n]*/y;
/** A text has everything from the blank on, but for the quote and the backslash. */
const TOKEN =
  /[{}[\],:]|"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What may follow; undefined: the token may not stand here. */
function after(token: string, expects: Expectation, open: Array<'{' | '['>): Expectation | undefined {
  const ended = (): Expectation => (open.length === 0 ? 'nothing' : 'more');
  const closes = token === '}' ? '{' : token === ']' ? '[' : undefined;
  if (closes) {
    const may = expects === 'more' || expects === (closes === '{' ? 'keyOrEnd' : 'valueOrEnd');
    return may && open.pop() === closes ? ended() : undefined;
  }
  if (token === ':') return expects === 'colon' ? 'value' : undefined;
  if (token === ',') {
    if (expects !== 'more') return undefined;
    return open.at(-1) === '{' ? 'key' : 'value';
  }
  if (expects === 'key' || expects === 'keyOrEnd') return token.startsWith('"') ? 'colon' : undefined;
  if (expects !== 'value' && expects !== 'valueOrEnd') return undefined;
  if (token !== '{' && token !== '[') return ended();
  open.push(token);
  return token === '{' ? 'keyOrEnd' : 'valueOrEnd';
}
