-- The products that members keep, with their lowest price at that time.
create table favourite (
  member_id text not null references member (id),
  product_id text not null references product (id),
  kept_at timestamptz not null,
  unit_price_e8 bigint not null,
  currency text not null check (currency in ('CNY', 'USD')),
  period text not null check (period in ('month', 'year', 'one_time')),
  primary key (member_id, product_id)
);
create index favourite_latest on favourite (member_id, kept_at, product_id);
