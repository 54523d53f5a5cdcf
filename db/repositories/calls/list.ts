import type { CallView } from '../../../shared/contract/calls.ts';
import type { CallResult } from '../../../shared/domain/call/call.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import type { Deps } from '../context.ts';
import { ownersParameter, withinOwners } from '../rights/owners.ts';
import type { Search } from '../search/search.ts';
import { type RawView, toView, VIEW } from './view.ts';

/** As the contract's `calls.list`. */
export interface CallFilter {
  readonly contactId?: string | undefined;
  readonly results?: readonly CallResult[] | undefined;
  readonly direction?: 'inbound' | 'outbound' | undefined;
  /** Name or part of a number. */
  readonly search?: string | undefined;
  /** Id of the last call of the page before. */
  readonly before?: string | undefined;
  /** Only calls of these operators, and of nobody; absent: everybody's. */
  readonly owners?: ReadonlySet<string> | undefined;
  readonly limit: number;
}

export interface CallPage {
  readonly calls: CallView[];
  readonly more: boolean;
}

/** How many customers of a name are looked at. */
const NAMESAKES = 500;

/** A call to a feature code of the PBX is an errand of the program; nobody talked with anybody. */
const SHOWN = "k.purpose <> 'service'";

/** Conditions by what they filter; each names its own parameters. */
const CONDITIONS = {
  // An organisation's calls are also those of its people.
  contact:
    'k.contact_id in (select @contactId union all select id from contacts where organisation_id = @contactId)',
  results: 'k.result in (select value from json_each(@results))',
  direction: 'k.direction = @direction',
  before: '(k.started_at, k.id) < (select started_at, id from calls where id = @before)',
  owners: withinOwners('k.agent_id'),
  digits: `(k.remote_number like @digits or '+' || k.e164 like @digits)`,
  name: `(k.contact_id in (select value from json_each(@contacts)) or k.remote_name <> '' and instr(fold(k.remote_name), @name))`,
} as const;

type Condition = keyof typeof CONDITIONS;

export function createCallList({ db }: Deps, search: Search): (filter: CallFilter) => CallPage {
  db.sqlite.function('fold', { deterministic: true }, (value: unknown) => fold(String(value)));
  const prepared = new Map<string, ReturnType<typeof db.sqlite.prepare>>();

  function statement(conditions: readonly Condition[]) {
    const key = conditions.join();
    const known = prepared.get(key);
    if (known !== undefined) return known;
    const where = [SHOWN, ...conditions.map((name) => CONDITIONS[name])].join(' and ');
    const made = db.sqlite.prepare(
      `${VIEW} where ${where} order by k.started_at desc, k.id desc limit +@limit`,
    );
    prepared.set(key, made);
    return made;
  }

  return ({ contactId, results, direction, search: text = '', before, owners, limit }) => {
    const digits = text.replaceAll(/\D/g, '');
    const byDigits = digits.length >= 2 && /^[\d\s+().-]+$/.test(text.trim());
    const byName = !byDigits && fold(text) !== '';
    const wanted: readonly (Condition | false)[] = [
      contactId !== undefined && 'contact',
      results !== undefined && 'results',
      direction !== undefined && 'direction',
      before !== undefined && 'before',
      owners !== undefined && 'owners',
      byDigits && 'digits',
      byName && 'name',
    ];
    const parameters = {
      limit: limit + 1,
      ...(contactId === undefined ? {} : { contactId }),
      ...(results === undefined ? {} : { results: JSON.stringify(results) }),
      ...(direction === undefined ? {} : { direction }),
      ...(before === undefined ? {} : { before }),
      ...(owners === undefined ? {} : { owners: ownersParameter(owners) }),
      ...(byDigits ? { digits: `%${digits}%` } : {}),
      ...(byName ? { name: fold(text), contacts: namesakes(text) } : {}),
    };
    const rows = statement(wanted.filter((name) => name !== false)).all(parameters) as RawView[];
    return { calls: rows.slice(0, limit).map(toView), more: rows.length > limit };
  };

  function namesakes(text: string): string {
    return JSON.stringify(search.ids(text, NAMESAKES));
  }
}
