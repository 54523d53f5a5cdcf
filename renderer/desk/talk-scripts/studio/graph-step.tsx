import { IconAlertTriangle, IconFlag } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import { useTranslation } from '../../../i18n/index.ts';
import type { StepNode } from './graph-model.ts';
import classes from './graph-step.module.css';
import { KindIcon } from './kind-icon.tsx';
import { usePortText } from './port-text.ts';

/** A step of the drawing: what it is, and a line for each way out of it. */
export const GraphStep = memo(
  function GraphStep({ data, selected }: NodeProps<StepNode>) {
    const { t } = useTranslation('scriptStudio');
    const { step, start, mark } = data;
    const portText = usePortText();
    return (
      <div className={classes.step} data-kind={step.kind} data-selected={selected} data-mark={mark}>
        {!start && step.kind !== 'objection' && <Handle id="in" type="target" position={Position.Top} />}
        {(start || step.kind === 'objection') && (
          <Handle id="in" type="target" position={Position.Top} className={classes.quiet ?? ''} />
        )}
        <div className={classes.head}>
          <KindIcon kind={step.kind} />
          <span className={classes.title}>{step.title || t(`kind.${step.kind}`)}</span>
          {start && <IconFlag size={14} aria-label={t('start')} />}
          {mark && (
            <IconAlertTriangle
              size={14}
              className={classes.mark}
              data-mark={mark}
              aria-label={t(`mark.${mark}`)}
            />
          )}
        </div>
        {linksOf(step).map(({ port, to }) => (
          <div key={port} className={classes.way} data-open={to === undefined}>
            <span className={classes.wayName}>{portText(step, port)}</span>
            <Handle id={port} type="source" position={Position.Right} className={classes.out ?? ''} />
          </div>
        ))}
      </div>
    );
  },
  (before, after) => before.data === after.data && before.selected === after.selected,
);
