CREATE TABLE `erasures` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`cause` text NOT NULL,
	`counts` text NOT NULL,
	`stays` text NOT NULL,
	`rows` text NOT NULL,
	`audit_id` text NOT NULL,
	`audit_hash` text NOT NULL,
	`cleaned_at` integer,
	`mentioned` integer
);
--> statement-breakpoint
ALTER TABLE `do_not_call` ADD `number_hash` text;--> statement-breakpoint
CREATE INDEX `do_not_call_hash` ON `do_not_call` (`number_hash`) WHERE number_hash is not null and deleted_at is null;
--> statement-breakpoint
DROP TRIGGER `audit_no_update`;
--> statement-breakpoint
-- A line can lose its details, and nothing else of it can change: what was erased says by which erasure, and the chain attests to it.
CREATE TRIGGER `audit_no_update` BEFORE UPDATE ON `audit` WHEN NOT (
	new.detail = json_object('erased', json_extract(new.detail, '$.erased')) AND json_extract(new.detail, '$.erased') IS NOT NULL
	AND new.id IS old.id AND new.created_at IS old.created_at AND new.updated_at IS old.updated_at
	AND new.deleted_at IS old.deleted_at AND new.version IS old.version AND new.at IS old.at
	AND new.actor_id IS old.actor_id AND new.action IS old.action AND new.subject IS old.subject
	AND new.subject_id IS old.subject_id AND new.kind IS old.kind AND new.node IS old.node
	AND new.seq IS old.seq AND new.prev IS old.prev AND new.hash IS old.hash
) BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
