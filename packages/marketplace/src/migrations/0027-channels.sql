-- A channel is the door through which a seller is called for one family of operations (docs/decisions/0035-channels.md). It takes
-- the place of two tables, what products use and where sellers are told of orders, and of gates that were named by a text.
create table channel (
  id text primary key,
  seller_id text not null references seller (id),
  family text not null,
  created_at timestamptz not null,
  unique (seller_id, family)
);

-- What goes through a channel: for one product, or for all that has no binding of its own. Which protocols there are and what
-- options each of them has is said in one place, the dialects.
create table channel_binding (
  channel_id text not null references channel (id),
  product_id text references product (id),
  protocol text not null,
  address_id text not null references production_address (id),
  key_id text not null references access_key (id),
  -- Off, whoever would call through it makes no new call; its address and key stay: what is under way still goes there.
  switched_on boolean not null,
  options jsonb not null,
  bound_at timestamptz not null,
  unique nulls not distinct (channel_id, product_id)
);
create index channel_binding_product on channel_binding (product_id);
create index channel_binding_key on channel_binding (key_id);
create index channel_binding_address on channel_binding (address_id);

-- The random part of an id is taken from what the channel is: two channels never get one id, and all of its characters may be in one.
insert into channel (id, seller_id, family, created_at)
select 'chn_' || substr(s.id, 5, 10) || substr(md5(s.id || ':' || door.family), 1, 16), s.id, door.family, s.created_at
from (
  select product.seller_id, 'saas' as family from product_access join product on product.id = product_access.product_id
  union select seller_id, 'orders' from order_channel
  union select split_part(seller_id, ':', 1), case when seller_id like '%:orders' then 'orders' else 'saas' end from gate
  union select seller_id, case operation_kind when 'notify_order' then 'orders' else 'saas' end from call
) door join seller s on s.id = door.seller_id;

insert into channel_binding (channel_id, product_id, protocol, address_id, key_id, switched_on, options, bound_at)
select c.id, a.product_id, a.protocol, a.address_id, a.key_id, true,
  jsonb_strip_nulls(jsonb_build_object(
    'keyBits', a.key_bits, 'expireDigits', a.expire_digits, 'cancellationOrder', a.cancellation_order)),
  a.bound_at
from product_access a join product p on p.id = a.product_id
  join channel c on c.seller_id = p.seller_id and c.family = 'saas'
union all
select c.id, null, 'order-notification', o.address_id, o.key_id, o.switched_on, '{}', o.set_at
from order_channel o join channel c on c.seller_id = o.seller_id and c.family = 'orders';
drop table product_access;
drop table order_channel;

alter table gate add column channel_id text references channel (id);
update gate g set channel_id = c.id from channel c
where g.seller_id = case c.family when 'orders' then c.seller_id || ':orders' else c.seller_id end;
-- A gate that belongs to no seller holds nobody up.
delete from gate where channel_id is null;
alter table gate drop column seller_id;
alter table gate add primary key (channel_id);

-- The same id, reckoned from the row: a million calls are written once, and none is looked up.
alter table call drop column gate_id;
alter table call add column channel_id text not null generated always as ('chn_' || substr(seller_id, 5, 10) || substr(
  md5(seller_id || ':' || case operation_kind when 'notify_order' then 'orders' else 'saas' end), 1, 16)) stored;
alter table call alter column channel_id drop expression;
alter table call add foreign key (channel_id) references channel (id);
create index call_due on call (channel_id, due_at, id) where state = 'waiting' and blocked_by is null;
create index call_sending on call (channel_id) where state = 'sending';
create index call_window on call (channel_id, window_ends_at) where state = 'waiting' and window_runs;
