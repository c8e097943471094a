-- What buyers announce to transfer, found again by its payment reference (packages/marketplace/src/ledger/README.md).
create table top_up_request (
  id text primary key,
  -- ISO 11649; never given twice.
  reference text not null unique check (reference ~ '^RF[0-9]{14}$'),
  buyer_id text not null references buyer (id),
  member_id text not null references member (id),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency in ('CNY', 'USD')),
  note text,
  state text not null check (state in ('awaiting', 'recorded', 'credited', 'rejected', 'withdrawn')),
  asked_at timestamptz not null,
  due_at timestamptz not null,
  recorded_at timestamptz,
  ended_at timestamptz,
  ended_by text references member (id),
  reason text,
  credited_minor bigint check (credited_minor > 0),
  posting_id text unique references ledger_posting (id),
  check ((state in ('awaiting', 'recorded')) = (ended_at is null)),
  check ((ended_at is null) = (ended_by is null)),
  check (state <> 'recorded' or recorded_at is not null),
  check ((state = 'credited') = (posting_id is not null)),
  check ((posting_id is null) = (credited_minor is null)),
  check ((state = 'rejected') = (reason is not null))
);
create index top_up_request_buyer on top_up_request (buyer_id, id);
create index top_up_request_state on top_up_request (state, id);
create index top_up_request_due on top_up_request (due_at, id) where state = 'awaiting';
create index top_up_request_asked on top_up_request (asked_at, id);

-- The request that a top-up answers: at most one change of it waits or is confirmed.
alter table balance_change add column request_id text references top_up_request (id);
create unique index balance_change_request on balance_change (request_id)
  where request_id is not null and state in ('waiting', 'confirmed');

-- What a buyer has to pay, for the message that the balance now covers it.
create index order_unpaid on "order" (buyer_id, pay_by) where state = 'pending_payment';
