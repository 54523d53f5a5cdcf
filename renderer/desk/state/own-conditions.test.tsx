// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { OwnCondition } from '../../../shared/domain/own-field/condition.ts';
import { prepareDom } from '../testing/dom.ts';
import { createFakeCore } from '../testing/fake-core.ts';
import { mount, unmount } from '../testing/mount.tsx';
import { id } from '../testing/sample.ts';
import { LEVEL, LIMIT, OWN_FIELDS, SITE } from '../testing/sample-own.ts';
import { OwnConditions } from './own-conditions.tsx';

beforeAll(prepareDom);
afterEach(unmount);

let now: OwnCondition[] = [];
function Asks({ first = [] }: { first?: OwnCondition[] }) {
  const [conditions, setConditions] = useState(first);
  now = conditions;
  return <OwnConditions conditions={conditions} onChange={setConditions} />;
}
const start = (fields = OWN_FIELDS, first: OwnCondition[] = []) =>
  mount(createFakeCore({ 'ownFields.list': () => fields }), <Asks first={first} />);

it('asks what can be asked of each type', async () => {
  start();
  fireEvent.click(await screen.findByRole('button', { name: 'Ask for an own field' }));
  expect(now).toEqual([{ field: SITE.id, test: 'contains', text: '' }]);
  fireEvent.change(screen.getByLabelText('Website: text'), { target: { value: 'volga' } });
  expect(now).toEqual([{ field: SITE.id, test: 'contains', text: 'volga' }]);
  fireEvent.click(screen.getByRole('combobox', { name: 'Own field' }));
  fireEvent.click(await screen.findByRole('option', { name: LIMIT.name, hidden: true }));
  expect(now).toEqual([{ field: LIMIT.id, test: 'between' }]);
  fireEvent.change(screen.getByLabelText('Credit limit: from'), { target: { value: '100' } });
  await waitFor(() => expect(now).toEqual([{ field: LIMIT.id, test: 'between', from: 100 }]));
  fireEvent.click(screen.getByRole('button', { name: 'Take out the condition on Credit limit' }));
  expect(now).toEqual([]);
});

it('keeps a condition on a field that is gone until somebody takes it out, and is not there without fields', async () => {
  const gone: OwnCondition = { field: id(999), test: 'anyOf', options: [LEVEL.id] };
  start([], [gone]);
  expect(
    await screen.findByRole('button', { name: 'Take out the condition on a field that is gone' }),
  ).toBeTruthy();
  expect(now).toEqual([gone]);
  start([]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(screen.queryByRole('button', { name: 'Ask for an own field' })).toBeNull();
});
