-- Keys with which sellers' servers sign what they ask of the market: an id, which goes out with every request, and a secret.

create table open_api_key (
  id text primary key,
  seller_id text not null references seller (id),
  name text not null,
  access_key_id text not null unique,
  secret_sealed bytea not null,
  enabled boolean not null default true,
  created_at timestamptz not null,
  -- Exact to the minute.
  last_used_at timestamptz,
  -- Signatures in a row that did not fit, and until when no more are looked at; both hold for all nodes.
  failures int not null default 0 check (failures >= 0),
  locked_until_wall_at timestamptz
);
create index open_api_key_seller on open_api_key (seller_id, id);
