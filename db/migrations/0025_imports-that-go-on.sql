ALTER TABLE `imports` ADD `actor_id` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `position` text;--> statement-breakpoint
ALTER TABLE `imports` ADD `undo` text;