import { NumberInput, type NumberInputProps } from '@mantine/core';

interface WholeNumberProps
  extends Pick<NumberInputProps, 'id' | 'aria-labelledby' | 'aria-describedby' | 'className' | 'suffix'> {
  label?: string;
  hint?: string;
  value: number;
  least: number;
  most: number;
  /** A number within the bounds, other than before. */
  onChange: (value: number) => void;
}

/** A whole number that is taken when the person leaves the field or presses Enter, and only if it can be one. */
export function WholeNumber({ hint, value, least, most, suffix, onChange, ...rest }: WholeNumberProps) {
  return (
    <NumberInput
      // What another desk saved comes in as a new field.
      key={value}
      {...rest}
      {...(hint === undefined ? {} : { description: hint })}
      {...(suffix === undefined ? {} : { suffix })}
      min={least}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      defaultValue={value}
      onBlur={(event) => {
        const typed = Number.parseInt(event.currentTarget.value, 10);
        if (typed >= least && typed <= most && typed !== value) onChange(typed);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
