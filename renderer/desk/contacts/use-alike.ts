import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { useCore } from '../state/core.tsx';
import type { ContactForm } from './draft.ts';

export type Alike = Output<'duplicates.alike'>[number];

/** Typing goes on: asked when the hand rests for a moment. */
const REST_MS = 150;
const NOBODY: readonly Alike[] = [];

/** Cards that have a number, an address or the name of what is being written. It never keeps anybody from typing on. */
export function useAlike(
  form: Pick<ContactForm, 'kind' | 'name' | 'organisationName' | 'phones' | 'emails'>,
  contactId: string | undefined,
): readonly Alike[] {
  const core = useCore();
  const [alike, setAlike] = useState<readonly Alike[]>(NOBODY);
  const { kind, name, organisationName, phones, emails } = form;
  // By value: a form makes its lists anew at each key.
  const key = JSON.stringify({
    kind,
    name: name.trim(),
    organisationName: organisationName.trim(),
    numbers: phones.map(({ number }) => number.trim()).filter((number) => number.length >= 5),
    emails: emails.map(({ address }) => address.trim()).filter((address) => address.includes('@')),
  });
  useEffect(() => {
    let overtaken = false;
    const timer = setTimeout(() => {
      core
        .request('duplicates.alike', {
          ...JSON.parse(key),
          ...(contactId === undefined ? {} : { contactId }),
        })
        .then(
          (found) => overtaken || setAlike(found),
          // A warning that cannot be had is no reason to stop anybody.
          () => overtaken || setAlike(NOBODY),
        );
    }, REST_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [core, key, contactId]);
  return alike;
}
