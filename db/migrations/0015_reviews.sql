CREATE TABLE `review_tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`recording_id` text NOT NULL,
	`call_id` text NOT NULL,
	`operator_id` text NOT NULL,
	`talk_at` integer NOT NULL,
	`scorecard_id` text,
	`round` text NOT NULL,
	`reasons` text NOT NULL,
	`assignee_id` text,
	`state` text NOT NULL,
	`review_id` text
);
--> statement-breakpoint
CREATE INDEX `review_tasks_open` ON `review_tasks` (`talk_at`,`id`) WHERE state = 'open' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `review_tasks_recording` ON `review_tasks` (`recording_id`);--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`task_id` text NOT NULL,
	`recording_id` text NOT NULL,
	`call_id` text NOT NULL,
	`talk_at` integer NOT NULL,
	`scorecard_id` text NOT NULL,
	`version_id` text NOT NULL,
	`state` text NOT NULL,
	`round` text NOT NULL,
	`operator_id` text NOT NULL,
	`reviewer_id` text NOT NULL,
	`judgements` text NOT NULL,
	`proposals` text NOT NULL,
	`summary` text NOT NULL,
	`percent` real,
	`failed` integer NOT NULL,
	`published_at` integer,
	`reply` text,
	`replied_at` integer,
	`appeal` text,
	`appealed_at` integer,
	`verdict` text,
	`verdict_note` text,
	`decided_by` text,
	`decided_at` integer,
	`before` text
);
--> statement-breakpoint
CREATE INDEX `reviews_recording` ON `reviews` (`recording_id`);--> statement-breakpoint
CREATE INDEX `reviews_talk` ON `reviews` (`talk_at`,`id`) WHERE state <> 'draft' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `reviews_appeals` ON `reviews` (`appealed_at`) WHERE state = 'appealed' and deleted_at is null;--> statement-breakpoint
CREATE TABLE `scorecard_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`scorecard_id` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`author_id` text,
	`remark` text NOT NULL,
	`card` text NOT NULL,
	FOREIGN KEY (`scorecard_id`) REFERENCES `scorecards`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scorecard_versions_card` ON `scorecard_versions` (`scorecard_id`,`number`);--> statement-breakpoint
CREATE TABLE `scorecards` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`card` text NOT NULL,
	`published_version_id` text,
	`archived` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `recording_index` ADD `score` real;