CREATE INDEX `tasks_customer` ON `tasks` (`contact_id`) WHERE contact_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `missed_contact` ON `missed_entries` (`contact_id`) WHERE contact_id is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `number_links_contact` ON `number_links` (`contact_id`) WHERE deleted_at is null;