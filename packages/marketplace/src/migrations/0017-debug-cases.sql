-- Debugging calls from the seller centre: of each scene the last call that passed and the last that failed (R245).
create table debug_case (
  id text primary key,
  seller_id text not null references seller (id),
  -- A product; or the seller, for order notification, which belongs to none.
  subject text not null,
  scene text not null,
  passed boolean not null,
  made_at timestamptz not null,
  made_by text not null references member (id),
  made_by_name text not null,
  -- What the call went by: a case is stale when the product goes by something else.
  protocol text not null check (protocol in ('saas-v2', 'saas-v1', 'order-notification')),
  url text not null,
  key_id text not null,
  key_bits int,
  verdict jsonb not null,
  result_code text,
  -- The seller's id of the instance that the call opened: the scenes after it are about that one.
  reference text,
  duration_ms int not null,
  request_sealed bytea not null,
  reply_sealed bytea,
  unique (subject, scene, passed)
);
create index debug_case_seller on debug_case (seller_id);
create index debug_case_member on debug_case (made_by);
