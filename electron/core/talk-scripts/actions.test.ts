import { expect, it } from 'vitest';
import { callRecord, draft, testBase } from '../../../db/testing.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { TalkState } from '../../../shared/domain/talk-script/interpreter.ts';
import type { ScriptLanguage, TalkScript } from '../../../shared/domain/talk-script/script.ts';
import { silentLog } from '../host/log.ts';
import { createActions, nothingDone } from './actions.ts';
import { createTalkWorld } from './world.ts';

const script = {
  nodes: [
    {
      id: 'note',
      kind: 'act',
      actions: [
        { kind: 'fillField', field: 'needs', value: 'Last time: {{contact.lastOutcome|nothing}}' },
        {
          kind: 'fillField',
          field: 'about',
          value: '{{contact.stage}}, {{contact.channel}}, {{contact.relation}}, {{contact.region}}',
        },
        {
          kind: 'createTask',
          title: { en: 'After “{{contact.lastOutcome}}”', ru: 'После «{{contact.lastOutcome}}»' },
          inDays: 1,
          time: '10:00',
        },
      ],
    },
  ],
} as unknown as TalkScript;

it.each<[ScriptLanguage, string, string, string]>([
  [
    'en',
    'After “Refused · Do not call”',
    'Last time: Refused · Do not call',
    'Negotiation, Social media, Supplier, new',
  ],
  [
    'ru',
    'После «Отказ · Больше не звонить»',
    'Last time: Отказ · Больше не звонить',
    'Переговоры, Соцсети, Поставщик, new',
  ],
])(
  'what the program has words of its own for is written in %s by them, not by its key',
  (language, title, needs, about) => {
    using base = testBase();
    const { repos } = base;
    const { id: contactId } = repos.contacts.create(draft({ name: 'Anna' }));
    const record = callRecord({}, { contactId });
    repos.calls.save(record);
    const settings = () => ({ zone: 'Europe/Kyiv' }) as Settings;
    const actions = createActions({
      ...{ repositories: repos, settings, world: createTalkWorld(repos), log: silentLog },
      now: () => base.clock.now,
    });
    const contact = {
      lastOutcome: 'doNotCall',
      stage: 'negotiation',
      channel: 'socialMedia',
      relation: 'supplier',
      region: 'new',
    };
    const facts = { contact, me: { name: 'Olena' }, today: '2026-11-22' };
    const run = { id: 'run', callId: record.call.id, contactId, language, facts };
    const done = nothingDone();
    actions.carryOut('note', { run, script, state: { answers: {} } as TalkState }, done);
    expect(repos.tasks.list({ state: 'open', limit: 10 }).map((task) => task.title)).toEqual([title]);
    expect(repos.contacts.get(contactId)?.needs).toBe(needs);
    expect(repos.contacts.get(contactId)?.about).toBe(about);
  },
);
