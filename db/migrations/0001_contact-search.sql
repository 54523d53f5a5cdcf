-- The words of a contact, folded by the program (shared/domain/text/fold.ts). Row number = contacts.rseq, so that
-- "latest in touch first" is the order of the index itself. Contentless: 395 MiB for 6.2 M contacts (performance.md).
CREATE VIRTUAL TABLE contact_search USING fts5(
	words,
	content='', contentless_delete=1, detail=none,
	prefix='1 2 3 4 5 6 7 8', tokenize='unicode61 remove_diacritics 0'
);
--> statement-breakpoint
-- Re-keying with the default stalled single writes for 18-30 s on 6.2 M rows (performance.md).
INSERT INTO contact_search(contact_search, rank) VALUES('crisismerge', 1000);
--> statement-breakpoint
INSERT INTO contact_search(contact_search, rank) VALUES('automerge', 4);
