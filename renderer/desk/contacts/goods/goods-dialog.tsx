import { Button, Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CONTRACT_STATES } from '../../../../shared/domain/goods/kinds.ts';
import { currencyOf } from '../../../../shared/domain/goods/money.ts';
import { useTranslation } from '../../../i18n/index.ts';
import { useSession } from '../../state/session.tsx';
import classes from './goods.module.css';
import { entryOf, faultsOf, formOf, type GoodsForm, type GoodsSubject } from './goods-draft.ts';
import { useGoods } from './use-goods.ts';
import { useToday } from './use-today.ts';

const CURRENCIES = Intl.supportedValuesOf('currency');
/** The choice opens on the next currency that was billed in; a firm has one or two. */
let lastCurrency: string | undefined;

interface GoodsDialogProps {
  contactId: string;
  subject: GoodsSubject;
  onClose: () => void;
}

/** A product, contract or invoice: entered in seconds, from top to bottom, Enter saves. */
export function GoodsDialog({ contactId, subject, onClose }: GoodsDialogProps) {
  const { t } = useTranslation(['goods', 'common']);
  const { of, row } = subject;
  const country = useSession((session) => session.settings?.country) ?? '';
  const today = useToday();
  const { add, change, remove } = useGoods(contactId);
  const form = useForm<GoodsForm>({
    initialValues: formOf(subject, lastCurrency ?? currencyOf(country), today),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(faultsOf(of, values)).map(([field, fault]) => [field, t(`fault.${fault}`)]),
      ),
  });
  const save = form.onSubmit(async (values) => {
    const entry = entryOf(of, values);
    const name = values.title.trim();
    lastCurrency = values.currency;
    if (await (row ? change(row, entry, name) : add(entry, name))) onClose();
  });
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={row ? t('edit', { name: form.values.title }) : t(`one.${of}`)}
    >
      <form className={classes.form} aria-label={t(`one.${of}`)} noValidate onSubmit={save}>
        <TextInput
          label={t(`field.title.${of}`)}
          withAsterisk
          data-autofocus
          maxLength={of === 'purchase' ? 300 : 200}
          {...form.getInputProps('title')}
        />
        <TextInput
          label={t(`field.detail.${of}`)}
          maxLength={of === 'purchase' ? 200 : 500}
          {...form.getInputProps('detail')}
        />
        <TextInput
          label={t(`field.amount.${of}`)}
          withAsterisk={of === 'invoice'}
          inputMode="decimal"
          maxLength={30}
          {...form.getInputProps('amount')}
        />
        <Select
          label={t('field.currency')}
          data={CURRENCIES}
          searchable
          allowDeselect={false}
          limit={50}
          {...form.getInputProps('currency')}
        />
        <TextInput
          label={t(`field.from.${of}`)}
          withAsterisk={of === 'invoice'}
          placeholder={t('dayHint')}
          maxLength={20}
          {...form.getInputProps('from')}
        />
        <TextInput
          label={t(`field.until.${of}`)}
          placeholder={t('dayHint')}
          maxLength={20}
          {...form.getInputProps('until')}
        />
        {of === 'purchase' && (
          <>
            <NumberInput label={t('field.quantity')} min={0} {...form.getInputProps('quantity')} />
            <Textarea
              className={classes.wide}
              label={t('field.note')}
              rows={2}
              maxLength={2000}
              {...form.getInputProps('note')}
            />
          </>
        )}
        {of === 'contract' && (
          <Select
            label={t('field.state')}
            data={CONTRACT_STATES.map((value) => ({ value, label: t(`contractState.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('state')}
          />
        )}
        {of === 'invoice' && (
          <>
            <TextInput
              label={t('field.paid')}
              inputMode="decimal"
              maxLength={30}
              {...form.getInputProps('paid')}
            />
            <TextInput
              label={t('field.paidOn')}
              placeholder={t('dayHint')}
              maxLength={20}
              {...form.getInputProps('paidOn')}
            />
          </>
        )}
        <div className={classes.verbs}>
          <Button type="submit" loading={form.submitting}>
            {t('common:save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          {row && (
            <Button
              className={classes.end}
              variant="subtle"
              color="end"
              onClick={() => {
                onClose();
                void remove(of, row.id, form.values.title);
              }}
            >
              {t('remove')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
