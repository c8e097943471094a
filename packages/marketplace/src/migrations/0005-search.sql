-- search --------------------------------------------------------------------------------------------------------------

-- One row a listed, public product: what it is found by, and what can be filtered and sorted by.
create table search_document (
  product_id text primary key references product (id),
  seller_id text not null references seller (id),
  name_key_zh text not null,
  name_key_en text not null,
  category text not null,
  -- Bits: 1 by the period, 2 once, 4 with a trial.
  modes int not null,
  -- The lowest price, by the month.
  month_price_e8 bigint not null,
  currency text not null check (currency in ('CNY', 'USD')),
  price_band text not null,
  listed_at timestamptz not null,
  tokens text[] not null
);
-- The tokens are only ever read by their index: outside the row, they leave it so short that counting thousands reads
-- little. All else stays in it, or counting by seller would fetch each seller's id from outside.
alter table search_document set (toast_tuple_target = 128);
alter table search_document
  alter column product_id set storage plain,
  alter column seller_id set storage plain,
  alter column name_key_zh set storage plain,
  alter column name_key_en set storage plain,
  alter column category set storage plain,
  alter column currency set storage plain,
  alter column price_band set storage plain;

create index search_document_tokens on search_document using gin (tokens) with (gin_pending_list_limit = 1024);
create index search_document_newest on search_document (listed_at desc, product_id desc);
create index search_document_seller on search_document (seller_id, listed_at desc, product_id desc);
create index search_document_category on search_document (category, listed_at desc, product_id desc);
create index search_document_cheapest on search_document (currency, month_price_e8, listed_at desc, product_id desc);
create index search_document_dearest on search_document (currency, month_price_e8 desc, listed_at desc, product_id desc);

-- Products that are to be read anew. Those that are listed already are, once the market runs: tokens are not made in SQL.
create table search_due (
  product_id text primary key
);
insert into search_due (product_id) select id from product where state = 'listed';
insert into wakeup (kind, subject, due_at)
select 'search.refresh', 'due', timestamptz '2000-01-01 00:00:00+00' where exists (select from search_due);
