CREATE TABLE `stage_changes` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`contact_id` text NOT NULL,
	`from_stage` text NOT NULL,
	`to_stage` text NOT NULL,
	`at` integer NOT NULL,
	`by_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stage_changes_at` ON `stage_changes` (`at`);--> statement-breakpoint
CREATE INDEX `stage_changes_contact` ON `stage_changes` (`contact_id`,`at`);--> statement-breakpoint
CREATE TABLE `recording_shares` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`recording_id` text NOT NULL,
	`from_id` text NOT NULL,
	`to_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`note` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `recording_shares_to` ON `recording_shares` (`to_id`,`expires_at`);--> statement-breakpoint
CREATE INDEX `recording_shares_recording` ON `recording_shares` (`recording_id`);--> statement-breakpoint
CREATE TABLE `report_views` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`shared` integer NOT NULL,
	`view` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `targets` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`agent_id` text,
	`span` text NOT NULL,
	`since` text NOT NULL,
	`goals` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `contacts_created` ON `contacts` (`created_at`) WHERE deleted_at is null;--> statement-breakpoint
INSERT INTO `stage_changes` (`contact_id`, `from_stage`, `to_stage`, `at`, `by_id`)
SELECT `row_id`, `base` ->> '$.stage', `patch` ->> '$.stage', `at`, `actor_id` FROM `outbox`
WHERE `table_name` = 'contacts' AND `base` IS NOT NULL AND `patch` ->> '$.stage' IS NOT NULL
AND `base` ->> '$.stage' <> `patch` ->> '$.stage' ORDER BY `at`, `op_id`;
