-- search: narrow rows, kept counts, numbers for tokens ------------------------------------------------------------------

drop table search_document;

-- Products of a category: those that are like one that is gone, and those to be read anew when a category is renamed.
create index product_category on product (category, position, id);

-- What products can be alike in, but for their seller; a document names it by its number.
create table search_facet (
  no int primary key generated always as identity,
  category text not null,
  -- Bits: 1 by the period, 2 once, 4 with a trial.
  modes int not null,
  price_band text not null,
  unique (category, modes, price_band)
);
create table search_seller (
  no int primary key generated always as identity,
  seller_id text not null unique references seller (id)
);

-- One row a listed, public product. What is counted and sorted by comes first and has a fixed width: a common term has a
-- hundred thousand of these rows read.
create table search_document (
  facet int not null references search_facet (no),
  seller int not null references search_seller (no),
  listed_at timestamptz not null,
  -- The lowest price, by the month; and its currency's place in the order.
  month_price_e8 bigint not null,
  currency int not null,
  product_id text primary key references product (id),
  name_key_zh text not null,
  name_key_en text not null,
  -- Hashes of tokens: comparing numbers is what makes the index quick to fill.
  tokens bigint[] not null
);
-- The tokens are only ever read by their index: outside the row, they leave it short. All else stays in it.
alter table search_document set (toast_tuple_target = 128);
alter table search_document
  alter column product_id set storage plain,
  alter column name_key_zh set storage plain,
  alter column name_key_en set storage plain,
  alter column tokens set storage external;

create index search_document_tokens on search_document using gin (tokens);
-- For names that begin with what was typed, whatever the database's collation.
create index search_document_name_zh on search_document (name_key_zh text_pattern_ops);
create index search_document_name_en on search_document (name_key_en text_pattern_ops);
create index search_document_newest on search_document (listed_at desc, product_id desc) include (facet);
create index search_document_facet on search_document (facet, listed_at desc, product_id desc) include (seller);
create index search_document_seller on search_document (seller, listed_at desc, product_id desc) include (facet);
create index search_document_cheapest on search_document (currency, month_price_e8, listed_at desc, product_id desc)
  include (facet);
create index search_document_dearest on search_document (currency, month_price_e8 desc, listed_at desc, product_id desc)
  include (facet);

-- How many documents a facet and a seller have. Changes are rows of their own until they are folded into the counts:
-- whoever lists a product waits for nobody who lists another.
create table search_count (
  kind text not null check (kind in ('facet', 'seller')),
  no int not null,
  documents int not null,
  primary key (kind, no)
);
create table search_count_change (
  kind text not null check (kind in ('facet', 'seller')),
  no int not null,
  documents int not null
);
create function search_document_added() returns trigger language plpgsql as $$
begin
  insert into search_count_change (kind, no, documents)
    select 'facet', facet, count(*) from added group by facet
    union all select 'seller', seller, count(*) from added group by seller;
  return null;
end $$;
create function search_document_removed() returns trigger language plpgsql as $$
begin
  insert into search_count_change (kind, no, documents)
    select 'facet', facet, -count(*) from removed group by facet
    union all select 'seller', seller, -count(*) from removed group by seller;
  return null;
end $$;
create function search_document_changed() returns trigger language plpgsql as $$
begin
  insert into search_count_change (kind, no, documents)
    select kind, no, sum(documents) from (
      select 'facet' as kind, facet as no, 1 as documents from added
      union all select 'seller', seller, 1 from added
      union all select 'facet', facet, -1 from removed
      union all select 'seller', seller, -1 from removed
    ) as moved group by kind, no having sum(documents) <> 0;
  return null;
end $$;
create trigger search_document_added after insert on search_document
  referencing new table as added for each statement execute function search_document_added();
create trigger search_document_removed after delete on search_document
  referencing old table as removed for each statement execute function search_document_removed();
create trigger search_document_changed after update on search_document
  referencing old table as removed new table as added for each statement execute function search_document_changed();

-- A product is found by the names of its seller and of its category and those above it. Whoever changes one of them, in
-- whatever domain or by hand, leaves the products to be read anew; a long seller's are not read in that transaction.
create function search_reread(changed text[]) returns void language plpgsql as $$
begin
  insert into search_due (product_id) select unnest(changed) on conflict do nothing;
  if cardinality(changed) > 0 then
    -- Always due: no clock of the market's stands in the database.
    insert into wakeup (kind, subject, due_at)
      values ('search.refresh', 'due', timestamptz '2000-01-01 00:00:00+00')
      on conflict (kind, subject) do update set due_at = excluded.due_at;
  end if;
end $$;
create function search_seller_renamed() returns trigger language plpgsql as $$
begin
  perform search_reread(array(
    select id from product where seller_id = new.id and state = 'listed' order by id));
  return null;
end $$;
create trigger search_seller_renamed after update on seller for each row
  when (old.name_zh is distinct from new.name_zh or old.name_en is distinct from new.name_en)
  execute function search_seller_renamed();
create function search_category_changed() returns trigger language plpgsql as $$
begin
  perform search_reread(array(
    with recursive below as (
      select new.code as code
      union select category.code from category join below on category.parent = below.code
    )
    select product.id from product join below on below.code = product.category
    where product.state = 'listed' order by product.id));
  return null;
end $$;
create trigger search_category_changed after update on category for each row
  when (old.name_zh is distinct from new.name_zh or old.name_en is distinct from new.name_en
    or old.parent is distinct from new.parent)
  execute function search_category_changed();

-- Documents are made by the market, not in SQL: all of them once it runs.
select search_reread(array(select id from product where state = 'listed'));
