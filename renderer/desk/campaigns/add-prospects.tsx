import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import type { Campaign } from '../../../shared/contract/campaigns.ts';
import { useTranslation } from '../../i18n/index.ts';
import { BESIDE_CALLS, Trouble, toastDone } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useFailureText } from '../state/use-ask.ts';
import classes from './campaigns.module.css';
import { sourceForm, sourceOf } from './form/list-form.ts';
import { SourceFields } from './form/source-fields.tsx';

interface AddProspectsProps {
  campaign: Campaign;
  opened: boolean;
  onClose: () => void;
}

/** More prospects for a list. Who is in it already stays as it is. */
export function AddProspects({ campaign, opened, onClose }: AddProspectsProps) {
  const { t } = useTranslation(['campaigns', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('fill.title', { name: campaign.name })}
      size={760}
      {...BESIDE_CALLS}
    >
      <Fields campaign={campaign} onClose={onClose} />
    </Modal>
  );
}

function Fields({ campaign, onClose }: Omit<AddProspectsProps, 'opened'>) {
  const { t } = useTranslation(['campaigns', 'common']);
  const core = useCore();
  const failureText = useFailureText();
  const [source, setSource] = useState(() => sourceForm());
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const chosen = sourceOf(source);
  const add = async () => {
    if (!chosen) return setRefused(t('form.error.source'));
    setBusy(true);
    setRefused(undefined);
    try {
      await core.request('campaigns.fill', { id: campaign.id, source: chosen });
      toastDone(t('fill.begun', { name: campaign.name }));
      onClose();
    } catch (error) {
      setRefused(failureText(error));
      setBusy(false);
    }
  };
  return (
    <div className={classes.fill}>
      {refused !== undefined && <Trouble text={refused} />}
      <p>{t('fill.text')}</p>
      <SourceFields source={source} onChange={setSource} />
      <div className={classes.fillVerbs}>
        <Button loading={busy} onClick={() => void add()}>
          {t('fill.do')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
      </div>
    </div>
  );
}
