-- What a paid line becomes (docs/decisions/0032-fulfilment.md). Which types there are is said in one place, the kernel; that each of
-- them has one owner is checked as the market starts.
alter table product drop constraint product_type_check;
alter table product add column sales_mode text not null default 'general' check (sales_mode in ('general', 'joint'));
alter table product alter column sales_mode drop default;

-- What an offer froze, for who looks for lines by it; those of before the types were all SaaS that its seller sold alone (R10, R12).
alter table order_line
  add column type text not null generated always as (coalesce(offer ->> 'type', 'saas')) stored,
  add column sales_mode text not null generated always as (coalesce(offer ->> 'salesMode', 'general')) stored;

create table delivery (
  id text primary key,
  order_line_id text not null unique references order_line (id),
  subscription_id text not null unique references subscription (id),
  order_id text not null references "order" (id),
  seller_id text not null references seller (id),
  type text not null,
  state text not null check (state in ('started', 'delivered', 'accepted', 'failed')),
  -- Until when it is to be delivered; null is without limit.
  deliver_until timestamptz,
  started_at timestamptz not null,
  delivered_at timestamptz,
  accepted_at timestamptz,
  failed_at timestamptz,
  -- R98: when it began to be used, as the seller says; what the seller writes; why the buyer rejected it last (R99).
  begun_at timestamptz,
  note text,
  rejection text,
  check (state not in ('delivered', 'accepted') or delivered_at is not null),
  check ((state = 'accepted') = (accepted_at is not null)),
  check ((state = 'failed') = (failed_at is not null))
);
create index delivery_order on delivery (order_id);
create index delivery_seller on delivery (seller_id, id) where type <> 'saas';

-- What was opened, or is being opened, or could not be.
insert into delivery (
  id, order_line_id, subscription_id, order_id, seller_id, type, state, deliver_until, started_at, delivered_at, accepted_at, failed_at
)
select 'dlv_' || substr(i.id, 5), i.order_line_id, i.subscription_id, i.order_id, i.seller_id, 'saas',
  case when i.opened_at is not null then 'accepted' when i.state = 'opening' then 'started' else 'failed' end,
  i.opening_until, s.created_at, i.opened_at, i.opened_at,
  case when i.opened_at is null and i.state <> 'opening' then coalesce(i.closed_at, i.opening_until) end
from instance i join subscription s on s.id = i.subscription_id;

-- Money back has one more cause: an operator ended a delivery that was not accepted.
alter table refund drop constraint refund_cause_check;
alter table refund add constraint refund_cause_check
  check (cause in ('opening_failed', 'not_delivered', 'change_failed', 'five_day', 'renewal'));

-- Products are found by their type; all of them are read anew, as the token of the type is in none of the documents yet.
alter table search_facet add column type text not null default 'saas';
alter table search_facet alter column type drop default;
alter table search_facet drop constraint search_facet_category_modes_price_band_key;
alter table search_facet add unique (category, modes, price_band, type);
select search_reread(array(select id from product where state = 'listed' order by id));
