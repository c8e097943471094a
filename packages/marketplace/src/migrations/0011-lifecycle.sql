-- The whole life of a subscription: terms, renewals, trials that become paid, changes, returns, quotes.

alter table "order" drop constraint order_kind_check;
alter table "order" add constraint order_kind_check
  check (kind in ('new', 'renewal', 'conversion', 'change', 'refund'));

alter table order_line
  -- Which subscription it renews, converts, changes or returns; null on a new order, whose subscription names the line.
  add column subscription_id text references subscription (id),
  -- On a refund order: the line whose money it returns.
  add column returns_line_id text references order_line (id);
create index order_line_subscription on order_line (subscription_id, id) where subscription_id is not null;

alter table subscription drop constraint subscription_state_check;
alter table subscription drop constraint subscription_check1;
alter table subscription
  add constraint subscription_state_check
    check (state in ('opening', 'active', 'grace', 'retention', 'released', 'cancelled')),
  -- The line that says what holds now: names, codes, attributes.
  add column present_line_id text references order_line (id),
  -- Renewals end on this day of the month, or on the last one of a shorter month.
  add column anchor_day int check (anchor_day between 1 and 31),
  -- R130: five days from here; the opening, or the moment a trial became a paid term.
  add column opened_at timestamptz,
  -- R113: set when it expires, by the level that the buyer has then.
  add column grace_until timestamptz,
  add column retention_until timestamptz,
  -- What was due until here has happened.
  add column looked_at timestamptz,
  add column renews_itself boolean not null default false,
  add column renewal_days_before int not null default 7 check (renewal_days_before between 1 and 7),
  -- Renewals that are left; null is without limit.
  add column renewals_left int check (renewals_left between 1 and 99),
  add column renewal_failure jsonb,
  -- A change that is paid and that the seller has not confirmed.
  add column changing_line_id text references order_line (id),
  add column changing_until timestamptz,
  add constraint subscription_started check (state in ('opening', 'cancelled') or starts_at is not null),
  add constraint subscription_after_expiry
    check (state not in ('grace', 'retention', 'released') or (grace_until is not null and retention_until is not null)),
  add constraint subscription_changing check ((changing_line_id is null) = (changing_until is null));

create table subscription_term (
  id text primary key,
  subscription_id text not null references subscription (id),
  order_line_id text not null unique references order_line (id),
  position int not null check (position > 0),
  -- Half-open; what was bought once has no end.
  starts_at timestamptz not null,
  ends_at timestamptz,
  sku_id text not null references sku (id),
  price_item_id text not null references price_item (id),
  quantity bigint not null check (quantity > 0),
  period text not null check (period in ('month', 'year', 'one_time')),
  period_count int not null check (period_count > 0),
  trial_days int check (trial_days > 0),
  refunded_at timestamptz,
  unique (subscription_id, position),
  check (ends_at is null or ends_at > starts_at)
);

update subscription set present_line_id = order_line_id, opened_at = starts_at, looked_at = starts_at,
  anchor_day = extract(day from starts_at at time zone 'Asia/Shanghai');
insert into subscription_term (id, subscription_id, order_line_id, position, starts_at, ends_at, sku_id, price_item_id,
    quantity, period, period_count, trial_days, refunded_at)
  select 'trm_' || substr(id, 5), id, order_line_id, 1, starts_at, ends_at, sku_id, price_item_id,
    quantity, period, period_count, trial_days, case when state = 'cancelled' then closed_at end
  from subscription where starts_at is not null;
-- From now on the running ones have a life: each is looked at once, and then says when it is due.
insert into wakeup (kind, subject, due_at)
  select 'subscriptions.life', id, starts_at from subscription where state = 'active' and ends_at is not null;
alter table subscription alter column present_line_id set not null;

create table quote (
  id text primary key,
  buyer_id text not null references buyer (id),
  member_id text not null references member (id),
  kind text not null check (kind in ('renewal', 'conversion', 'change')),
  -- What was asked, and what was shown for it.
  lines jsonb not null,
  total_minor bigint not null check (total_minor >= 0),
  currency text not null check (currency in ('CNY', 'USD')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  order_id text unique references "order" (id)
);
create index quote_buyer on quote (buyer_id, id);

-- Money back has more causes now, and one refund order may return several lines.
alter table refund drop constraint refund_cause_check;
alter table refund drop constraint refund_refund_order_id_key;
alter table refund add constraint refund_cause_check
  check (cause in ('opening_failed', 'change_failed', 'five_day', 'renewal'));
create index refund_of_order on refund (refund_order_id);

update order_line line set subscription_id = sub.id, returns_line_id = r.order_line_id
  from refund r join subscription sub on sub.order_line_id = r.order_line_id
  where line.order_id = r.refund_order_id;
