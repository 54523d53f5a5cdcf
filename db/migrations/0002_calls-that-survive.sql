CREATE TABLE `call_messages` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`call_id` text NOT NULL,
	`at` integer NOT NULL,
	`direction` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `call_messages_call` ON `call_messages` (`call_id`,`seq`);--> statement-breakpoint
CREATE INDEX `call_messages_age` ON `call_messages` (`at`);--> statement-breakpoint
CREATE TABLE `call_samples` (
	`call_id` text PRIMARY KEY NOT NULL,
	`samples` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `call_samples_age` ON `call_samples` (`updated_at`);--> statement-breakpoint
ALTER TABLE `calls` ADD `purpose` text DEFAULT 'talk' NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `consult_for` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `joined` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `calls` ADD `signal_lost_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `sound_lost_at` integer;--> statement-breakpoint
ALTER TABLE `calls` ADD `mos` real;--> statement-breakpoint
ALTER TABLE `accounts` ADD `backup_server` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `dtmf` text DEFAULT 'rfc4733' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `ice_timeout_ms` integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `profile` text;--> statement-breakpoint
CREATE INDEX `contacts_colleagues` ON `contacts` (`name_key`,`id`) WHERE relation = 'colleague' and deleted_at is null;