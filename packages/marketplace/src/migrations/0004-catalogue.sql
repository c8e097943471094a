-- The catalogue: prices by bands and once, attributes that make skus, reviews of changes, stock, audiences, categories.

-- R40: a tree kept by the operator. Products name a category by its code; only a leaf may be named at a submission.
create table category (
  code text primary key check (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  parent text references category (code),
  name_zh text not null,
  name_en text not null,
  position int not null,
  check (parent is distinct from code)
);
create index category_parent on category (parent, position);
insert into category (code, parent, name_zh, name_en, position) values
  ('collaboration', null, '办公协同', 'Collaboration', 1),
  ('security', null, '安全合规', 'Security', 2),
  ('finance', null, '财税法务', 'Finance and legal', 3),
  ('hr', null, '人力资源', 'People', 4),
  ('data', null, '数据智能', 'Data', 5),
  ('supply-chain', null, '供应链', 'Supply chain', 6),
  ('development', null, '开发运维', 'Development', 7),
  ('images', null, '镜像与容器', 'Images', 8),
  ('marketing', null, '营销与客服', 'Marketing and service', 9),
  ('education', null, '教育培训', 'Learning', 10);
-- What products of before are in stays named as it was.
insert into category (code, parent, name_zh, name_en, position)
  select distinct category, null, category, category, 100 from product
  where category ~ '^[a-z0-9][a-z0-9-]{0,39}$' on conflict do nothing;

alter table product
  -- R20: enumeration attributes, in order; a sku names one value of each.
  add column attributes jsonb not null default '[]',
  add column tags jsonb not null default '[]',
  add column pictures jsonb not null default '[]',
  add column support jsonb,
  -- R47: what is asked of a buyer to make the application's account.
  add column buyer_data jsonb not null default '[]',
  -- R31, R32: to whom and where it is sold; null is everywhere.
  add column audience jsonb not null default '{"kind": "all"}',
  add column regions jsonb,
  add column hidden boolean not null default false,
  add column suspended_until timestamptz;
alter table product add constraint product_suspended check ((state = 'suspended') = (suspended_until is not null));

alter table specification drop constraint specification_product_id_position_key;
create index specification_product on specification (product_id, position);
alter table specification
  add column hidden boolean not null default false,
  add column delisted_at timestamptz,
  -- Null is the product's.
  add column audience jsonb,
  -- R29, R30; null is without limit.
  add column max_purchases int check (max_purchases > 0),
  add column max_quantity int check (max_quantity > 0),
  add column stock bigint check (stock >= 0);

-- The place of the value of each attribute; a combination that is not offered keeps its code.
alter table sku
  add column attribute_values jsonb not null default '[]',
  add column offered boolean not null default true,
  add column position int not null default 0;
create unique index sku_combination on sku (specification_id, attribute_values);

alter table price_item drop constraint price_item_period_check;
alter table price_item
  add constraint price_item_period_check check (period in ('month', 'year', 'one_time')),
  -- R23: the price above so many units; the first band is unit_price_e8.
  add column bands jsonb not null default '[]',
  add column trial_days int check (trial_days between 3 and 180),
  add column offered boolean not null default true,
  add constraint price_item_trial check (period <> 'one_time' or trial_days is null);

-- The text that a buyer agrees to; an order names its version.
create table service_agreement (
  product_id text not null references product (id),
  version int not null check (version > 0),
  text_zh text not null,
  text_en text not null,
  at timestamptz not null,
  primary key (product_id, version)
);
create table market_terms (
  version int primary key check (version > 0),
  text_zh text not null,
  text_en text not null,
  at timestamptz not null
);

-- What a seller has asked to be reviewed, with what it would make of the product (R49): the record of each step.
create table product_application (
  id text primary key,
  product_id text not null references product (id),
  seller_id text not null references seller (id),
  kind text not null check (kind in ('release', 'change', 'delisting')),
  state text not null check (state in ('in_review', 'approved', 'rejected', 'withdrawn')),
  content jsonb,
  -- Of a delisting: its specifications; null is the whole product.
  specification_ids jsonb,
  reason text,
  changes_prices boolean not null,
  filed_at timestamptz not null,
  due_at timestamptz not null,
  opened_by text references member (id),
  opened_at timestamptz,
  -- R6: the first of two operators who approve.
  seconded_by text references member (id),
  decided_by text references member (id),
  decided_at timestamptz,
  decision_reason text,
  check ((kind = 'delisting') = (content is null)),
  check ((state in ('approved', 'rejected')) = (decided_by is not null)),
  check ((state = 'rejected') <= (decision_reason is not null))
);
create unique index product_application_open on product_application (product_id) where state = 'in_review';
create index product_application_queue on product_application (due_at, id) where state = 'in_review';
create index product_application_filed on product_application (seller_id, filed_at);
create index product_application_product on product_application (product_id, id);
-- Products that are in review already.
insert into product_application (id, product_id, seller_id, kind, state, content, changes_prices, filed_at, due_at)
  select 'apl_' || substr(id, 5), id, seller_id, 'release', 'in_review', '{}'::jsonb, true, created_at, created_at
  from product where state = 'in_review';

-- What each order line took: counted by limits, trials and stock (R28–R30) until it is freed.
create table purchase (
  order_line_id text primary key,
  buyer_id text not null references buyer (id),
  product_id text not null references product (id),
  specification_id text not null references specification (id),
  trial boolean not null,
  -- Taken from stock; null if there was none to take from.
  stock_taken bigint check (stock_taken > 0),
  state text not null check (state in ('held', 'paid', 'freed'))
);
-- R28: whatever happens at the same time.
create unique index purchase_one_trial on purchase (buyer_id, product_id) where trial and state <> 'freed';
create index purchase_buyer on purchase (buyer_id, specification_id) where state <> 'freed';
create index purchase_owner on purchase (buyer_id, product_id) where state = 'paid';
insert into purchase (order_line_id, buyer_id, product_id, specification_id, trial, state)
  select line.id, o.buyer_id, line.product_id, sku.specification_id, false,
    case line.state when 'open' then case o.state when 'pending_payment' then 'held' else 'paid' end
      when 'completed' then 'paid' else 'freed' end
  from order_line line join "order" o on o.id = line.order_id join sku on sku.id = line.sku_id
  where o.kind = 'new';

alter table subscription drop constraint subscription_period_check;
alter table subscription
  add constraint subscription_period_check check (period in ('month', 'year', 'one_time')),
  -- R27: of a trial, which runs for days instead of periods.
  add column trial_days int check (trial_days > 0);
-- What was bought once has no end.
alter table subscription drop constraint subscription_check;
alter table subscription add constraint subscription_term
  check (case when period = 'one_time' then ends_at is null else (starts_at is null) = (ends_at is null) end);
