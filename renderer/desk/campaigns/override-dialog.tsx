import { Modal } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { formatPhone } from '../../ui/index.ts';
import { useCard } from '../state/cards.tsx';
import { useNow } from '../state/now.ts';
import { type RefusedDial, showRefusedDial, useRefusedDial } from '../state/refused-dial.ts';
import { OverrideForm } from './override-form.tsx';
import { useDoNotCallEntry } from './use-do-not-call-entry.ts';
import { useVerdictText } from './use-verdict-text.ts';

/** A number that was dialled from anywhere and may not be: why, until when, and the deliberate way to call all the same. */
export function OverrideDialog() {
  const { t } = useTranslation('campaigns');
  const refused = useRefusedDial();
  const close = () => showRefusedDial(undefined);
  return (
    <Modal opened={refused !== undefined} onClose={close} title={t('override.title')} centered size="sm">
      {refused && <Refused refused={refused} onDone={close} />}
    </Modal>
  );
}

function Refused({ refused, onDone }: { refused: RefusedDial; onDone: () => void }) {
  const { number, contactId, refusal, again } = refused;
  const now = useNow(60_000);
  const why = useVerdictText();
  const { card } = useCard(contactId);
  const entry = useDoNotCallEntry(refusal, { number, contactId, name: card?.contact.name ?? '' });
  return (
    <OverrideForm
      why={why(refusal, now, { entry, zone: card?.contact.zone })}
      display={formatPhone(number)}
      onOverride={async (reason) => {
        if (await again(reason)) onDone();
      }}
    />
  );
}
