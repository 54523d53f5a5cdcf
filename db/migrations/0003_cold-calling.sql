CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subject`,`subject_id`,`at`);--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`pace` text NOT NULL,
	`script_id` text,
	`owner_ids` text NOT NULL,
	`goal` text NOT NULL,
	`rules` text NOT NULL,
	`started_at` integer,
	`ended_at` integer
);
--> statement-breakpoint
CREATE TABLE `do_not_call` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`e164` integer,
	`contact_id` text,
	`reason` text NOT NULL,
	`author_id` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `do_not_call_number` ON `do_not_call` (`e164`) WHERE e164 is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX `do_not_call_contact` ON `do_not_call` (`contact_id`) WHERE contact_id is not null and deleted_at is null;--> statement-breakpoint
CREATE TABLE `leads` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`campaign_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`state` text NOT NULL,
	`priority` integer NOT NULL,
	`position` integer NOT NULL,
	`owner_id` text,
	`attempts` integer NOT NULL,
	`last_attempt_at` integer,
	`last_result` text,
	`next_at` integer,
	`next_number` text,
	`end` text,
	`lease_token` text,
	`lease_by` text,
	`lease_until` integer,
	`call_id` text,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `leads_next` ON `leads` (`campaign_id`,`priority`,`next_at`,`position`) WHERE state = 'waiting' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `leads_state` ON `leads` (`campaign_id`,`state`,`end`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `leads_claimed` ON `leads` (`lease_until`) WHERE state = 'claimed' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `leads_contact` ON `leads` (`contact_id`,`campaign_id`);--> statement-breakpoint
CREATE TABLE `outcomes` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`key` text NOT NULL,
	`parent` text,
	`name` text,
	`position` integer NOT NULL,
	`retired` integer NOT NULL,
	`consequences` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reminder_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`kind` text NOT NULL,
	`days` integer NOT NULL,
	`title` text NOT NULL,
	`time` text NOT NULL,
	`assignee_id` text,
	`enabled` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `segments` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`filter` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `talk_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`call_id` text NOT NULL,
	`script_id` text NOT NULL,
	`version_id` text NOT NULL,
	`contact_id` text,
	`campaign_id` text,
	`agent_id` text,
	`language` text NOT NULL,
	`facts` text NOT NULL,
	`moves` text NOT NULL,
	`carried_out` text NOT NULL,
	`state` text NOT NULL,
	`resumed_from` text,
	`started_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `talk_runs_call` ON `talk_runs` (`call_id`);--> statement-breakpoint
CREATE INDEX `talk_runs_contact` ON `talk_runs` (`contact_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `talk_runs_script` ON `talk_runs` (`script_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `talk_runs_campaign` ON `talk_runs` (`campaign_id`,`started_at`) WHERE campaign_id is not null;--> statement-breakpoint
CREATE TABLE `talk_script_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`script_id` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`author_id` text,
	`remark` text NOT NULL,
	`script` text NOT NULL,
	FOREIGN KEY (`script_id`) REFERENCES `talk_scripts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `talk_script_versions_script` ON `talk_script_versions` (`script_id`,`number`);--> statement-breakpoint
CREATE TABLE `talk_scripts` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL,
	`use` text NOT NULL,
	`script` text NOT NULL,
	`test_cases` text NOT NULL,
	`published_version_id` text,
	`archived` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `calls` ADD `campaign_id` text;--> statement-breakpoint
ALTER TABLE `calls` ADD `lead_id` text;--> statement-breakpoint
CREATE INDEX `calls_campaign` ON `calls` (`campaign_id`,`started_at`) WHERE campaign_id is not null;--> statement-breakpoint
CREATE INDEX `calls_lead` ON `calls` (`lead_id`,`started_at`) WHERE lead_id is not null;--> statement-breakpoint
ALTER TABLE `tasks` ADD `minutes` integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE `tasks` ADD `assignee_id` text;--> statement-breakpoint
ALTER TABLE `tasks` ADD `rule_id` text;--> statement-breakpoint
ALTER TABLE `tasks` ADD `occasion` text;--> statement-breakpoint
ALTER TABLE `tasks` ADD `lead_id` text;--> statement-breakpoint
CREATE INDEX `tasks_due` ON `tasks` (`due_at`,`assignee_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `tasks_occasion` ON `tasks` (`occasion`) WHERE occasion is not null;--> statement-breakpoint
ALTER TABLE `contacts` ADD `consent` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `birthday` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `contract_ends_on` text;