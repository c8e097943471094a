-- How sellers' interfaces do, counted by day (packages/marketplace/src/health/README.md).

-- Attempts are appended in the order of their time: such an index is some pages large, and costs a call nothing.
create index attempt_started on attempt using brin (started_at) with (pages_per_range = 32, autosummarize = on);

create table interface_day (
  seller_id text not null references seller (id),
  -- A date in the zone of the marketplace: 2027-02-06.
  day text not null check (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  product_id text not null references product (id),
  protocol text not null,
  activity text not null,
  attempts int not null check (attempts >= 0),
  succeeded int not null check (succeeded between 0 and attempts),
  interrupted int not null check (interrupted >= 0),
  under_way int not null check (under_way >= 0),
  calls int not null check (calls >= 0),
  stopped int not null check (stopped >= 0),
  -- By kind of failure: [attempts, id of the newest call].
  failures jsonb not null,
  -- Durations: attempts by logarithmic bucket; only buckets that have some.
  buckets int[] not null,
  bucket_attempts int[] not null,
  primary key (seller_id, day, product_id, protocol, activity),
  check (cardinality(buckets) = cardinality(bucket_attempts))
);
create index interface_day_day on interface_day (day);
create index interface_day_under_way on interface_day (day) where under_way > 0;

-- One row: until when attempts are counted.
create table interface_count (
  sole boolean primary key default true check (sole),
  counted_at timestamptz not null
);

-- Buyers that were once seen to belong to a seller: their orders do not count in its figures, whatever is changed later.
create table connected_buyer (
  seller_id text not null references seller (id),
  buyer_id text not null references buyer (id),
  reason text not null check (reason in ('person', 'application', 'registration_number', 'name', 'email')),
  noted_at timestamptz not null,
  primary key (seller_id, buyer_id)
);

-- What buyers see of a product, or of all products of a seller.
create table public_figure (
  subject text primary key,
  seller_id text not null references seller (id),
  computed_at timestamptz not null,
  orders int not null,
  buyers int not null,
  opened int not null check (opened between 0 and orders),
  refunded int not null check (refunded between 0 and opened),
  p50_ms bigint,
  p90_ms bigint,
  check ((opened = 0) = (p50_ms is null) and (opened = 0) = (p90_ms is null))
);

-- What happened before this version is counted at once.
insert into wakeup (kind, subject, due_at)
select 'health.count', 'rest', max(started_at) from attempt having max(started_at) is not null
union all
select 'health.figures', 'later', max(paid_at) from "order" having max(paid_at) is not null;
