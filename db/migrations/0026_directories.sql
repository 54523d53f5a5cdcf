CREATE TABLE `directories` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`secret_ref` text,
	`every_minutes` integer NOT NULL,
	`two_way` integer NOT NULL,
	`relation` text NOT NULL,
	`push_tag` text,
	`cursor` text,
	`seen_change` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`good_at` integer,
	`failure` text,
	`failures` integer NOT NULL,
	`counts` text
);
--> statement-breakpoint
CREATE TABLE `directory_conflicts` (
	`id` text PRIMARY KEY NOT NULL,
	`directory_id` text NOT NULL,
	`link_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`field` text NOT NULL,
	`ours` text NOT NULL,
	`theirs` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `directory_conflicts_field` ON `directory_conflicts` (`link_id`,`field`);--> statement-breakpoint
CREATE INDEX `directory_conflicts_contact` ON `directory_conflicts` (`contact_id`);--> statement-breakpoint
CREATE TABLE `directory_links` (
	`id` text PRIMARY KEY NOT NULL,
	`directory_id` text NOT NULL,
	`remote_id` text NOT NULL,
	`etag` text NOT NULL,
	`contact_id` text NOT NULL,
	`contact_version` integer NOT NULL,
	`ours` text NOT NULL,
	`theirs` text NOT NULL,
	`made` integer NOT NULL,
	`state` text NOT NULL,
	`pending` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `directory_links_remote` ON `directory_links` (`directory_id`,`remote_id`);--> statement-breakpoint
CREATE INDEX `directory_links_contact` ON `directory_links` (`contact_id`);