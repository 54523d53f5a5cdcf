CREATE TABLE `missed_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`key` text NOT NULL,
	`number` text NOT NULL,
	`contact_id` text,
	`state` text NOT NULL,
	`attempts` text NOT NULL,
	`reached_at` integer,
	`due_at` integer NOT NULL,
	`late_at` integer,
	`lease_by` text,
	`lease_until` integer,
	`end_how` text,
	`end_at` integer,
	`end_call_id` text,
	`end_by` text,
	`end_reason` text,
	`end_note` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `missed_due` ON `missed_entries` (`due_at`,`id`) WHERE state = 'open' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `missed_open` ON `missed_entries` (`key`) WHERE state = 'open' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `missed_open_contact` ON `missed_entries` (`contact_id`) WHERE state = 'open' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `missed_resolved` ON `missed_entries` (`end_at`,`id`) WHERE state = 'resolved' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `missed_key` ON `missed_entries` (`key`,`end_at`);--> statement-breakpoint
CREATE INDEX `missed_end_call` ON `missed_entries` (`end_call_id`) WHERE end_call_id is not null;--> statement-breakpoint
CREATE TABLE `missed_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`entry_id` text NOT NULL,
	`ref` text NOT NULL,
	`source` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer NOT NULL,
	`cause` text NOT NULL,
	`line` text NOT NULL,
	`shared_id` text,
	FOREIGN KEY (`entry_id`) REFERENCES `missed_entries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `missed_reports_entry` ON `missed_reports` (`entry_id`,`at`);--> statement-breakpoint
CREATE INDEX `missed_reports_ref` ON `missed_reports` (`ref`);