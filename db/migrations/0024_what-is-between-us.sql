CREATE TABLE `contracts` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`number` text NOT NULL,
	`find_key` text NOT NULL,
	`subject` text NOT NULL,
	`starts_on` text,
	`ends_on` text,
	`amount` integer,
	`currency` text,
	`state` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `contracts_contact` ON `contracts` (`contact_id`,`starts_on`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `contracts_key` ON `contracts` (`find_key`,`contact_id`) WHERE find_key <> '' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `contracts_end` ON `contracts` (`ends_on`,`id`) WHERE ends_on is not null and state = 'signed' and deleted_at is null;--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`author_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `documents_contact` ON `documents` (`contact_id`,`at`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `documents_sha256` ON `documents` (`sha256`);--> statement-breakpoint
CREATE TABLE `encounters` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`minutes` integer,
	`direction` text,
	`text` text NOT NULL,
	`author_id` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `encounters_contact` ON `encounters` (`contact_id`,`at`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `invoices` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`number` text NOT NULL,
	`find_key` text NOT NULL,
	`subject` text NOT NULL,
	`issued_on` text NOT NULL,
	`due_on` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`paid_amount` integer DEFAULT 0 NOT NULL,
	`paid_on` text,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `invoices_contact` ON `invoices` (`contact_id`,`issued_on`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `invoices_key` ON `invoices` (`find_key`,`contact_id`) WHERE find_key <> '' and deleted_at is null;--> statement-breakpoint
CREATE INDEX `invoices_unpaid` ON `invoices` (`contact_id`,`due_on`,`amount`,`paid_amount`,`currency`) WHERE paid_amount < amount and deleted_at is null;--> statement-breakpoint
CREATE TABLE `purchases` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deleted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`contact_id` text NOT NULL,
	`name` text NOT NULL,
	`serial` text,
	`find_key` text NOT NULL,
	`quantity` real NOT NULL,
	`price` integer,
	`currency` text,
	`bought_on` text,
	`warranty_until` text,
	`note` text NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `purchases_contact` ON `purchases` (`contact_id`,`bought_on`,`id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `purchases_key` ON `purchases` (`find_key`,`contact_id`) WHERE find_key <> '' and deleted_at is null;--> statement-breakpoint
ALTER TABLE `contact_phones` ADD `note` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `addresses` text DEFAULT '[]' NOT NULL;