import { NativeSelect } from '@mantine/core';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}
export type PickData<T extends string> = ReadonlyArray<
  Choice<T> | { readonly group: string; readonly items: ReadonlyArray<Choice<T>> }
>;

interface PickProps<T extends string> {
  label: string;
  /** The label is for the ear alone. */
  quiet?: boolean;
  data: PickData<T>;
  value: T | undefined;
  /** What choosing nothing is called; without it something is always chosen. */
  none?: string;
  onChange: (value: T | undefined) => void;
}

/**
 * One of a few, by the system's own list: a panel of a step has up to ten of these, and a combobox costs ten times as much to
 * put up. What nobody knows (a field of a newer program) stays as it is until something else is chosen.
 */
export function Pick<T extends string>({ label, quiet, data, value, none, onChange }: PickProps<T>) {
  const choices = data.flatMap((one) => ('items' in one ? one.items : [one]));
  const known = value === undefined || choices.some((one) => one.value === value);
  return (
    <NativeSelect
      size="xs"
      {...(quiet ? { 'aria-label': label } : { label })}
      value={value ?? ''}
      onChange={(event) => onChange(choices.find((one) => one.value === event.currentTarget.value)?.value)}
    >
      {(none !== undefined || value === undefined) && <option value="">{none ?? ''}</option>}
      {!known && <option value={value}>{value}</option>}
      {data.map((one) =>
        'items' in one ? (
          <optgroup key={one.group} label={one.group}>
            {one.items.map(option)}
          </optgroup>
        ) : (
          option(one)
        ),
      )}
    </NativeSelect>
  );
}

const option = ({ value, label }: Choice<string>) => (
  <option key={value} value={value}>
    {label}
  </option>
);
