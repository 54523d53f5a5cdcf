import type { Database } from 'better-sqlite3';

/**
 * One row at least in each table of the first schema, in plain SQL: the repositories of today may know columns that the
 * base of yesterday has not. A migration that adds a table adds its rows in a function of its own.
 */
export function fillFirstHouse(sqlite: Database): void {
  const stamp = '1000, 2000, null, 1';
  sqlite.exec(`
    insert into users (id, created_at, updated_at, deleted_at, version, name) values ('u1', ${stamp}, 'Олена');
    insert into contacts (id, created_at, updated_at, deleted_at, version, kind, name, organisation_id, relation, stage,
        responsible_id, tags, about, rseq, name_key) values
      ('o1', ${stamp}, 'organisation', 'ООО «Ромашка»', null, 'customer', 'new', 'u1', '[]', '', 1, 'ооо ромашка'),
      ('c1', ${stamp}, 'person', 'Алёна Йорданова', 'o1', 'customer', 'negotiation', 'u1', '["vip"]', 'text', 2, 'алена иорданова');
    insert into contact_phones (id, created_at, updated_at, deleted_at, version, contact_id, e164, digits, raw, label, main, position)
      values ('p1', ${stamp}, 'c1', 79161234567, null, '8 (916) 123-45-67', 'mobile', 1, 0),
             ('p2', ${stamp}, 'c1', null, '204', '204', 'work', 0, 1);
    insert into contact_emails (id, created_at, updated_at, deleted_at, version, contact_id, address, position)
      values ('e1', ${stamp}, 'c1', 'A@B.example', 0);
    insert into notes (id, created_at, updated_at, deleted_at, version, contact_id, text, author_id, at)
      values ('n1', ${stamp}, 'c1', 'called back', 'u1', 1500);
    insert into number_links (id, created_at, updated_at, deleted_at, version, key, contact_id)
      values ('l1', ${stamp}, '+74951234567', 'c1');
    insert into calls (id, created_at, updated_at, deleted_at, version, account_id, agent_id, direction, state, remote_number,
        remote_name, remote_anonymous, e164, started_at, answered_at, ended_at, hold_operator, hold_customer, held_ms, muted,
        result, cause, ended_by, sip_code, identity, contact_id, outcome, note, wrap_up)
      values ('k1', ${stamp}, 'a1', 'u1', 'inbound', 'ended', '+79161234567', '<b>', 0, 79161234567, 1000, 2000, 9000, 0, 0, 0, 0,
        'answered', 'hangup', 'customer', null, '{"reading":{"kind":"anonymous"},"matches":[]}', 'c1', 'agreed', 'ok', 'done');
    insert into call_facts (call_id, at, kind, body, received_at) values ('k1', 1000, 'incoming', '{}', 1001);
    insert into recordings (id, created_at, updated_at, deleted_at, version, call_id, mime, state, started_at, duration_ms, bytes, sha256)
      values ('r1', ${stamp}, 'k1', 'audio/webm', 'finished', 2000, 7000, 12345, 'ab');
    insert into recording_progress (recording_id, bytes) values ('r2', 5);
    insert into tasks (id, created_at, updated_at, deleted_at, version, contact_id, call_id, title, due_at, zone, done, postponements)
      values ('t1', ${stamp}, 'c1', 'k1', 'call back', 99000, 'Europe/Kyiv', 0, 1);
    insert into accounts (id, created_at, updated_at, label, engine, server, login, domain, display_name, stun, turn,
        turn_login, secret_ref, turn_secret_ref, active, training)
      values ('a1', 1, 2, 'line', 'jssip', 'wss://pbx', '100', '', '', '', '', '', 'secret:a1', null, 1, 0);
    insert into settings values ('language', '"uk"', 5);
    insert into imports (id, file_name, started_at, state, rows, processed, created, merged, rejected)
      values ('i1', 'base.csv', 1, 'done', 3, 3, 1, 1, 1);
    insert into import_rejections values ('i1', 3, 'noNumber', '["x"]');
    insert into outbox (op_id, table_name, row_id, base, patch, at, actor_id, schema_version, row_version)
      values ('op1', 'contacts', 'c1', null, '{"name":"x"}', 1, 'u1', 1, 1);
  `);
}

/** The same for what 0002 added. */
export function fillCallsThatSurvive(sqlite: Database): void {
  sqlite.exec(`
    insert into calls (id, created_at, updated_at, version, account_id, direction, state, remote_number, remote_name,
        remote_anonymous, started_at, hold_operator, hold_customer, held_ms, muted, identity, note, wrap_up, purpose,
        consult_for, joined, signal_lost_at, sound_lost_at, mos)
      values ('k2', 1000, 2000, 1, 'a1', 'outbound', 'talking', '204', '', 0, 1500, 0, 0, 0, 0,
        '{"reading":{"kind":"internal","extension":"204"},"matches":[]}', '', 'none', 'consult', 'k1', 1, 1600, 1700, 3.52);
    insert into call_samples (call_id, samples, updated_at)
      values ('k1', '{"from":2000,"rows":[[0,0.5,null,4,30,0.1,0.1,4.31]]}', 9000);
    insert into call_messages (call_id, at, direction, text) values ('k1', 1000, 'received', 'INVITE sip:100@pbx SIP/2.0');
    update accounts set backup_server = 'wss://backup', dtmf = 'info', ice_timeout_ms = 700,
      profile = '{"preset":"none","codes":{},"pauseReasons":[]}';
  `);
}
