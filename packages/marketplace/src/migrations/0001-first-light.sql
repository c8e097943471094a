-- Amounts are in the currency's smallest unit (…_minor) or in 10⁻⁸ of its main unit (…_e8). Times of rules and rows are
-- market time; the columns of session, sign_in_limit, lease_until and …_wall_at are real time.

-- platform ------------------------------------------------------------------------------------------------------------

create table setting (
  name text primary key,
  value jsonb not null
);

create table idempotency (
  actor text not null,
  key text not null check (length(key) between 1 and 255),
  request_hash text not null,
  answer jsonb not null,
  created_wall_at timestamptz not null,
  primary key (actor, key)
);

-- The audit record, the time line of a page and the event stream are this one table.
create table history (
  subject text not null,
  sequence int not null check (sequence > 0),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('member', 'system')),
  actor_id text,
  actor_name text,
  kind text not null,
  data jsonb not null,
  primary key (subject, sequence)
);

create table wakeup (
  kind text not null,
  subject text not null,
  due_at timestamptz not null,
  primary key (kind, subject)
);
create index wakeup_due on wakeup (due_at, kind, subject);

-- parties -------------------------------------------------------------------------------------------------------------

create table buyer (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  created_at timestamptz not null
);

create table seller (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  logo text,
  created_at timestamptz not null
);

create table member (
  id text primary key,
  email text not null check (email = lower(email)),
  name text not null,
  password_hash text not null,
  language text not null check (language in ('zh-CN', 'en-US')),
  created_at timestamptz not null
);
create unique index member_email on member (email);

-- R1: one account may act for a buyer, for a seller and as an operator.
create table membership (
  member_id text not null references member (id),
  role text not null check (role in ('buyer', 'seller', 'operator')),
  buyer_id text references buyer (id),
  seller_id text references seller (id),
  primary key (member_id, role),
  check ((role = 'buyer') = (buyer_id is not null)),
  check ((role = 'seller') = (seller_id is not null))
);

create table session (
  token_hash text primary key,
  member_id text not null references member (id),
  created_wall_at timestamptz not null,
  seen_wall_at timestamptz not null,
  expires_wall_at timestamptz not null,
  user_agent text not null
);
create index session_member on session (member_id);

create table sign_in_limit (
  subject text primary key,
  failures int not null,
  window_wall_at timestamptz not null
);

-- catalog -------------------------------------------------------------------------------------------------------------

create table product (
  id text primary key,
  seller_id text not null references seller (id),
  type text not null check (type in ('saas')),
  state text not null check (state in ('draft', 'in_review', 'rejected', 'listed', 'hidden', 'suspended', 'delisted')),
  name_zh text not null,
  name_en text not null,
  summary_zh text not null,
  summary_en text not null,
  description_zh text not null,
  description_en text not null,
  category text not null,
  logo text,
  -- R20: at most one quantity attribute; null when the product has none.
  quantity jsonb,
  position int not null default 0,
  created_at timestamptz not null,
  listed_at timestamptz,
  check (state <> 'listed' or listed_at is not null)
);
create index product_listed on product (position, id) where state = 'listed';
create index product_seller on product (seller_id, id);
create index product_in_review on product (id) where state = 'in_review';

create table specification (
  id text primary key,
  product_id text not null references product (id),
  name_zh text not null,
  name_en text not null,
  features jsonb not null,
  position int not null,
  unique (product_id, position)
);

create table sku (
  id text primary key,
  specification_id text not null references specification (id),
  code text not null unique check (length(code) between 1 and 64)
);

create table price_item (
  id text primary key,
  sku_id text not null references sku (id),
  code text not null unique check (length(code) between 1 and 64),
  period text not null check (period in ('month', 'year')),
  unit_price_e8 bigint not null check (unit_price_e8 >= 0),
  currency text not null check (currency in ('CNY', 'USD')),
  unique (sku_id, period)
);

-- ledger --------------------------------------------------------------------------------------------------------------

create table ledger_account (
  id text primary key,
  kind text not null check (kind in ('buyer_balance', 'market_cash', 'market_clearing')),
  owner text not null,
  currency text not null check (currency in ('CNY', 'USD')),
  -- Kept only for buyers' balances: the market's accounts would be one row that every purchase waits for.
  balance_minor bigint check ((kind = 'buyer_balance') = (balance_minor is not null)),
  created_at timestamptz not null,
  unique (kind, owner, currency),
  constraint ledger_balance_not_negative check (balance_minor >= 0)
);

create table ledger_posting (
  id text primary key,
  kind text not null check (kind in ('top_up', 'payment', 'refund')),
  subject text not null,
  reason text,
  at timestamptz not null,
  actor_id text,
  -- One payment an order and one refund posting a refund order, whoever asks.
  unique (kind, subject)
);

create table ledger_entry (
  posting_id text not null references ledger_posting (id),
  account_id text not null references ledger_account (id),
  amount_minor bigint not null check (amount_minor <> 0),
  currency text not null,
  balance_after_minor bigint,
  primary key (posting_id, account_id)
);
create index ledger_entry_account on ledger_entry (account_id, posting_id);

create function ledger_entry_applies() returns trigger language plpgsql as $$
begin
  if (select currency from ledger_account where id = new.account_id) <> new.currency then
    raise exception 'ledger: an entry in % on an account of another currency', new.currency using errcode = '23514';
  end if;
  update ledger_account set balance_minor = balance_minor + new.amount_minor
    where id = new.account_id and kind = 'buyer_balance'
    returning balance_minor into new.balance_after_minor;
  return new;
end $$;
create trigger ledger_entry_applies before insert on ledger_entry for each row execute function ledger_entry_applies();

create function ledger_check_posting(posting text) returns void language plpgsql as $$
begin
  if not exists (select from ledger_entry where posting_id = posting) then
    raise exception 'ledger: posting % has no entries', posting using errcode = '23514';
  end if;
  if exists (select from ledger_entry where posting_id = posting group by currency having sum(amount_minor) <> 0) then
    raise exception 'ledger: posting % does not sum to zero', posting using errcode = '23514';
  end if;
end $$;

create function ledger_posting_balances() returns trigger language plpgsql as $$
begin
  perform ledger_check_posting(new.id);
  return null;
end $$;
create constraint trigger ledger_posting_balances after insert on ledger_posting
  deferrable initially deferred for each row execute function ledger_posting_balances();

-- An entry added later to an older posting is caught here.
create function ledger_entry_balances() returns trigger language plpgsql as $$
begin
  perform ledger_check_posting(new.posting_id);
  return null;
end $$;
create constraint trigger ledger_entry_balances after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_entry_balances();

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'ledger: % on % is not allowed, the ledger is append-only', tg_op, tg_table_name using errcode = '23514';
end $$;
create trigger ledger_posting_append_only before update or delete on ledger_posting
  for each row execute function ledger_is_append_only();
create trigger ledger_entry_append_only before update or delete on ledger_entry
  for each row execute function ledger_is_append_only();
create trigger ledger_posting_not_truncated before truncate on ledger_posting
  for each statement execute function ledger_is_append_only();
create trigger ledger_entry_not_truncated before truncate on ledger_entry
  for each statement execute function ledger_is_append_only();

-- A balance begins at zero and is moved by entries alone, whose trigger is the outer one then.
create function ledger_balance_moves_by_entries() returns trigger language plpgsql as $$
begin
  if (tg_op = 'INSERT' and new.balance_minor <> 0) or (tg_op <> 'INSERT' and pg_trigger_depth() < 2) then
    raise exception 'ledger: % on ledger_account is not allowed, entries move balances', tg_op using errcode = '23514';
  end if;
  return new;
end $$;
create trigger ledger_balance_moves_by_entries before insert or update or delete on ledger_account
  for each row execute function ledger_balance_moves_by_entries();

-- orders --------------------------------------------------------------------------------------------------------------

create table "order" (
  id text primary key,
  number text not null unique,
  kind text not null check (kind in ('new', 'refund')),
  buyer_id text not null references buyer (id),
  -- The member who submitted it; null when the market did (an automatic refund).
  member_id text references member (id),
  state text not null check (state in ('pending_payment', 'processing', 'completed', 'cancelled', 'refunded')),
  total_minor bigint not null check (total_minor >= 0),
  currency text not null,
  created_at timestamptz not null,
  pay_by timestamptz,
  paid_at timestamptz,
  closed_at timestamptz,
  -- A refund order names the order whose money it returns.
  refunds_order_id text references "order" (id),
  check ((kind = 'refund') = (refunds_order_id is not null))
);
create index order_buyer on "order" (buyer_id, id);
create index order_processing on "order" (id) where state = 'processing';

create table order_line (
  id text primary key,
  order_id text not null references "order" (id),
  number text not null unique,
  seller_id text not null references seller (id),
  product_id text not null references product (id),
  sku_id text not null references sku (id),
  price_item_id text not null references price_item (id),
  -- What was offered and taken: names, codes, unit price, period, term. Frozen at submission (R54).
  offer jsonb not null,
  quantity bigint not null check (quantity > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  state text not null check (state in ('open', 'completed', 'cancelled', 'refunded'))
);
create index order_line_order on order_line (order_id);
create index order_line_seller on order_line (seller_id, order_id);

create table payment (
  id text primary key,
  order_id text not null unique references "order" (id),
  posting_id text not null unique references ledger_posting (id),
  amount_minor bigint not null,
  currency text not null,
  paid_at timestamptz not null
);

-- subscriptions -------------------------------------------------------------------------------------------------------

create table subscription (
  id text primary key,
  buyer_id text not null references buyer (id),
  seller_id text not null references seller (id),
  product_id text not null references product (id),
  sku_id text not null references sku (id),
  price_item_id text not null references price_item (id),
  order_id text not null references "order" (id),
  order_line_id text not null unique references order_line (id),
  quantity bigint not null,
  period text not null check (period in ('month', 'year')),
  period_count int not null check (period_count > 0),
  state text not null check (state in ('opening', 'active', 'cancelled')),
  created_at timestamptz not null,
  starts_at timestamptz,
  ends_at timestamptz,
  closed_at timestamptz,
  check ((starts_at is null) = (ends_at is null)),
  check (state <> 'active' or starts_at is not null)
);
create index subscription_buyer on subscription (buyer_id, id);

-- access --------------------------------------------------------------------------------------------------------------

create table production_address (
  id text primary key,
  seller_id text not null references seller (id),
  url text not null,
  state text not null check (state in ('pending', 'approved', 'rejected')),
  reason text,
  created_at timestamptz not null,
  decided_at timestamptz,
  unique (seller_id, url)
);
create index production_address_pending on production_address (id) where state = 'pending';

create table access_key (
  id text primary key,
  seller_id text not null references seller (id),
  -- R255: a key serves one interface class only.
  interface_class text not null check (interface_class in ('basic', 'joint_sync', 'authorisation_code', 'common')),
  secret_sealed bytea not null,
  -- The last four characters, so that a person can tell keys apart.
  hint text not null,
  created_at timestamptz not null
);
create index access_key_seller on access_key (seller_id, id);

create table product_access (
  product_id text primary key references product (id),
  protocol text not null check (protocol in ('saas-v2')),
  address_id text not null references production_address (id),
  key_id text not null references access_key (id),
  bound_at timestamptz not null
);
create index product_access_key on product_access (key_id);
create index product_access_address on product_access (address_id);

-- calls ---------------------------------------------------------------------------------------------------------------

create table gate (
  seller_id text primary key references seller (id),
  ready_at timestamptz not null,
  call_limit int not null check (call_limit >= 0),
  breaker text not null check (breaker in ('closed', 'open', 'half_open')),
  failures int not null,
  probe_at timestamptz
);
create index gate_ready on gate (ready_at);

create table call (
  id text primary key,
  seller_id text not null references seller (id),
  product_id text not null references product (id),
  -- Calls of one lane go out in order; null for a live call.
  lane text,
  -- Whose history tells of this call.
  subject text not null,
  operation jsonb not null,
  operation_kind text not null,
  protocol text not null,
  state text not null check (state in ('waiting', 'sending', 'confirmed', 'refused', 'stopped', 'superseded', 'stuck')),
  live boolean not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  window_starts_at timestamptz not null,
  window_ends_at timestamptz not null,
  blocked_by text references call (id),
  fence int not null,
  lease_until timestamptz,
  closed_at timestamptz,
  restarted_from text references call (id),
  check (not live or lane is null),
  check ((state = 'sending') = (lease_until is not null))
);
create index call_due on call (seller_id, due_at, id) where state = 'waiting' and blocked_by is null;
create index call_sending on call (seller_id) where state = 'sending' and not live;
create index call_lease on call (lease_until) where state = 'sending';
create index call_blocked on call (blocked_by) where blocked_by is not null;
create index call_lane on call (lane, id) where state in ('waiting', 'sending', 'stuck');
create index call_stuck on call (id) where state = 'stuck';
create index call_of_seller on call (seller_id, id);
create index call_of_subject on call (subject, id);

create table attempt (
  call_id text not null references call (id),
  n int not null check (n > 0),
  started_at timestamptz not null,
  started_wall_at timestamptz not null,
  request_sealed bytea not null,
  reply_sealed bytea,
  verdict jsonb,
  duration_ms int,
  -- The answer came when the lease was already lost: kept, never applied.
  late boolean not null default false,
  primary key (call_id, n)
);

-- provisioning --------------------------------------------------------------------------------------------------------

create table instance (
  id text primary key,
  subscription_id text not null unique references subscription (id),
  seller_id text not null references seller (id),
  product_id text not null references product (id),
  order_id text not null references "order" (id),
  order_line_id text not null references order_line (id),
  state text not null check (state in ('opening', 'open', 'failed', 'releasing', 'released')),
  -- The id that the seller gave; null until an answer brought one.
  reference text,
  opening_until timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  check (state <> 'open' or reference is not null)
);

-- refunds -------------------------------------------------------------------------------------------------------------

create table refund (
  id text primary key,
  order_line_id text not null unique references order_line (id),
  order_id text not null references "order" (id),
  refund_order_id text not null unique references "order" (id),
  cause text not null check (cause in ('opening_failed')),
  state text not null check (state in ('paid')),
  amount_minor bigint not null,
  currency text not null,
  posting_id text references ledger_posting (id),
  requested_at timestamptz not null,
  paid_at timestamptz
);

-- notifications -------------------------------------------------------------------------------------------------------

create table message (
  id text primary key,
  party_kind text not null check (party_kind in ('buyer', 'seller', 'operator')),
  party_id text,
  kind text not null,
  subject text not null,
  data jsonb not null,
  at timestamptz not null,
  read_at timestamptz,
  -- One message to one party about one thing; an operator's has no party_id.
  unique nulls not distinct (kind, subject, party_kind, party_id)
);
create index message_party on message (party_kind, party_id, id);
