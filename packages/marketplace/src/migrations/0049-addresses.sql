-- R259: what a seller publishes to prove that it controls the host of an address, what came of it, and what was seen.
alter table production_address add column proof_token text;
update production_address set proof_token = replace(gen_random_uuid()::text, '-', '');
alter table production_address
  alter column proof_token set not null,
  -- For servers of the version before that still run beside this one.
  alter column proof_token set default replace(gen_random_uuid()::text, '-', ''),
  add column proof_state text not null default 'unverified' check (proof_state in ('unverified', 'verified', 'failed')),
  add column proof_way text check (proof_way in ('file', 'dns')),
  add column proof_at timestamptz,
  add column proof_fault text,
  -- An operator has rejected it once: since then no proof approves it, only an operator.
  add column by_hand boolean not null default false,
  add column probe jsonb,
  add check ((proof_state = 'unverified') = (proof_way is null)),
  add check ((proof_state = 'unverified') = (proof_at is null)),
  add check ((proof_state = 'failed') = (proof_fault is not null));
-- Some were added again since.
update production_address a set by_hand = true
  where state = 'rejected' or exists (select from history h where h.subject = a.id and h.kind = 'address.rejected');

-- R261: services that were made before the address of their product changed keep the one from before. One row for a change, none
-- for a service: ids sort by creation, so each row is for the services after the row before, up to this one.
create table earlier_address (
  channel_id text not null references channel (id),
  product_id text not null references product (id),
  last_subscription_id text collate "C" not null,
  address_id text not null references production_address (id),
  changed_at timestamptz not null,
  primary key (channel_id, product_id, last_subscription_id)
);

-- A service that was moved by itself.
create table moved_service (
  subscription_id text primary key references subscription (id),
  channel_id text not null references channel (id),
  product_id text not null references product (id),
  address_id text not null references production_address (id),
  moved_at timestamptz not null
);
create index moved_service_product on moved_service (channel_id, product_id);

