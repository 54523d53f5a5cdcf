CREATE TABLE `legal_holds` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text,
	`call_id` text,
	`reason` text NOT NULL,
	`author_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `legal_holds_call` ON `legal_holds` (`call_id`);--> statement-breakpoint
CREATE INDEX `legal_holds_contact` ON `legal_holds` (`contact_id`);