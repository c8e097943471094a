-- The operator's console: when and by whom a setting was made what it is, and changes of balances that wait for a second operator.

alter table setting
  add column changed_at timestamptz,
  add column changed_by text;

-- A correction takes back what should not have been added; a posting that two operators made together is about their change.
alter table ledger_posting drop constraint ledger_posting_kind_check;
alter table ledger_posting add constraint ledger_posting_kind_check
  check (kind in ('top_up', 'correction', 'payment', 'refund'));

create table balance_change (
  id text primary key,
  buyer_id text not null references buyer (id),
  kind text not null check (kind in ('top_up', 'correction')),
  -- What it adds or takes, by its kind.
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency in ('CNY', 'USD')),
  reason text not null,
  state text not null check (state in ('waiting', 'confirmed', 'rejected', 'withdrawn')),
  proposed_by text not null references member (id),
  proposed_at timestamptz not null,
  decided_by text references member (id),
  decided_at timestamptz,
  decision_reason text,
  posting_id text unique references ledger_posting (id),
  check ((state = 'waiting') = (decided_at is null)),
  check ((decided_at is null) = (decided_by is null)),
  check ((state = 'confirmed') = (posting_id is not null)),
  check (state <> 'rejected' or decision_reason is not null),
  -- R6: the other pair of eyes; only whoever proposed it withdraws it.
  constraint balance_change_four_eyes check (state = 'waiting' or (state = 'withdrawn') = (decided_by = proposed_by))
);
create index balance_change_state on balance_change (state, id);
create index balance_change_buyer on balance_change (buyer_id, id);
