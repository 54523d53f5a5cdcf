import { decimalsOf } from '../../../shared/domain/goods/money.ts';
import type { OwnCondition } from '../../../shared/domain/own-field/condition.ts';
import { asksNothing, meets } from '../../../shared/domain/own-field/condition.ts';
import type { OwnField, OwnValue } from '../../../shared/domain/own-field/field.ts';
import { fold } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';

export interface OwnWhere {
  readonly where: string;
  readonly given: Readonly<Record<string, string | number>>;
}

/** `own_meets(field, condition, kept)`: the domain's rule, for values that SQL cannot judge by itself. */
export function addOwnMeets(sqlite: Sqlite): void {
  // One pair at a time is asked of millions of rows: its JSON is read once.
  let last: { field: unknown; condition: unknown; parsed: readonly [OwnField, OwnCondition] } | undefined;
  sqlite.function(
    'own_meets',
    { deterministic: true },
    (field: unknown, condition: unknown, kept: unknown) => {
      if (last === undefined || last.field !== field || last.condition !== condition)
        last = { field, condition, parsed: [JSON.parse(String(field)), JSON.parse(String(condition))] };
      return Number(meets(...last.parsed, JSON.parse(String(kept)) as OwnValue));
    },
  );
}

/**
 * A condition as SQL over contacts `c`. Values of the field's own shape are compared where they lie; those of another one (from
 * when the field was another type) are few, and go to the domain's rule.
 *
 * @param at its place among the conditions, for the names of parameters
 */
export function ownWhere(condition: OwnCondition, field: OwnField | undefined, at: number): OwnWhere {
  // A field that is gone has no values to anybody's eyes.
  if (field === undefined) return { where: condition.test === 'empty' ? '1' : '0', given: {} };
  if (asksNothing(condition)) return { where: '1', given: {} };
  const own = (name: string) => `own${at}${name}`;
  const path = `'$."${field.id.replaceAll(/[^0-9a-f-]/g, '')}"'`;
  const raw = `c.own -> ${path}`;
  const value = `c.own ->> ${path}`;
  const kind = `json_type(c.own, ${path})`;
  const bound: Record<string, string | number> = {};
  const bind = (name: string, given: string | number) => {
    bound[own(name)] = given;
    return `@${own(name)}`;
  };
  // `own <> '{}'` first: it is told without reading JSON, and most customers end there.
  const there = `c.own <> '{}' and ${kind} is not null`;
  if (condition.test === 'empty') return { where: `not (${there})`, given: {} };
  if (condition.test === 'filled') return { where: `(${there})`, given: {} };

  const { type, options, currency } = field;
  const general = () =>
    `own_meets(${bind('Field', JSON.stringify({ type, options, currency }))}, ${bind('Condition', JSON.stringify(condition))}, ${raw})`;
  const native = nativeWhere(condition, field, { raw, value, kind, path, bind });
  const where =
    native === undefined ? general() : `case when ${native.shape} then ${native.holds} else ${general()} end`;
  return { where: `(${there} and ${where})`, given: bound };
}

interface Places {
  readonly raw: string;
  readonly value: string;
  readonly kind: string;
  readonly path: string;
  readonly bind: (name: string, given: string | number) => string;
}

function nativeWhere(
  condition: OwnCondition,
  { type, currency }: OwnField,
  { value, kind, path, bind }: Places,
): { readonly shape: string; readonly holds: string } | undefined {
  const span = (column: string, from: string | number | undefined, to: string | number | undefined) =>
    [
      ...(from === undefined ? [] : [`${column} >= ${bind('From', from)}`]),
      ...(to === undefined ? [] : [`${column} <= ${bind('To', to)}`]),
    ].join(' and ');
  switch (condition.test) {
    case 'equals':
    case 'contains': {
      if (type !== 'text' && type !== 'link') return undefined;
      // A text that is a retired option's id means its name; such a field goes the general way.
      const wanted = bind('Text', fold(condition.text));
      return {
        shape: `${kind} = 'text' and length(${value}) <> 36`,
        holds:
          condition.test === 'equals' ? `fold(${value}) = ${wanted}` : `instr(fold(${value}), ${wanted}) > 0`,
      };
    }
    case 'between':
      if (type === 'number')
        return { shape: `${kind} in ('integer', 'real')`, holds: span(value, condition.from, condition.to) };
      if (type === 'money') {
        const minor = (amount: number | undefined) =>
          amount === undefined ? undefined : Math.round(amount * 10 ** decimalsOf(currency));
        const inside = path.replace(/'$/, '');
        return {
          shape: `${kind} = 'object' and c.own ->> ${inside}.currency' = ${bind('Currency', currency)}`,
          holds: span(`c.own ->> ${inside}.minor'`, minor(condition.from), minor(condition.to)),
        };
      }
      return undefined;
    case 'days':
      return type === 'date'
        ? {
            shape: `${kind} = 'text' and ${value} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`,
            holds: span(value, condition.from, condition.to),
          }
        : undefined;
    case 'anyOf': {
      const ids = `(select value from json_each(${bind('Options', JSON.stringify(condition.options))}))`;
      if (type === 'choice')
        return { shape: `${kind} = 'text' and length(${value}) = 36`, holds: `${value} in ${ids}` };
      if (type === 'multi')
        return {
          shape: `${kind} = 'array'`,
          holds: `exists (select 1 from json_each(c.own, ${path}) chosen where chosen.value in ${ids})`,
        };
      return undefined;
    }
    case 'is':
      return type === 'yesNo'
        ? {
            shape: `${kind} in ('true', 'false')`,
            holds: `${kind} = ${condition.yes ? "'true'" : "'false'"}`,
          }
        : undefined;
    default:
      return undefined;
  }
}
