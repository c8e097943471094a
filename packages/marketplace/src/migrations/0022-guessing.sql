-- Whoever signs wrongly with a seller's API key shuts out the address that it came from, and not the seller.

create table open_api_key_failure (
  key_id text not null references open_api_key (id) on delete cascade,
  -- A digest of the address, of IPv6 of its /64.
  place text not null,
  -- Signatures in a row that did not fit, and until when no more from there are looked at; both hold for all nodes.
  failures int not null check (failures > 0),
  failed_wall_at timestamptz not null,
  locked_until_wall_at timestamptz,
  primary key (key_id, place)
);

alter table open_api_key
  -- Until when the address is shut out that was shut out last.
  drop column failures,
  add column told_wall_at timestamptz;

-- Old counts are thrown away by their time.
create index sign_in_limit_window on sign_in_limit (window_wall_at);
