import { CloseButton } from '@mantine/core';
import { useTranslation } from '../../../i18n/index.ts';
import { useCard } from '../../state/cards.tsx';
import { CustomerField } from '../../state/customer-field.tsx';
import classes from './form.module.css';

/** More names than this help nobody; the count is said in any case. */
const SHOWN = 50;

/** Customers one by one: found by anything that is known of them. */
export function ChosenCustomers({
  ids,
  onChange,
}: {
  ids: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation('campaigns');
  return (
    <>
      <CustomerField
        label={t('source.addCustomer')}
        onPick={({ id }) => onChange(ids.includes(id) ? ids : [...ids, id])}
      />
      <p role="status" className={classes.count}>
        {t('source.chosen', { count: ids.length })}
      </p>
      {ids.length > 0 && (
        <ul className={classes.chosen} aria-label={t('source.contacts')}>
          {ids.slice(0, SHOWN).map((id) => (
            <Chosen key={id} id={id} onRemove={() => onChange(ids.filter((other) => other !== id))} />
          ))}
        </ul>
      )}
    </>
  );
}

function Chosen({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation('campaigns');
  const { card } = useCard(id);
  const name = card?.contact.name ?? '…';
  return (
    <li className={classes.chip}>
      {name}
      <CloseButton size="xs" aria-label={t('source.takeOut', { name })} onClick={onRemove} />
    </li>
  );
}
