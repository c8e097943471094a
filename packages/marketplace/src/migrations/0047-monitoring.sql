-- Dial tests and their consequences (packages/marketplace/src/monitoring/README.md).
-- A product that is frozen because its interface fails is off sale like a suspended one; one that is delisted for it may return.
alter table product add column interface_frozen boolean not null default false;
alter table product add column interface_delisted boolean not null default false;
alter table product drop constraint product_suspended;
-- One that is delisted for its interface keeps the end of its suspension, which goes on when it returns.
alter table product add constraint product_suspended check (
  (state = 'suspended') = ((suspended_until is not null and not interface_delisted) or seller_suspended or interface_frozen));
alter table product add constraint product_interface_delisted check (not interface_delisted or state = 'delisted');

-- One row for each product whose interface is watched.
create table interface_watch (
  product_id text primary key references product (id),
  seller_id text not null references seller (id),
  standing text not null check (standing in
    ('healthy', 'failing', 'warned', 'frozen', 'delisted', 'relisting', 'off', 'no_cases', 'not_tested')),
  has_cases boolean not null,
  failed_days integer not null default 0 check (failed_days >= 0),
  -- The tests of a day that is not over: its date in the market's zone, and what they gave.
  day text check (day ~ '^\d{4}-\d\d-\d\d$'),
  day_failed integer not null default 0,
  day_passed integer not null default 0,
  -- The orders that failed in a month of the market's zone.
  month text check (month ~ '^\d{4}-\d\d$'),
  failed_orders integer not null default 0 check (failed_orders >= 0),
  last_test_id text,
  last_passed boolean,
  next_test_at timestamptz,
  off_at timestamptz,
  off_reason text,
  deferred_until timestamptz,
  deferred_reason text,
  frozen_at timestamptz,
  delisted_at timestamptz,
  -- A check that has passed since the delisting.
  repaired_at timestamptz,
  relisting_at timestamptz,
  relisting_note text,
  check ((off_at is null) = (off_reason is null)),
  check ((deferred_until is null) = (deferred_reason is null)),
  check (relisting_at is null or delisted_at is not null),
  check (repaired_at is null or delisted_at is not null)
);
create index interface_watch_seller on interface_watch (seller_id, product_id);
create index interface_watch_standing on interface_watch (standing, product_id);

-- The saved cases of a product, called on one half of a day; a repair is called when its seller asks.
create table dial_test (
  id text primary key,
  product_id text not null references product (id),
  seller_id text not null references seller (id),
  day text not null check (day ~ '^\d{4}-\d\d-\d\d$'),
  half text not null check (half in ('morning', 'afternoon', 'repair')),
  state text not null check (state in ('due', 'running', 'passed', 'failed', 'skipped')),
  due_at timestamptz not null,
  -- Each start has its own: whoever has lost the lease writes nothing.
  fence integer not null default 0,
  lease_until timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  skipped text check (skipped in ('no_cases', 'unbound', 'address_not_approved', 'not_on_sale', 'off', 'too_late')),
  calls integer not null default 0,
  passed_calls integer not null default 0,
  check ((state = 'running') = (lease_until is not null)),
  check ((state in ('passed', 'failed', 'skipped')) = (ended_at is not null)),
  check ((state = 'skipped') = (skipped is not null))
);
create unique index dial_test_half on dial_test (product_id, day, half) where half <> 'repair';
create unique index dial_test_open_repair on dial_test (product_id) where half = 'repair' and state in ('due', 'running');
create index dial_test_open on dial_test (due_at, id) where state in ('due', 'running');
create index dial_test_ended on dial_test (ended_at) where ended_at is not null;
create index dial_test_seller on dial_test (seller_id, id);
create index dial_test_product on dial_test (product_id, id);

create table dial_call (
  dial_test_id text not null references dial_test (id) on delete cascade,
  n integer not null,
  scene text not null,
  activity text not null,
  needed boolean not null,
  passed boolean not null,
  slow boolean not null,
  verdict jsonb not null,
  result_code text,
  duration_ms integer not null,
  at timestamptz not null,
  protocol text not null,
  url text not null,
  request_sealed bytea not null,
  reply_sealed bytea,
  primary key (dial_test_id, n)
);

-- R238: an order counts once for a product.
create table interface_order_failure (
  product_id text not null references product (id),
  order_id text not null references "order" (id),
  month text not null,
  at timestamptz not null,
  primary key (product_id, order_id)
);

-- Products that are on sale and bound to a server are watched from now on; their next dial test is planned by the wake-up.
insert into interface_watch (product_id, seller_id, standing, has_cases)
select p.id, p.seller_id, case when c.has then 'not_tested' else 'no_cases' end, c.has
from product p
cross join lateral (select exists (select 1 from debug_case d where d.subject = p.id and d.passed) as has) c
where p.state in ('listed', 'hidden') and exists (select 1 from channel_binding b where b.product_id = p.id);
insert into wakeup (kind, subject, due_at)
select 'monitoring.test', product_id, '2000-01-01T00:00:00Z' from interface_watch where has_cases;
