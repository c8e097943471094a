-- Requests for negotiated refunds, and what order lines are claimed for (packages/marketplace/src/refunds/README.md).
alter table refund drop constraint refund_cause_check;
alter table refund add constraint refund_cause_check
  check (cause in ('opening_failed', 'not_delivered', 'change_failed', 'five_day', 'renewal', 'negotiated', 'appealed'));
create index refund_buyer on refund (buyer_id, id);
create index refund_of_line on refund (order_line_id);

create table refund_request (
  id text primary key,
  buyer_id text not null references buyer (id),
  seller_id text not null references seller (id),
  member_id text not null references member (id),
  order_id text not null references "order" (id),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency in ('CNY', 'USD')),
  reason text not null,
  state text not null
    check (state in ('seller_review', 'goods_return', 'goods_sent', 'refunded', 'rejected', 'withdrawn', 'closed')),
  turn text check (turn in ('buyer', 'seller')),
  since timestamptz not null,
  asked_at timestamptz not null,
  ended_at timestamptz,
  returns_goods boolean not null,
  carrier text,
  tracking_number text,
  goods_sent_at timestamptz,
  rejection text,
  rejected_by text check (rejected_by in ('seller', 'operator')),
  reminded integer not null default 0 check (reminded between 0 and 3),
  overdue_at timestamptz,
  found text not null,
  check ((turn is null) = (state in ('refunded', 'rejected', 'withdrawn', 'closed'))),
  check ((turn is null) = (ended_at is not null)),
  check ((state = 'rejected') = (rejection is not null)),
  check ((rejection is null) = (rejected_by is null)),
  check ((carrier is null) = (goods_sent_at is null) and (tracking_number is null) = (goods_sent_at is null))
);
create index refund_request_buyer on refund_request (buyer_id, id);
create index refund_request_seller on refund_request (seller_id, turn, id);
create index refund_request_turn on refund_request (turn, id) where turn is not null;
create index refund_request_overdue on refund_request (overdue_at, id) where overdue_at is not null;

create table refund_request_line (
  request_id text not null references refund_request (id),
  order_line_id text not null references order_line (id),
  subscription_id text not null references subscription (id),
  supervision_id text not null references supervision (id),
  amount_minor bigint not null check (amount_minor >= 0),
  primary key (request_id, order_line_id)
);
create index refund_request_line_of on refund_request_line (order_line_id);
create index refund_request_line_supervision on refund_request_line (supervision_id, request_id);

-- R151: goods on their way for whose refund an operator let the buyer ask.
create table refund_permit (
  supervision_id text primary key references supervision (id),
  reason text not null,
  permitted_by text not null references member (id),
  permitted_at timestamptz not null
);

-- R148, R149, R152, R153: a line has one open refund request, and no invoice meanwhile.
create table order_line_claim (
  order_line_id text not null references order_line (id),
  kind text not null check (kind in ('refund_in_review', 'invoice_requested', 'invoice_issued')),
  subject text not null,
  since timestamptz not null,
  primary key (order_line_id, kind)
);
