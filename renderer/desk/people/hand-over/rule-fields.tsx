import { Checkbox, MultiSelect, Radio, Select } from '@mantine/core';
import { HANDOVER_KINDS } from '../../../../shared/domain/handover/hand-over.ts';
import { useTranslation } from '../../../i18n/index.ts';
import classes from '../people.module.css';
import { type HandOverForm, HOWS } from './order.ts';
import { type Part, useParts } from './use-parts.ts';

interface RuleFieldsProps {
  form: HandOverForm;
  receivers: readonly { readonly value: string; readonly label: string }[];
  onChange: (form: HandOverForm) => void;
}

/** What is handed over, and by which rule to whom. */
export function RuleFields({ form, receivers, onChange }: RuleFieldsProps) {
  const { t } = useTranslation('people');
  const parts = useParts(form.how);
  const change = (some: Partial<HandOverForm>) => onChange({ ...form, ...some });
  return (
    <>
      <Checkbox.Group
        label={t('handOver.what')}
        description={t('handOver.hint')}
        value={[...form.kinds]}
        onChange={(kinds) => change({ kinds: HANDOVER_KINDS.filter((kind) => kinds.includes(kind)) })}
      >
        <div className={classes.choices}>
          {HANDOVER_KINDS.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`handOver.kind.${kind}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Radio.Group
        label={t('handOver.how')}
        value={form.how}
        onChange={(value) => change({ how: HOWS.find((how) => how === value) ?? 'one', parts: {} })}
      >
        <div className={classes.choices}>
          {HOWS.map((how) => (
            <Radio key={how} value={how} label={t(`handOver.rule.${how}`)} />
          ))}
        </div>
      </Radio.Group>
      <Parts parts={parts} form={form} receivers={receivers} onChange={change} />
      {form.how === 'one' ? (
        <Select
          label={t('handOver.to')}
          searchable
          data={[...receivers]}
          value={form.rest[0] ?? null}
          onChange={(id) => change({ rest: id === null ? [] : [id] })}
        />
      ) : (
        <MultiSelect
          label={t(form.how === 'evenly' ? 'handOver.share' : 'handOver.rest')}
          searchable
          data={[...receivers]}
          value={[...form.rest]}
          onChange={(rest) => change({ rest })}
        />
      )}
    </>
  );
}

interface PartsProps extends Omit<RuleFieldsProps, 'onChange'> {
  parts: readonly Part[];
  onChange: (some: Partial<HandOverForm>) => void;
}

function Parts({ parts, form, receivers, onChange }: PartsProps) {
  const { t } = useTranslation('people');
  if (parts.length === 0) return null;
  const give = (key: string, to: string | null) => {
    const { [key]: _before, ...others } = form.parts;
    onChange({ parts: to === null ? others : { ...others, [key]: to } });
  };
  return (
    <div className={classes.parts}>
      {parts.map(({ key, name }) => (
        <Select
          key={key}
          size="xs"
          label={t('handOver.part', { name })}
          placeholder={t('handOver.noPart')}
          clearable
          searchable
          data={[...receivers]}
          value={form.parts[key] ?? null}
          onChange={(to) => give(key, to)}
        />
      ))}
    </div>
  );
}
