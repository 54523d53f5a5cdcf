// A base with many calls and talks of one list and one template, for the bench and for looking at the screen:
//   node scripts/seed/results.ts DATABASE [calls] [talks]
import { pathToFileURL } from 'node:url';
import { v7 } from 'uuid';
import { openDatabase } from '../../db/open.ts';
import { builtInOutcomes } from '../../shared/domain/outcome/outcome.ts';
import { DEFAULT_RULES } from '../../shared/domain/pacing/campaign.ts';
import type { AnswerValue, ScriptMove, TalkScript } from '../../shared/domain/talk-script/script.ts';

export interface SeededResults {
  readonly campaignId: string;
  readonly scriptId: string;
}

const DAYS = 30;
const DAY_MS = 86_400_000;

/** The same each time, so that two runs measure the same. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const TEXTS = [
  'Delivery takes too long',
  'Ask again in spring',
  'Wants a discount of 10 %',
  'Buys from a friend',
];

const at = { position: { x: 0, y: 0 } };
const words = (en: string, ru: string) => ({ en, ru });
const SCRIPT: TalkScript = {
  languages: ['en', 'ru'],
  start: 'hello',
  nodes: [
    {
      ...at,
      id: 'hello',
      kind: 'say',
      title: 'Greeting',
      text: words('Hello', 'Здравствуйте'),
      next: 'need',
    },
    {
      ...at,
      id: 'need',
      kind: 'ask',
      title: 'What they need',
      text: words('What do you need?', 'Что вам нужно?'),
      key: 'need',
      answer: {
        kind: 'several',
        options: [
          { id: 'bearings', label: words('Bearings', 'Подшипники') },
          { id: 'belts', label: words('Drive belts', 'Приводные ремни') },
          { id: 'service', label: words('Service', 'Обслуживание') },
        ],
      },
      required: true,
      next: 'price',
    },
    {
      ...at,
      id: 'price',
      kind: 'ask',
      title: 'Price',
      text: words('Does the price suit you?', 'Цена вас устраивает?'),
      key: 'price',
      answer: { kind: 'yesNo' },
      required: true,
      next: 'budget',
    },
    {
      ...at,
      id: 'budget',
      kind: 'ask',
      title: 'Budget',
      text: words('How much a year?', 'Сколько в год?'),
      key: 'budget',
      answer: { kind: 'money', currency: 'EUR' },
      required: true,
      next: 'liking',
    },
    {
      ...at,
      id: 'liking',
      kind: 'ask',
      title: 'Would recommend us',
      text: words('Would you recommend us?', 'Порекомендуете нас?'),
      key: 'liking',
      answer: { kind: 'scale', from: 0, to: 10 },
      required: false,
      next: 'remark',
    },
    {
      ...at,
      id: 'remark',
      kind: 'ask',
      title: 'What else they said',
      text: words('Anything else?', 'Что-нибудь ещё?'),
      key: 'remark',
      answer: { kind: 'text', maxLength: 500, lines: 'one' },
      required: false,
      next: 'bye',
    },
    { ...at, id: 'bye', kind: 'end', title: 'Goodbye', text: words('Goodbye', 'До свидания') },
  ],
};
const STEPS = SCRIPT.nodes.map(({ id }) => id);

/** Talks are those of the last calls. Written past the repositories: nobody has an outbox of 100,000 rows to look at. */
export function seedResults(file: string, calls: number, talks: number, now = Date.now()): SeededResults {
  const db = openDatabase({ file });
  const { sqlite } = db;
  const next = random(42);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const [campaignId, scriptId, versionId] = [v7(), v7(), v7()];
  const users = sqlite.prepare('select id from users').pluck().all() as string[];
  for (const name of ['Olena Bondar', 'Petro Melnyk', 'Svitlana Kravets'].slice(users.length - 1)) {
    users.push(v7());
    insert('users', { id: users.at(-1), name });
  }
  const contacts = sqlite
    .prepare("select id from contacts where kind = 'person' and deleted_at is null limit 500")
    .pluck()
    .all() as string[];

  function insert(table: string, values: Readonly<Record<string, unknown>>): void {
    const row = { created_at: now, updated_at: now, version: 1, ...values };
    const names = Object.keys(row);
    const sql = `insert into ${table} (${names.join()}) values (${names.map((name) => `@${name}`).join()})`;
    sqlite.prepare(sql).run(row);
  }

  db.transaction(() => {
    insert('campaigns', {
      id: campaignId,
      name: 'Autumn offer',
      state: 'running',
      pace: 'progressive',
      script_id: scriptId,
      owner_ids: '[]',
      goal: '{}',
      rules: JSON.stringify(DEFAULT_RULES),
    });
    const script = JSON.stringify(SCRIPT);
    const use = JSON.stringify({ inboundAccountIds: [] });
    insert('talk_scripts', { id: scriptId, name: 'First call', use, script, test_cases: '[]', archived: 0 });
    insert('talk_script_versions', {
      id: versionId,
      script_id: scriptId,
      number: 1,
      name: 'First call',
      at: now,
      remark: '',
      script,
    });
    const call = sqlite.prepare(
      `insert into calls (id, created_at, updated_at, version, account_id, agent_id, direction, state, remote_number,
         remote_name, remote_anonymous, e164, started_at, answered_at, ended_at, hold_operator, hold_customer, held_ms, muted,
         result, cause, ended_by, identity, contact_id, outcome, note, wrap_up, campaign_id)
       values (@id, @startedAt, @startedAt, 1, 'line', @agentId, 'outbound', 'ended', @number, '', 0, @e164, @startedAt,
         @answeredAt, @endedAt, 0, 0, 0, 0, @result, @cause, 'customer', @identity, @contactId, @outcome, '', 'done', @campaignId)`,
    );
    const run = sqlite.prepare(
      `insert into talk_runs (id, created_at, updated_at, version, call_id, script_id, version_id, campaign_id, agent_id,
         language, facts, moves, carried_out, state, started_at)
       values (@id, @startedAt, @startedAt, 1, @callId, @scriptId, @versionId, @campaignId, @agentId, 'en',
         '{"contact":{},"me":{"name":""},"today":"2026-11-27"}', @moves, '[]', @state, @startedAt)`,
    );
    const outcomes = builtInOutcomes().map(({ key }) => key);
    for (let n = 0; n < calls; n += 1) {
      const talked = n >= calls - talks || next() < 0.4;
      const startedAt = Math.round(now - (DAYS * DAY_MS * (calls - n)) / calls);
      const talkMs = talked ? Math.round(20_000 + next() * 400_000) : 0;
      const agentId = pick(users);
      const number = `+7916${String(1_000_000 + (n % 9_000_000))}`;
      const callId = v7();
      call.run({
        id: callId,
        startedAt,
        agentId,
        number,
        e164: Number(number.slice(1)),
        answeredAt: talked ? startedAt + 8_000 : null,
        endedAt: startedAt + 20_000 + talkMs,
        result: talked ? 'answered' : 'noAnswer',
        cause: talked ? 'hangup' : 'noAnswer',
        identity: '{"reading":{"kind":"anonymous"},"matches":[]}',
        contactId: contacts.length > 0 ? pick(contacts) : null,
        outcome: talked ? pick(outcomes) : null,
        campaignId,
      });
      if (n < calls - talks) continue;
      const { moves, state } = talk(startedAt + 8_000);
      run.run({
        ...{
          id: v7(),
          startedAt: startedAt + 8_000,
          callId,
          scriptId,
          versionId,
          campaignId,
          agentId,
          state,
        },
        moves: JSON.stringify(moves),
      });
    }
  });
  db.close();
  return { campaignId, scriptId };

  /** Some leave at each step, most of them at the price. */
  function talk(startedAt: number): { moves: ScriptMove[]; state: 'finished' | 'left' } {
    const moves: ScriptMove[] = [];
    for (const [n, nodeId] of STEPS.slice(0, -1).entries()) {
      if (next() < (nodeId === 'price' ? 0.41 : 0.08)) return { moves, state: 'left' };
      const value = answerAt(nodeId);
      moves.push({
        nodeId,
        input: value ? { kind: 'answer', value } : { kind: 'go' },
        way: [STEPS[n + 1] ?? 'bye'],
        at: startedAt + n * 12_000,
        offsetMs: n * 12_000,
      });
    }
    return { moves, state: 'finished' };
  }

  function answerAt(nodeId: string): AnswerValue | undefined {
    switch (nodeId) {
      case 'need':
        return {
          kind: 'several',
          options: next() < 0.3 ? ['bearings', 'service'] : [pick(['bearings', 'belts'])],
        };
      case 'price':
        return { kind: 'yesNo', yes: next() < 0.6 };
      case 'budget':
        return { kind: 'money', minor: Math.round(100_000 + next() * 900_000), currency: 'EUR' };
      case 'liking':
        return { kind: 'scale', step: Math.min(10, Math.floor(3 + next() * 8)) };
      case 'remark':
        return { kind: 'text', text: pick(TEXTS) };
      default:
        return undefined;
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file = '', calls = '2000', talks = '600'] = process.argv.slice(2);
  console.log(seedResults(file, Number(calls), Number(talks)));
}
