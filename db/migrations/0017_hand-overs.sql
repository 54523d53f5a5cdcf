CREATE TABLE `handover_items` (
	`handover_id` text NOT NULL,
	`kind` text NOT NULL,
	`row_id` text NOT NULL,
	`was` text NOT NULL,
	`became` text NOT NULL,
	`undone` text,
	PRIMARY KEY(`handover_id`, `kind`, `row_id`),
	FOREIGN KEY (`handover_id`) REFERENCES `handovers`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `handover_items_undone` ON `handover_items` (`handover_id`,`undone`);--> statement-breakpoint
CREATE TABLE `handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`from_id` text NOT NULL,
	`by_id` text NOT NULL,
	`kinds` text NOT NULL,
	`rule` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`total` integer NOT NULL,
	`turns` text NOT NULL,
	`counts` text NOT NULL,
	`busy` integer NOT NULL
);
