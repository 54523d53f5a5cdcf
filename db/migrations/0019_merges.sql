CREATE TABLE `distinct_contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`first_id` text NOT NULL,
	`second_id` text NOT NULL,
	`author_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `distinct_contacts_pair` ON `distinct_contacts` (`first_id`,`second_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `distinct_contacts_second` ON `distinct_contacts` (`second_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `merge_moves` (
	`merge_id` text NOT NULL,
	`seq` integer NOT NULL,
	`op_id` text,
	`table_name` text,
	`row_id` text,
	`undone` text,
	PRIMARY KEY(`merge_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `merge_moves_standing` ON `merge_moves` (`merge_id`,`seq`) WHERE undone is null;--> statement-breakpoint
CREATE TABLE `merge_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`by_id` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`counts` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `merge_steps` (
	`merge_id` text PRIMARY KEY NOT NULL,
	`from_rseq` integer NOT NULL,
	`into_rseq` integer NOT NULL,
	`going` text
);
--> statement-breakpoint
CREATE INDEX `merge_steps_going` ON `merge_steps` (`going`) WHERE going is not null;--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`from_id` text NOT NULL,
	`into_id` text NOT NULL,
	`author_id` text NOT NULL,
	`at` integer NOT NULL,
	`run_id` text
);
--> statement-breakpoint
CREATE INDEX `merges_from` ON `merges` (`from_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `merges_into` ON `merges` (`into_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `merges_run` ON `merges` (`run_id`) WHERE run_id is not null;