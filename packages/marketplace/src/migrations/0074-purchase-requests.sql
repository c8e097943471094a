-- R3a–R3c: cost centres and budgets of buyers, and what their members ask to have bought.

create table cost_centre (
  id text primary key,
  buyer_id text not null references buyer (id),
  code text not null check (char_length(code) between 1 and 20),
  name text not null check (char_length(name) between 1 and 60),
  created_at timestamptz not null,
  -- It is kept for what was booked to it, and not offered any more.
  archived_at timestamptz,
  unique (id, buyer_id)
);
create unique index cost_centre_code on cost_centre (buyer_id, upper(code));

-- The cost centre to which a member belongs.
create table member_cost_centre (
  buyer_id text not null,
  member_id text not null references member (id),
  cost_centre_id text not null,
  primary key (buyer_id, member_id),
  foreign key (cost_centre_id, buyer_id) references cost_centre (id, buyer_id)
);
create index member_cost_centre_centre on member_cost_centre (cost_centre_id);

-- What a member, or everybody on a cost centre, may spend in a period of the calendar.
create table budget (
  id text primary key,
  buyer_id text not null references buyer (id),
  member_id text references member (id),
  cost_centre_id text,
  period text not null check (period in ('month', 'quarter', 'year')),
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  set_at timestamptz not null,
  check ((member_id is null) <> (cost_centre_id is null)),
  foreign key (cost_centre_id, buyer_id) references cost_centre (id, buyer_id)
);
create unique index budget_member on budget (buyer_id, member_id) where member_id is not null;
create unique index budget_cost_centre on budget (buyer_id, cost_centre_id) where cost_centre_id is not null;

-- What a line is booked to; a renewal or a change to what the service was booked to.
alter table order_line add column cost_centre_id text references cost_centre (id);
create index order_line_cost_centre on order_line (cost_centre_id, order_id) where cost_centre_id is not null;

-- Who paid; nobody for an automatic renewal.
alter table payment add column member_id text references member (id);
update payment set member_id = o.member_id from "order" o where o.id = payment.order_id;
create index payment_member on payment (member_id, paid_at) where member_id is not null;

create table purchase_request (
  id text primary key,
  buyer_id text not null references buyer (id),
  member_id text not null references member (id),
  -- Only this member and the owners decide; without, everybody who may buy.
  approver_id text references member (id),
  state text not null check (state in ('waiting', 'approved', 'rejected', 'withdrawn', 'expired')),
  price_item_id text not null,
  product_id text not null references product (id),
  seller_id text not null references seller (id),
  -- What it was when it was asked for, in the form of an order line.
  offer jsonb not null,
  quantity bigint not null check (quantity > 0),
  amount_minor bigint not null check (amount_minor >= 0),
  currency text not null,
  -- The values of the product's parameters, sealed.
  parameters_sealed bytea,
  cost_centre_id text,
  reason text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  decided_by text references member (id),
  decided_at timestamptz,
  decision_reason text,
  -- One order for a request, whoever approves it.
  order_id text unique references "order" (id),
  foreign key (cost_centre_id, buyer_id) references cost_centre (id, buyer_id),
  check ((state = 'waiting') = (decided_at is null)),
  check ((state = 'approved') = (order_id is not null)),
  check ((state = 'rejected') = (decision_reason is not null)),
  check (decided_by <> member_id or state = 'withdrawn')
);
create index purchase_request_buyer on purchase_request (buyer_id, id desc);
create index purchase_request_member on purchase_request (member_id, id desc);
create index purchase_request_waiting on purchase_request (buyer_id, id) where state = 'waiting';
