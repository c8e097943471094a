-- search: the words of products, by which queries are understood (docs/decisions/0076-understanding-queries.md) -----------
create table search_word (
  no int primary key generated always as identity,
  word text not null collate "C" unique,
  -- Made of neighbouring words of a dictionary.
  is_phrase boolean not null,
  documents int not null default 0,
  -- Hashes of what it is looked up by: its stem, its pinyin, its initials, and each of them with one error.
  keys bigint[] not null
) with (fillfactor = 80);
create index search_word_keys on search_word using gin (keys);
-- What a change adds to the number of documents of words; folded into it, as the counts of facets are.
create table search_word_change (
  words int[] not null,
  documents int[] not null
);
alter table search_document add column words int[] not null default '{}';
alter table search_document alter column words drop default, alter column words set storage external;

create function search_words_added() returns trigger language plpgsql as $$
begin
  insert into search_word_change (words, documents)
    select array_agg(word), array_agg(documents) from (
      select word, count(*)::int as documents from added cross join unnest(added.words) as word group by word
    ) as counted having count(*) > 0;
  return null;
end $$;
create function search_words_removed() returns trigger language plpgsql as $$
begin
  insert into search_word_change (words, documents)
    select array_agg(word), array_agg(documents) from (
      select word, -count(*)::int as documents from removed cross join unnest(removed.words) as word group by word
    ) as counted having count(*) > 0;
  return null;
end $$;
create function search_words_changed() returns trigger language plpgsql as $$
begin
  insert into search_word_change (words, documents)
    select array_agg(word), array_agg(documents) from (
      select word, sum(documents)::int as documents from (
        select word, 1 as documents from added cross join unnest(added.words) as word
        union all select word, -1 from removed cross join unnest(removed.words) as word
      ) as moved group by word having sum(documents) <> 0
    ) as counted having count(*) > 0;
  return null;
end $$;
create trigger search_words_added after insert on search_document
  referencing new table as added for each statement execute function search_words_added();
create trigger search_words_removed after delete on search_document
  referencing old table as removed for each statement execute function search_words_removed();
create trigger search_words_changed after update on search_document
  referencing old table as removed new table as added for each statement execute function search_words_changed();

-- Groups of words that mean the same; operators edit them.
create table search_synonym (
  id text primary key,
  words text[] not null check (cardinality(words) between 2 and 30),
  keys bigint[] not null,
  changed_at timestamptz not null
);
create index search_synonym_keys on search_synonym using gin (keys);

-- Documents are made by the market, not in SQL: all of them anew once it runs. Until then they are found by their old tokens.
select search_reread(array(select id from product where state = 'listed' order by id));
