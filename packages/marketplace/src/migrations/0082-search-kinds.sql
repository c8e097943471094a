-- search: products are found by what buyers call their type and a trial; words of letters also by an error in their ending ----

-- Keys are made by the market, not in SQL: these words get theirs anew with the first document that has them. Until then
-- they are found by the keys that they have. So it is with words that a server of an earlier version still adds.
alter table search_word add column stale boolean not null default true;
update search_word set stale = false where word !~ '^[a-z0-9]+$';
-- What reads all documents again is known to this version only: an earlier one would read them without what is new.
insert into wakeup (kind, subject, due_at) values ('search.reread', 'first', timestamptz '2000-01-01 00:00:00+00');
