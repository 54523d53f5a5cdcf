import {
  IconAlertTriangle,
  IconFlag,
  IconMinus,
  IconPencil,
  IconPlayerPlay,
  IconPlus,
} from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useEditor } from './editor-store.ts';
import type { StepNode } from './graph-model.ts';
import classes from './graph-step.module.css';
import { KindIcon } from './kind-icon.tsx';
import { usePortText } from './port-text.ts';

export const CHANGE_ICONS = { added: IconPlus, removed: IconMinus, changed: IconPencil } as const;

interface BadgeProps {
  look: string;
  icon: typeof IconPlus;
  words: string;
}

/** Above the step, in words: what its colour says says nothing to some. */
function Badge({ look, icon: Icon, words }: BadgeProps) {
  return (
    <span className={classes.badge} data-look={look}>
      <Icon size={13} aria-hidden />
      {words}
    </span>
  );
}

/** A step of the drawing: what it is, and a line for each way out of it. */
export const GraphStep = memo(
  function GraphStep({ data, selected }: NodeProps<StepNode>) {
    const { t } = useTranslation('scriptStudio');
    const { step, start, mark, change } = data;
    // By itself, so that a step of the talk draws two steps and not the whole script.
    const tried = useEditor((editor) => editor.tried === step.id);
    const portText = usePortText();
    return (
      <div
        className={classes.step}
        data-kind={step.kind}
        data-selected={selected}
        data-mark={mark}
        data-change={change}
        data-tried={tried}
      >
        {change && <Badge look={change} icon={CHANGE_ICONS[change]} words={t(`versions.${change}`)} />}
        {tried && <Badge look="tried" icon={IconPlayerPlay} words={t('try.here')} />}
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
