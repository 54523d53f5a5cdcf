CREATE TABLE `fillings` (
	`name` text PRIMARY KEY NOT NULL,
	`after` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `word_beginnings` (
	`skeleton` text NOT NULL,
	`beginning` text NOT NULL,
	PRIMARY KEY(`skeleton`, `beginning`)
) WITHOUT ROWID;
--> statement-breakpoint
-- The words that are in the index already come in the background (`search.catchUp`): a large base opens at once.
INSERT INTO `fillings` VALUES ('word_beginnings', '');
