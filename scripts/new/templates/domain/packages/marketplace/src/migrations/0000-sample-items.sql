-- What sellers declare for a time and may withdraw.

create table sample_item (
  id text primary key,
  seller_id text not null references seller (id),
  title text not null,
  days int not null check (days > 0),
  state text not null check (state in ('in_force', 'withdrawn', 'ended')),
  declared_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > declared_at),
  withdrawn_at timestamptz,
  check ((state = 'withdrawn') = (withdrawn_at is not null))
);
create index sample_item_seller on sample_item (seller_id, id);
