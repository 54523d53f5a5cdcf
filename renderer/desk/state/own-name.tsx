import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useCore } from './core.tsx';
import { useSession } from './session.tsx';
import { useFailureText } from './use-ask.ts';

const MOST = 100;

/** What the customer hears and the colleagues read. Saved when the person leaves the field or presses Enter. */
export function OwnNameInput(props: Pick<TextInputProps, 'id' | 'label' | 'className' | 'aria-describedby'>) {
  const core = useCore();
  const failureText = useFailureText();
  const name = useSession(({ info }) => info?.me.name) ?? '';
  const [written, setWritten] = useState(name);
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => setWritten(name), [name]);
  const keep = () => {
    const next = written.trim();
    // Nobody is called nothing.
    if (next === '') setWritten(name);
    if (next === '' || next === name) return setTrouble(undefined);
    core.request('users.rename', { name: next }).then(
      () => setTrouble(undefined),
      (error: unknown) => setTrouble(failureText(error)),
    );
  };
  return (
    <TextInput
      {...props}
      value={written}
      error={trouble}
      maxLength={MOST}
      autoComplete="name"
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
