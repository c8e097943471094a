-- Products name their protocol, and sellers are told of paid orders on a channel of its own.

alter table product_access drop constraint product_access_protocol_check;
alter table product_access
  add constraint product_access_protocol_check check (protocol in ('saas-v2', 'saas-v1')),
  -- SaaS V1.0: with how many bits phone and email are sealed.
  add column key_bits int check (key_bits in (128, 256)),
  add constraint product_access_key_bits check ((protocol = 'saas-v1') = (key_bits is not null));

-- Order notification: where a seller's server is told of each paid order. Switched off, it keeps its address and key: what is
-- under way still goes there.
create table order_channel (
  seller_id text primary key references seller (id),
  address_id text not null references production_address (id),
  key_id text not null references access_key (id),
  switched_on boolean not null,
  set_at timestamptz not null
);
create index order_channel_key on order_channel (key_id);
create index order_channel_address on order_channel (address_id);

-- The server that hears of orders may be another one, and its failures hold up nothing else: it has a gate of its own, named
-- by the seller's id and ":orders".
alter table gate drop constraint gate_seller_id_fkey;
alter table call add column gate_id text not null generated always as
  (case operation_kind when 'notify_order' then seller_id || ':orders' else seller_id end) stored;
drop index call_due;
create index call_due on call (gate_id, due_at, id) where state = 'waiting' and blocked_by is null;
drop index call_sending;
create index call_sending on call (gate_id) where state = 'sending';
drop index call_window;
create index call_window on call (gate_id, window_ends_at) where state = 'waiting' and window_runs;
