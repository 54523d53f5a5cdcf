import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from '../../i18n/index.ts';
import { EmptyState, Trouble } from '../../ui/index.ts';
import { useFailureText } from '../state/use-ask.ts';
import classes from './results.module.css';

interface BehindProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
  readonly onBack: () => void;
  /** Undefined while they come. */
  readonly rows: readonly ReactNode[] | undefined;
  /** Of a figure with nobody behind it. */
  readonly none: string;
  readonly children?: ReactNode;
}

/** What stands behind a figure. The way back is first, and the title has the focus. */
export function Behind({ title, error, onRetry, onBack, rows, none, children }: BehindProps) {
  const { t } = useTranslation(['results', 'common']);
  const failureText = useFailureText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={classes.talks}>
      <div className={classes.talksHead}>
        <Button variant="default" leftSection={<IconArrowLeft size={14} aria-hidden />} onClick={onBack}>
          {t('talks.back')}
        </Button>
        <h2 ref={heading} tabIndex={-1} className={classes.talksTitle}>
          {title}
        </h2>
      </div>
      {error !== undefined && <Trouble text={failureText(error)} verb={t('common:retry')} onAct={onRetry} />}
      {rows?.length === 0 && <EmptyState title={none} />}
      {rows && rows.length > 0 && <ul aria-label={title}>{rows}</ul>}
      {children}
    </div>
  );
}
