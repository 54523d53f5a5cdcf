import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { Fault } from '../../../../shared/domain/talk-script/check.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { scriptOf, useEditor } from './editor-store.ts';
import { useFaultText } from './fault-text.ts';
import classes from './panel.module.css';
import { useVerdict } from './use-verdict.ts';

/** A template in the making may have thousands; nobody reads more than these before mending some. */
const SHOWN = 200;

export function FaultsPanel() {
  const { t } = useTranslation('scriptStudio');
  const { faults, warnings } = useVerdict();
  const all = [...faults, ...warnings];
  if (all.length === 0) {
    return (
      <p className={classes.line}>
        <IconCircleCheck size={16} aria-hidden className={classes.good} />
        {t('noFaults')}
      </p>
    );
  }
  return (
    <>
      <FaultLines faults={all.slice(0, SHOWN)} named />
      {all.length > SHOWN && <p className={classes.line}>{t('moreFaults', { count: all.length - SHOWN })}</p>}
    </>
  );
}

/** Each leads to its step. */
export function FaultLines({ faults, named = false }: { faults: readonly Fault[]; named?: boolean }) {
  const { t } = useTranslation('scriptStudio');
  const show = useEditor((editor) => editor.show);
  const nodes = useEditor((editor) => scriptOf(editor).nodes);
  const serious = useVerdict().faults;
  const text = useFaultText();
  return (
    <ul aria-label={t('panel.faults')}>
      {faults.map((fault, index) => {
        const { nodeId } = fault;
        const isFault = serious.includes(fault);
        const Icon = isFault ? IconAlertTriangle : IconInfoCircle;
        const title = nodes.find(({ id }) => id === nodeId)?.title || nodeId;
        const line = (
          <>
            <Icon
              size={15}
              className={isFault ? classes.fault : classes.warning}
              aria-label={t(isFault ? 'mark.fault' : 'mark.warning')}
            />
            <span>
              {named && title !== undefined && <span className={classes.strong}>{title}: </span>}
              {text(fault)}
            </span>
          </>
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole at each check.
          <li key={index}>
            {named && nodeId !== undefined ? (
              <button type="button" className={classes.line} onClick={() => show(nodeId)}>
                {line}
              </button>
            ) : (
              <div className={classes.line}>{line}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
