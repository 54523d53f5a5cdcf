CREATE TABLE `recording_comments` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`recording_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`text` text NOT NULL,
	`author_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `recording_comments_recording` ON `recording_comments` (`recording_id`,`at_ms`);--> statement-breakpoint
CREATE TABLE `recording_index` (
	`seq` integer PRIMARY KEY NOT NULL,
	`recording_id` text NOT NULL,
	`call_id` text NOT NULL,
	`agent_id` text,
	`contact_id` text,
	`campaign_id` text,
	`account_id` text NOT NULL,
	`outcome` text,
	`direction` text NOT NULL,
	`e164` integer,
	`duration_ms` integer NOT NULL,
	`comments` integer NOT NULL,
	`silence_share` real,
	`measured` text NOT NULL,
	`worded` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recording_index_recording` ON `recording_index` (`recording_id`);--> statement-breakpoint
CREATE INDEX `recording_index_call` ON `recording_index` (`call_id`);--> statement-breakpoint
CREATE INDEX `recording_index_unmeasured` ON `recording_index` (`seq`) WHERE measured = 'no';--> statement-breakpoint
CREATE INDEX `recording_index_unworded` ON `recording_index` (`seq`) WHERE worded = 0;
--> statement-breakpoint
-- Words of notes and comments and the digits of the number, folded by the program. Row number = recording_index.seq.
CREATE VIRTUAL TABLE recording_words USING fts5(
	words,
	content='', contentless_delete=1, detail=none,
	prefix='2 3 4', tokenize='unicode61 remove_diacritics 0'
);
--> statement-breakpoint
INSERT INTO recording_index (seq, recording_id, call_id, agent_id, contact_id, campaign_id, account_id, outcome,
	direction, e164, duration_ms, comments, measured, worded)
SELECT r.started_at * 1000 + row_number() OVER (PARTITION BY r.started_at ORDER BY r.id) - 1, r.id, r.call_id, k.agent_id,
	k.contact_id, k.campaign_id, k.account_id, k.outcome, k.direction, k.e164, coalesce(r.duration_ms, 0), 0,
	CASE r.state WHEN 'failed' THEN 'never' ELSE 'no' END, 0
FROM recordings r JOIN calls k ON k.id = r.call_id
WHERE r.deleted_at IS NULL AND r.state <> 'recording';
