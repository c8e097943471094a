-- What sellers promise after the sale, what decides about a lapse, and refunds that buyers ask for by themselves.

alter table product
  -- R130: returned within five days, no reason asked.
  add column five_day_refund boolean not null default true,
  -- R119: upgrades and scale-out during validity; another combination or quantity at renewal.
  add column upgrades boolean not null default true,
  add column renewal_changes boolean not null default true;
-- What was sold until now was sold with it; from now on each offer says so itself (R54).
update order_line set offer = offer || '{"fiveDayRefund": true}'
  where returns_line_id is null and state <> 'cancelled' and not offer ? 'trialDays';

-- R113: how long an expired service of this buyer goes on, and how long it is kept.
alter table buyer
  add column level text not null default 'V0' check (level in ('V0', 'V1', 'V2', 'V3', 'V4', 'V5'));

-- R131: whose refund it is, so that those of a year are counted.
alter table refund add column buyer_id text references buyer (id);
update refund set buyer_id = "order".buyer_id from "order" where "order".id = refund.order_id;
alter table refund alter column buyer_id set not null;
create index refund_self_service on refund (buyer_id, requested_at) where cause in ('five_day', 'renewal');

-- R132: who counts and takes one holds this row, so that two at once are one after the other.
create table refund_quota (
  buyer_id text primary key references buyer (id)
);

-- R131: refunds of the same account that another system made; they count as well.
create table outside_refund (
  -- The other system's own name for it: what is reported again is the same one.
  reference text primary key,
  buyer_id text not null references buyer (id),
  state text not null check (state in ('open', 'succeeded', 'failed')),
  refunds int not null check (refunds between 1 and 100),
  requested_at timestamptz not null,
  note text,
  reported_at timestamptz not null,
  reported_by text not null references member (id)
);
create index outside_refund_of_buyer on outside_refund (buyer_id, requested_at);
