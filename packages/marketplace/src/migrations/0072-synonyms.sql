-- search: groups of words that come with the marketplace, and those that operators added. Both are edited. The former are
-- added once, by the market: their keys are not made in SQL.
alter table search_synonym add column origin text not null default 'operator' check (origin in ('house', 'operator'));
alter table search_synonym alter column origin drop default;
insert into wakeup (kind, subject, due_at)
  values ('search.house_synonyms', 'all', timestamptz '2000-01-01 00:00:00+00');
