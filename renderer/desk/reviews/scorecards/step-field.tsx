import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Criterion } from '../../../../shared/domain/review/scorecard.ts';
import type { TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { namedOptions } from '../../../ui/index.ts';
import { useCore } from '../../state/core.tsx';
import { useMay } from '../../state/seat.tsx';
import { useAsked } from '../use-asked.ts';
import classes from './scorecards.module.css';

interface StepFieldProps {
  readonly step: Criterion['step'];
  readonly onChange: (step: Criterion['step']) => void;
}

/** The step of a template that a criterion judges. */
export function StepField({ step, onChange }: StepFieldProps) {
  return useMay('scripts.view') ? <Fields step={step} onChange={onChange} /> : null;
}

function Fields({ step, onChange }: StepFieldProps) {
  const { t } = useTranslation('reviews');
  const core = useCore();
  const scripts = useAsked('talkScripts.list', { archived: false }).data ?? [];
  const [scriptId, setScriptId] = useState(step?.scriptId);
  const [nodes, setNodes] = useState<TalkScript['nodes']>([]);
  useEffect(() => {
    setNodes([]);
    if (scriptId === undefined) return;
    core.request('talkScripts.draft', { id: scriptId }).then(
      ({ script }) => setNodes(script.nodes),
      // A template that is gone has no steps to choose from; the link stays until another one is chosen.
      () => undefined,
    );
  }, [core, scriptId]);
  if (scripts.length === 0) return null;
  // Only what waits for the operator was ever before his eyes.
  const shown = nodes.filter(({ kind }) => kind === 'say' || kind === 'ask' || kind === 'objection');
  return (
    <div className={classes.line}>
      <Select
        className={classes.grow}
        label={t('edit.script')}
        placeholder={t('edit.noScript')}
        clearable
        searchable
        data={namedOptions(scripts)}
        value={scriptId ?? null}
        onChange={(id) => {
          setScriptId(id ?? undefined);
          onChange(undefined);
        }}
      />
      {scriptId !== undefined && (
        <Select
          className={classes.grow}
          label={t('edit.step')}
          placeholder={t('edit.chooseStep')}
          clearable
          searchable
          data={shown.map(({ id, title }) => ({ value: id, label: title || id }))}
          value={step?.nodeId ?? null}
          onChange={(nodeId) => onChange(nodeId === null ? undefined : { scriptId, nodeId })}
        />
      )}
    </div>
  );
}
