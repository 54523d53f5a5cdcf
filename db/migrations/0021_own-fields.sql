CREATE TABLE `own_fields` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`options` text NOT NULL,
	`currency` text NOT NULL,
	`group_name` text NOT NULL,
	`holders` text NOT NULL,
	`mandatory` text NOT NULL,
	`searchable` integer NOT NULL,
	`position` integer NOT NULL,
	`archived` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `contacts` ADD `own` text DEFAULT '{}' NOT NULL;