import { ActionIcon, Button, Modal, Tooltip } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Card, Contact } from '../../../shared/contract/contacts.ts';
import type { Merged } from '../../../shared/contract/duplicates.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { BESIDE_CALLS, toastFailure } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { CustomerField } from '../state/customer-field.tsx';
import { useNavigation } from '../state/navigation.tsx';
import { useMay } from '../state/seat.tsx';
import { useFailureText } from '../state/use-ask.ts';
import classes from './duplicates.module.css';
import { useUndoMerge } from './use-undo-merge.ts';

/** On a card: "this is the same as…", and what became this card before. */
export function MergeVerb({ card: { contact } }: { card: Card }) {
  const { t } = useTranslation('duplicates');
  const may = { merge: useMay('customers.merge'), edit: useMay('customers.edit') };
  const [open, setOpen] = useState(false);
  if (!may.merge || !may.edit) return null;
  return (
    <>
      <Tooltip label={t('verb.open')}>
        <ActionIcon
          variant="default"
          size={30}
          aria-label={t('verb.open')}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <IconArrowMerge size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {open && <MergeDialog contact={contact} onClose={() => setOpen(false)} />}
    </>
  );
}

function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation(['duplicates', 'common']);
  const openDuplicates = useNavigation((navigation) => navigation.openDuplicates);
  const failureText = useFailureText();
  return (
    <Modal opened onClose={onClose} title={t('verb.title', { name: contact.name })} {...BESIDE_CALLS}>
      <CustomerField
        label={t('verb.find')}
        onPick={({ id, kind }) => {
          if (id === contact.id || kind !== contact.kind)
            return toastFailure(t(id === contact.id ? 'verb.itself' : 'unlike'));
          onClose();
          openDuplicates({ oneId: contact.id, otherId: id });
        }}
      />
      <MergedBefore contact={contact} failureText={failureText} />
    </Modal>
  );
}

function MergedBefore({
  contact,
  failureText,
}: {
  contact: Contact;
  failureText: (error: unknown) => string;
}) {
  const { t } = useTranslation(['duplicates', 'common']);
  const format = useFormat();
  const core = useCore();
  const undo = useUndoMerge();
  const [merged, setMerged] = useState<readonly Merged[]>([]);
  useEffect(() => {
    const load = () =>
      core
        .request('duplicates.merged', { contactId: contact.id })
        .then(setMerged, (error: unknown) => toastFailure(failureText(error)));
    void load();
    return core.on('contacts.changed', () => void load());
  }, [core, contact.id, failureText]);
  if (merged.length === 0) return null;
  return (
    <section className={classes.before} aria-label={t('verb.before')}>
      <h3 className={classes.subtitle}>{t('verb.before')}</h3>
      <ul className={classes.preview}>
        {merged.map(({ id, name, at, authorName }) => (
          <li key={id} className={classes.mergedRow}>
            <span>
              <strong>{name}</strong>
              <span className={classes.why}>
                {[format.dateTime(at), authorName].filter(Boolean).join(' · ')}
              </span>
            </span>
            <Button size="compact-sm" variant="default" onClick={() => void undo(id)}>
              {t('verb.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
