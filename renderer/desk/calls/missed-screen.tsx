import { IconPhoneCheck } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Screen } from '../../ui/index.ts';
import { CallLogBody } from './call-log-body.tsx';
import { MISSED } from './log-filter.ts';
import { useCallLog } from './use-call-log.ts';

/** Who called and reached nobody. Enter calls back. */
export function MissedScreen() {
  const { t } = useTranslation('calls');
  const pages = useCallLog(MISSED);
  return (
    <Screen flush title={t('log.missedTitle')}>
      <CallLogBody
        callBack
        label={t('log.missedTitle')}
        pages={pages}
        empty={
          <EmptyState
            icon={<IconPhoneCheck size={40} stroke={1.2} />}
            title={t('log.noMissed')}
            text={t('log.noMissedText')}
          />
        }
      />
    </Screen>
  );
}
