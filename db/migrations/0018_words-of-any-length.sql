-- As for contacts: without an index of its length each beginning of a word is looked up term by term, 35 ms for the first page of a
-- word in 100,000 notes against 0.1. Everything is brought there anew, in the background (`catchUp`).
DROP TABLE recording_words;
--> statement-breakpoint
CREATE VIRTUAL TABLE recording_words USING fts5(
	words,
	content='', contentless_delete=1, detail=none,
	prefix='1 2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 0'
);
--> statement-breakpoint
UPDATE recording_index SET worded = 0;
