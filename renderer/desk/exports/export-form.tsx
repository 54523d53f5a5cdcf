import { Button, NativeSelect, Progress, Radio, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type CustomerExport, EXPORT_FORMATS } from '../../../shared/contract/exports.ts';
import type { SegmentFilter } from '../../../shared/contract/segments.ts';
import { useFormat, useTranslation } from '../../i18n/index.ts';
import { offerFile, Trouble } from '../../ui/index.ts';
import { useCore } from '../state/core.tsx';
import { useFailureText } from '../state/use-ask.ts';
import classes from './exports.module.css';
import { type Moment, runExport } from './run-export.ts';

type State =
  | { readonly kind: 'form'; readonly failure?: unknown; readonly stopped?: boolean }
  | { readonly kind: 'running'; readonly moment?: Moment }
  | { readonly kind: 'done'; readonly rows: number; readonly name: string };

const DELIMITERS = { usual: undefined, comma: ',', semicolon: ';', tab: '\t' } as const;
type DelimiterName = keyof typeof DELIMITERS;

export function ExportForm({ filter }: { filter: SegmentFilter }) {
  const { t } = useTranslation('exports');
  const failureText = useFailureText();
  const narrowed = Object.keys(filter).length > 0;
  const [whom, setWhom] = useState(narrowed ? 'filter' : 'everybody');
  const [format, setFormat] = useState<CustomerExport['format']>('csv');
  const [delimiter, setDelimiter] = useState<DelimiterName>('usual');
  const [state, start, stop, again] = useExport();

  if (state.kind === 'running') return <Running moment={state.moment} onStop={stop} />;
  if (state.kind === 'done') {
    return (
      <Stack gap="sm">
        <p role="status">{t('done', { count: state.rows, name: state.name })}</p>
        <div className={classes.verbs}>
          <Button variant="default" onClick={again}>
            {t('again')}
          </Button>
        </div>
      </Stack>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const cut = format === 'csv' ? DELIMITERS[delimiter] : undefined;
    start({
      filter: whom === 'filter' ? filter : {},
      format,
      ...(cut === undefined ? {} : { delimiter: cut }),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {state.failure !== undefined && <Trouble text={failureText(state.failure)} />}
        {state.stopped && <p role="status">{t('stopped')}</p>}
        {narrowed && (
          <Radio.Group label={t('who.label')} value={whom} onChange={setWhom}>
            <Stack gap={6} mt={4}>
              <Radio value="filter" label={t('who.filter')} />
              <Radio value="everybody" label={t('who.everybody')} />
            </Stack>
          </Radio.Group>
        )}
        <NativeSelect
          label={t('format.label')}
          data={EXPORT_FORMATS.map((value) => ({ value, label: t(`format.${value}`) }))}
          value={format}
          onChange={(event) => setFormat(event.currentTarget.value as CustomerExport['format'])}
        />
        {format === 'csv' && (
          <NativeSelect
            label={t('delimiter.label')}
            data={(Object.keys(DELIMITERS) as DelimiterName[]).map((value) => ({
              value,
              label: t(`delimiter.${value}`),
            }))}
            value={delimiter}
            onChange={(event) => setDelimiter(event.currentTarget.value as DelimiterName)}
          />
        )}
        <p className={classes.hint}>{t('hint')}</p>
        <div className={classes.verbs}>
          <Button type="submit">{t('start')}</Button>
        </div>
      </Stack>
    </form>
  );
}

function useExport(): [State, (asked: CustomerExport) => void, () => void, () => void] {
  const core = useCore();
  const [state, setState] = useState<State>({ kind: 'form' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = (asked: CustomerExport) => {
    const turn = new AbortController();
    running.current = turn;
    setState({ kind: 'running' });
    runExport(core, asked, {
      signal: turn.signal,
      onMoment: (moment) => setState({ kind: 'running', moment }),
    })
      .then((file) => {
        if (file === undefined) return setState({ kind: 'form', stopped: true });
        offerFile(file.blob, file.fileName);
        setState({ kind: 'done', rows: file.rows, name: file.fileName });
      })
      .catch((failure: unknown) => setState({ kind: 'form', failure }));
  };
  return [state, start, () => running.current?.abort(), () => setState({ kind: 'form' })];
}

function Running({ moment, onStop }: { moment: Moment | undefined; onStop: () => void }) {
  const { t } = useTranslation('exports');
  const format = useFormat();
  const share =
    moment === undefined
      ? 0
      : moment.step === 'fetching'
        ? moment.share
        : moment.done / Math.max(moment.total, 1);
  return (
    <Stack gap="sm">
      <Progress value={share * 100} aria-label={t('title')} size="md" />
      <div className={classes.between}>
        <span role="status">
          {moment?.step === 'fetching'
            ? t('fetching', { percent: Math.round(share * 100) })
            : moment === undefined || moment.total === 0
              ? t('counting')
              : t('progress', { done: format.number(moment.done), total: format.number(moment.total) })}
        </span>
        <Button variant="default" onClick={onStop} data-autofocus>
          {t('stop')}
        </Button>
      </div>
    </Stack>
  );
}
