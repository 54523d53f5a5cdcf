import { expect, test } from 'vitest';
import { NO_CALLS, onCallChanged } from '../state/calls-model.ts';
import { annaCalls, id, strangerCalls } from '../testing/sample.ts';
import { paneContent } from './pane-model.ts';

const contact = { kind: 'contact', id: id(5) } as const;

test('the call has the pane, and what was open comes back after it', () => {
  const navigation = { opened: contact, openedOver: undefined };
  const ringing = onCallChanged(NO_CALLS, annaCalls(1), false);
  expect(paneContent(NO_CALLS, navigation)).toMatchObject({ kind: 'opened', opened: contact });
  expect(paneContent(ringing, navigation)).toMatchObject({ kind: 'liveCall', live: { call: { id: id(1) } } });
});

test('what is opened during a call stands in front of that call, and of no other', () => {
  const navigation = { opened: contact, openedOver: id(1) };
  const talking = onCallChanged(NO_CALLS, annaCalls(1, { state: 'talking', answeredAt: 1 }), false);
  expect(paneContent(talking, navigation)).toMatchObject({ kind: 'opened', behind: { call: { id: id(1) } } });
  const next = onCallChanged(NO_CALLS, strangerCalls(2), false);
  expect(paneContent(next, navigation)).toMatchObject({ kind: 'liveCall' });
});

test('a ring does not take away what is being typed', () => {
  const typing = onCallChanged(NO_CALLS, annaCalls(1), true);
  expect(paneContent(typing, { opened: contact, openedOver: undefined })).toMatchObject({ kind: 'opened' });
  expect(paneContent(typing, { opened: undefined, openedOver: undefined })).toMatchObject({
    kind: 'liveCall',
  });
});
