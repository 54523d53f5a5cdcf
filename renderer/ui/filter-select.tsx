import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';

/** More than this is searched for rather than looked through. */
const LOOKED_THROUGH = 10;

interface FilterSelectProps {
  label: string;
  /** Shown while nothing is chosen: "any list". */
  any: string;
  options: { value: string; label: string }[];
  value: string | undefined;
  className?: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** One of several, or any. */
export function FilterSelect({ label, any, options, value, className, onChange }: FilterSelectProps) {
  return (
    <Select
      {...(className === undefined ? {} : { className })}
      aria-label={label}
      placeholder={any}
      clearable
      searchable={options.length > LOOKED_THROUGH}
      data={options}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** What has a name, as the options of a select. */
export const namedOptions = (named: ReadonlyArray<{ id: string; name: string }> = []) =>
  named.map(({ id, name }) => ({ value: id, label: name }));

/** Days as ISO dates. */
export interface DaySpan {
  readonly firstDay: string | undefined;
  readonly lastDay: string | undefined;
}

interface DaySpanFilterProps extends DaySpan {
  label: string;
  clearable?: boolean;
  className?: string | undefined;
  onChange: (span: DaySpan) => void;
}

/** From a day to a day. */
export function DaySpanFilter(props: DaySpanFilterProps) {
  const { label, firstDay, lastDay, clearable = true, className, onChange } = props;
  return (
    <DatePickerInput
      {...(className === undefined ? {} : { className })}
      type="range"
      size="xs"
      clearable={clearable}
      allowSingleDateInRange
      aria-label={label}
      placeholder={label}
      valueFormat="D MMM YYYY"
      value={[firstDay ?? null, lastDay ?? null]}
      onChange={([first, last]) => onChange({ firstDay: first ?? undefined, lastDay: last ?? undefined })}
    />
  );
}
