import { Modal } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { AskToErase } from './ask-to-erase.tsx';
import { Certificate } from './certificate.tsx';
import { closeErasure, useErasureShown } from './store.ts';

/** In front of everything: the card from which it was asked is gone by the time of the certificate. */
export function ErasureDialog() {
  const { t } = useTranslation('erasure');
  const shown = useErasureShown((state) => state.shown);
  return (
    <Modal
      opened={shown !== undefined}
      onClose={closeErasure}
      centered
      size="lg"
      title={t(shown?.kind === 'certificate' ? 'certificate' : 'title')}
    >
      {shown?.kind === 'ask' && <AskToErase key={shown.contactId} contactId={shown.contactId} />}
      {shown?.kind === 'certificate' && <Certificate certificate={shown.certificate} />}
    </Modal>
  );
}
