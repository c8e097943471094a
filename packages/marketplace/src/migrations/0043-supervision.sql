-- Service supervision: what is between the payment of a delivery and its acceptance (packages/marketplace/src/supervision/README.md).
create table supervision (
  id text primary key,
  delivery_id text not null unique references delivery (id),
  order_id text not null references "order" (id),
  order_line_id text not null unique references order_line (id),
  subscription_id text not null unique references subscription (id),
  seller_id text not null references seller (id),
  buyer_id text not null references buyer (id),
  product_id text not null references product (id),
  type text not null,
  -- Flows and stages are in one place, the contract; who acts next is derived from the stage and from what stops it.
  flow text not null,
  stage text not null,
  turn text check (turn in ('buyer', 'seller', 'operator')),
  since timestamptz not null,
  started_at timestamptz not null,
  offered jsonb not null,
  found text not null,
  needs_recheck boolean not null default false,
  demand text,
  note text,
  rejection text,
  rejections integer not null default 0 check (rejections >= 0),
  opened_at timestamptz,
  delivered_at timestamptz,
  done_at timestamptz,
  ended_at timestamptz,
  begun_at timestamptz,
  collected_at timestamptz,
  milestones jsonb,
  milestones_accepted integer not null default 0,
  carrier text,
  tracking_number text,
  tracking_readable boolean,
  received_at timestamptz,
  accept_at timestamptz,
  appealed_at timestamptz,
  refund_asked_at timestamptz,
  refund_turn text check (refund_turn in ('buyer', 'seller')),
  check ((stage = 'done') = (done_at is not null)),
  check ((stage = 'ended') = (ended_at is not null)),
  check ((turn is null) = (stage in ('done', 'ended'))),
  check (turn is not null or (appealed_at is null and refund_asked_at is null)),
  check ((refund_asked_at is null) = (refund_turn is null))
);
create index supervision_order on supervision (order_id);
create index supervision_buyer on supervision (buyer_id, turn, id);
create index supervision_seller on supervision (seller_id, turn, id);
create index supervision_appealed on supervision (appealed_at, id) where appealed_at is not null;
create index supervision_turn on supervision (turn, since, id) where turn is not null;

create table appeal (
  id text primary key,
  supervision_id text not null references supervision (id),
  by_party text not null check (by_party in ('buyer', 'seller')),
  member_id text not null references member (id),
  reason text not null,
  state text not null check (state in ('open', 'withdrawn', 'decided', 'closed')),
  opened_at timestamptz not null,
  closed_at timestamptz,
  outcome text check (outcome in ('continue', 'done', 'refunded')),
  amount_minor bigint check (amount_minor > 0),
  currency text,
  decision text,
  decided_by text references member (id),
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'decided') = (outcome is not null and decision is not null and decided_by is not null)),
  check ((amount_minor is null) = (currency is null))
);
create unique index appeal_open on appeal (supervision_id) where state = 'open';
create index appeal_supervision on appeal (supervision_id, opened_at);

-- Deliveries that people made until now were supervised in the simplified flow.
alter table delivery add column supervised boolean not null default false;
update delivery set supervised = true where type <> 'saas';

insert into supervision (
  id, delivery_id, order_id, order_line_id, subscription_id, seller_id, buyer_id, product_id, type, flow, stage, turn, since, started_at,
  offered, found, note, rejection, rejections, delivered_at, done_at, ended_at, begun_at
)
select 'spv_' || substr(d.id, 5), d.id, d.order_id, d.order_line_id, d.subscription_id, d.seller_id, o.buyer_id, l.product_id, d.type, 'simplified',
  case d.state when 'accepted' then 'done' when 'failed' then 'ended' when 'delivered' then 'acceptance' else 'performing' end,
  case d.state when 'delivered' then 'buyer' when 'started' then 'seller' end,
  coalesce(d.failed_at, d.accepted_at, d.delivered_at, d.started_at), d.started_at, '{"flow":"simplified"}',
  lower(o.number || ' ' || coalesce(l.offer -> 'productName' ->> 'zh', '') || ' ' || coalesce(l.offer -> 'productName' ->> 'en', '')),
  d.note, d.rejection, (select count(*) from history h where h.subject = d.order_id and h.kind = 'delivery.rejected' and h.data ->> 'deliveryId' = d.id),
  d.delivered_at, d.accepted_at, d.failed_at, d.begun_at
from delivery d join "order" o on o.id = d.order_id join order_line l on l.id = d.order_line_id
where d.supervised;

-- Their proofs, and the wake-ups that remind of them.
update file_use set subject = 'spv_' || substr(subject, 5) where subject like 'dlv\_%';
update wakeup set kind = 'supervision.waiting', subject = 'spv_' || substr(subject, 5) where kind = 'fulfilment.waiting';

-- What a delivery says of the way to its acceptance is supervision's now.
drop index delivery_seller;
alter table delivery drop constraint delivery_check;
alter table delivery drop constraint delivery_state_check;
update delivery set state = 'started', delivered_at = null where state = 'delivered';
alter table delivery add check (state in ('started', 'accepted', 'failed'));
alter table delivery drop column begun_at, drop column note, drop column rejection;
