-- Filters of lists that members saved, each as a member of one party. The party is an id of a buyer or a seller, or
-- `operator`.
create table saved_filter (
  id text primary key,
  member_id text not null references member (id),
  party text not null,
  list text not null,
  name text not null check (length(name) between 1 and 40),
  filters jsonb not null,
  created_at timestamptz not null,
  unique (member_id, party, list, name)
);
