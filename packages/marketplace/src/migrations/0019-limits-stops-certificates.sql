-- Unpaid orders are looked for by who made them, and when something is stopped.
create index order_awaiting_payment on "order" (buyer_id) where state = 'pending_payment';

-- R30, R61: what an unpaid order takes from stock is held for it until here; after that it is taken when it is paid. Null is
-- an order of nothing that is counted; one that holds nothing from the beginning has its own creation.
alter table "order" add column stock_until timestamptz;
alter table purchase
  -- To be taken when it is paid, because it is not held, or not any more.
  add column stock_due bigint check (stock_due > 0),
  -- It was held, and then neither paid nor stopped by the market: the next one is not held.
  add column hold_ended_at timestamptz;
create index purchase_hold_ended on purchase (buyer_id, specification_id, hold_ended_at)
  where hold_ended_at is not null;
-- What was promised to orders of before stays: until their payment is late.
update "order" set stock_until = pay_by
  where state = 'pending_payment' and id in (
    select line.order_id from order_line line join purchase on purchase.order_line_id = line.id
    where purchase.stock_taken is not null);

-- R31: a paid service of it stands, so its buyer owns the product.
alter table purchase
  add column standing boolean not null default false,
  -- False of more units for a service that there is: it counts for no limit (R29).
  add column counts boolean not null default true;
update purchase set standing = true from subscription
  where subscription.order_line_id = purchase.order_line_id
    and subscription.state in ('active', 'grace', 'retention') and subscription.trial_days is null;
-- R29: what a trial became counts as a purchase.
insert into purchase (order_line_id, buyer_id, product_id, specification_id, trial, state)
  select line.id, paid.buyer_id, line.product_id, sku.specification_id, false, 'paid'
  from order_line line
    join "order" paid on paid.id = line.order_id
    join sku on sku.id = line.sku_id
  where paid.kind = 'conversion' and line.state <> 'refunded'
  on conflict (order_line_id) do nothing;
drop index purchase_owner;
create index purchase_owner on purchase (buyer_id, product_id) where standing;

-- R50: single combinations are delisted too, for good; the wish names them by specification and values, with what speaks for it.
alter table sku add column delisted_at timestamptz;
alter table product_application
  add column skus jsonb,
  add column evidence text;

-- R57: the certificates that a product names, and what of them its seller was told.
alter table product
  add column certificates jsonb not null default '[]',
  add column certificates_told jsonb not null default '[]';
