CREATE TABLE `call_days` (
	`day` integer PRIMARY KEY NOT NULL,
	`stamp` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `calls` ADD `wrapped_up_at` integer;--> statement-breakpoint
INSERT INTO `call_days` (`day`, `stamp`) SELECT `started_at` / 86400000, hex(randomblob(8)) FROM `calls` WHERE `state` = 'ended' GROUP BY 1;--> statement-breakpoint
CREATE TRIGGER `call_days_added` AFTER INSERT ON `calls` WHEN new.`state` = 'ended' BEGIN
	INSERT INTO `call_days` (`day`, `stamp`) VALUES (new.`started_at` / 86400000, hex(randomblob(8)))
	ON CONFLICT (`day`) DO UPDATE SET `stamp` = excluded.`stamp`;
END;--> statement-breakpoint
CREATE TRIGGER `call_days_changed` AFTER UPDATE ON `calls` WHEN new.`state` = 'ended' OR old.`state` = 'ended' BEGIN
	INSERT INTO `call_days` (`day`, `stamp`) VALUES (new.`started_at` / 86400000, hex(randomblob(8)))
	ON CONFLICT (`day`) DO UPDATE SET `stamp` = excluded.`stamp`;
	UPDATE `call_days` SET `stamp` = hex(randomblob(8))
	WHERE `day` = old.`started_at` / 86400000 AND old.`started_at` / 86400000 <> new.`started_at` / 86400000;
END;--> statement-breakpoint
CREATE TRIGGER `call_days_removed` AFTER DELETE ON `calls` BEGIN
	UPDATE `call_days` SET `stamp` = hex(randomblob(8)) WHERE `day` = old.`started_at` / 86400000;
END;--> statement-breakpoint
CREATE TRIGGER `call_days_customer` AFTER UPDATE OF `channel`, `region` ON `contacts`
WHEN new.`channel` IS NOT old.`channel` OR new.`region` IS NOT old.`region` BEGIN
	UPDATE `call_days` SET `stamp` = hex(randomblob(8))
	WHERE `day` IN (SELECT `started_at` / 86400000 FROM `calls` WHERE `contact_id` = new.`id`);
END;
