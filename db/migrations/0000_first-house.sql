CREATE TABLE `call_facts` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`call_id` text NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `call_facts_call` ON `call_facts` (`call_id`,`seq`);--> statement-breakpoint
CREATE TABLE `calls` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`account_id` text NOT NULL,
	`agent_id` text,
	`direction` text NOT NULL,
	`state` text NOT NULL,
	`remote_number` text NOT NULL,
	`remote_name` text NOT NULL,
	`remote_asserted` text,
	`remote_diverted` text,
	`remote_anonymous` integer NOT NULL,
	`e164` integer,
	`dialled` text,
	`started_at` integer NOT NULL,
	`progress_at` integer,
	`answered_at` integer,
	`ended_at` integer,
	`hold_operator` integer NOT NULL,
	`hold_customer` integer NOT NULL,
	`held_ms` integer NOT NULL,
	`held_since` integer,
	`muted` integer NOT NULL,
	`transferred_to` text,
	`result` text,
	`cause` text,
	`ended_by` text,
	`sip_code` integer,
	`reason` text,
	`identity` text NOT NULL,
	`contact_id` text,
	`outcome` text,
	`note` text NOT NULL,
	`wrap_up` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calls_started` ON `calls` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `calls_contact` ON `calls` (`contact_id`,`started_at`,`id`,`state`,`answered_at`);--> statement-breakpoint
CREATE INDEX `calls_number` ON `calls` (`e164`,`started_at`);--> statement-breakpoint
CREATE INDEX `calls_open` ON `calls` (`started_at`) WHERE state <> 'ended';--> statement-breakpoint
CREATE INDEX `calls_wrap_up` ON `calls` (`started_at`) WHERE wrap_up = 'open';--> statement-breakpoint
CREATE TABLE `recording_progress` (
	`recording_id` text PRIMARY KEY NOT NULL,
	`bytes` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `recordings` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`call_id` text NOT NULL,
	`mime` text NOT NULL,
	`state` text NOT NULL,
	`started_at` integer NOT NULL,
	`duration_ms` integer,
	`bytes` integer NOT NULL,
	`sha256` text,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recordings_call` ON `recordings` (`call_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `recordings_unfinished` ON `recordings` (`started_at`) WHERE state = 'recording';--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text,
	`call_id` text,
	`phone` text,
	`title` text NOT NULL,
	`due_at` integer NOT NULL,
	`zone` text NOT NULL,
	`done` integer NOT NULL,
	`postponements` integer NOT NULL,
	`done_at` integer,
	`rang_at` integer,
	`author_id` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`call_id`) REFERENCES `calls`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tasks_open` ON `tasks` (`due_at`) WHERE done = 0 and deleted_at is null;--> statement-breakpoint
CREATE INDEX `tasks_done` ON `tasks` (`done_at`) WHERE done = 1 and deleted_at is null;--> statement-breakpoint
CREATE INDEX `tasks_contact` ON `tasks` (`contact_id`,`due_at`) WHERE done = 0 and deleted_at is null;--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`label` text NOT NULL,
	`engine` text NOT NULL,
	`server` text NOT NULL,
	`login` text NOT NULL,
	`domain` text NOT NULL,
	`display_name` text NOT NULL,
	`stun` text NOT NULL,
	`turn` text NOT NULL,
	`turn_login` text NOT NULL,
	`secret_ref` text,
	`turn_secret_ref` text,
	`active` integer NOT NULL,
	`training` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `import_rejections` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`reason` text NOT NULL,
	`cells` text NOT NULL,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`state` text NOT NULL,
	`rows` integer NOT NULL,
	`processed` integer NOT NULL,
	`created` integer NOT NULL,
	`merged` integer NOT NULL,
	`rejected` integer NOT NULL,
	`failure` text,
	`header` text,
	`options` text
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`op_id` text PRIMARY KEY NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`base` text,
	`patch` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`schema_version` integer NOT NULL,
	`row_version` integer NOT NULL,
	`sent_at` integer
);
--> statement-breakpoint
CREATE INDEX `outbox_row` ON `outbox` (`table_name`,`row_id`,`row_version`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contact_emails` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`address` text NOT NULL,
	`position` integer NOT NULL,
	`domain` text GENERATED ALWAYS AS (lower(substr(address, instr(address, '@') + 1))) VIRTUAL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_emails_address` ON `contact_emails` (lower(address),`contact_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `contact_emails_domain` ON `contact_emails` (`domain`,`contact_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `contact_emails_contact` ON `contact_emails` (`contact_id`,`position`);--> statement-breakpoint
CREATE TABLE `contact_phones` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`e164` integer,
	`digits` text,
	`raw` text NOT NULL,
	`label` text NOT NULL,
	`main` integer NOT NULL,
	`position` integer NOT NULL,
	`tail` integer GENERATED ALWAYS AS ((e164 / 1 % 10) * 1000000000 + (e164 / 10 % 10) * 100000000 + (e164 / 100 % 10) * 10000000 + (e164 / 1000 % 10) * 1000000 + (e164 / 10000 % 10) * 100000 + (e164 / 100000 % 10) * 10000 + (e164 / 1000000 % 10) * 1000 + (e164 / 10000000 % 10) * 100 + (e164 / 100000000 % 10) * 10 + (e164 / 1000000000 % 10) * 1) VIRTUAL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contact_phones_e164` ON `contact_phones` (`e164`,`contact_id`,`main`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `contact_phones_tail` ON `contact_phones` (`tail`,`e164`,`contact_id`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `contact_phones_digits` ON `contact_phones` (`digits`,`contact_id`) WHERE digits is not null;--> statement-breakpoint
CREATE INDEX `contact_phones_contact` ON `contact_phones` (`contact_id`,`position`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`organisation_id` text,
	`role` text,
	`relation` text NOT NULL,
	`stage` text NOT NULL,
	`responsible_id` text,
	`channel` text,
	`region` text,
	`field` text,
	`head_count` integer,
	`needs` text,
	`tags` text NOT NULL,
	`language` text,
	`zone` text,
	`about` text NOT NULL,
	`rseq` integer NOT NULL,
	`name_key` text NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsible_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_rseq` ON `contacts` (`rseq`);--> statement-breakpoint
CREATE INDEX `contacts_name` ON `contacts` (`name_key`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `contacts_organisation` ON `contacts` (`organisation_id`,`rseq`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`text` text NOT NULL,
	`author_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_contact` ON `notes` (`contact_id`,`at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `number_links` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`key` text NOT NULL,
	`contact_id` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `number_links_key` ON `number_links` (`key`,`contact_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`name` text NOT NULL
);
