import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { HandOverPreview } from '../../../../shared/contract/handovers.ts';
import type { Person } from '../../../../shared/contract/users.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useAsk } from '../../state/use-ask.ts';
import classes from '../people.module.css';
import type { Directory } from '../use-directory.ts';
import { Course } from './course.tsx';
import { EMPTY_FORM, type HandOverForm, orderOf } from './order.ts';
import { RuleFields } from './rule-fields.tsx';
import { useHandOver } from './use-hand-overs.ts';
import { WhatWouldHappen } from './what-happens.tsx';

export interface HandingOver {
  readonly person: Person;
  /** They have just lost their login: that is why it is offered. */
  readonly left: boolean;
}

interface HandOverDialogProps {
  directory: Directory;
  opened: HandingOver | undefined;
  onClose: () => void;
}

export function HandOverDialog({ directory, opened, onClose }: HandOverDialogProps) {
  const { t } = useTranslation('people');
  return (
    <Modal
      opened={opened !== undefined}
      onClose={onClose}
      title={opened && t('handOver.title', { name: opened.person.name })}
      size="lg"
      centered
    >
      {opened && <HandOverPanel key={opened.person.id} directory={directory} {...opened} />}
    </Modal>
  );
}

function HandOverPanel({ directory, person, left }: HandingOver & { directory: Directory }) {
  const { t } = useTranslation('people');
  const latest = useHandOver(person.id);
  const [more, setMore] = useState(false);
  const nameOf = (id: string) => directory.people.find((one) => one.id === id)?.name ?? '?';
  const goesOn = latest?.state === 'running' || latest?.state === 'undoing';
  // What was done stands first; another one begins when somebody wants it.
  const form = latest === undefined || (more && !goesOn);
  return (
    <div className={classes.form}>
      {left && !latest && <p className={classes.text}>{t('handOver.left', { name: person.name })}</p>}
      {form ? (
        <Begin directory={directory} person={person} nameOf={nameOf} onBegun={() => setMore(false)} />
      ) : (
        <>
          <Course handOver={latest} nameOf={nameOf} />
          {!goesOn && (
            <div className={classes.verbs}>
              <Button variant="default" onClick={() => setMore(true)}>
                {t('handOver.again')}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

interface BeginProps {
  directory: Directory;
  person: Person;
  nameOf: (id: string) => string;
  onBegun: () => void;
}

function Begin({ directory, person, nameOf, onBegun }: BeginProps) {
  const { t } = useTranslation('people');
  const ask = useAsk();
  const [form, setForm] = useState<HandOverForm>(EMPTY_FORM);
  const [preview, setPreview] = useState<HandOverPreview>();
  const [busy, setBusy] = useState(false);
  const receivers = directory.people
    .filter(({ id, active }) => active && id !== person.id)
    .map(({ id, name }) => ({ value: id, label: name }));
  const order = orderOf(form, person.id);
  if (receivers.length === 0) return <p className={classes.text}>{t('handOver.nobodyElse')}</p>;

  const change = (next: HandOverForm) => {
    setForm(next);
    // What was seen was of another rule.
    setPreview(undefined);
  };
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  const look = () =>
    act(async () => {
      if (order) setPreview(await ask('handOvers.preview', order));
    });
  const begin = () =>
    act(async () => {
      if (order && (await ask('handOvers.start', order))) onBegun();
    });
  return (
    <>
      <RuleFields form={form} receivers={receivers} onChange={change} />
      {preview && <WhatWouldHappen preview={preview} nameOf={nameOf} />}
      <div className={classes.verbs}>
        {preview && preview.total > 0 ? (
          <Button loading={busy} onClick={() => void begin()}>
            {t('handOver.do', { count: preview.total })}
          </Button>
        ) : (
          <Button variant="light" loading={busy} disabled={!order} onClick={() => void look()}>
            {t('handOver.look')}
          </Button>
        )}
      </div>
    </>
  );
}
