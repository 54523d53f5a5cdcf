CREATE INDEX `tasks_rule` ON `tasks` (`rule_id`,`contact_id`) WHERE rule_id is not null;--> statement-breakpoint
CREATE INDEX `contacts_contract_end` ON `contacts` (`contract_ends_on`,`id`) WHERE contract_ends_on is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `contacts_birthday` ON `contacts` (substr(birthday, -5),`id`) WHERE birthday is not null and deleted_at is null;