-- Files that people bring: what delivers, proves or is read in. Their bytes lie in the storage, under a name of the id and the hash.
create table file (
  id text primary key,
  -- What it is for, as its domain calls it.
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  -- An organisation, or the market itself.
  owner text not null check (owner = 'market' or owner ~ '^(sel|byr)_'),
  name text not null check (name <> ''),
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null
);
create index file_owner on file (owner);

-- What uses a file: an order line, an application or whatever has an id. One that nothing uses is removed after a day.
create table file_use (
  file_id text not null references file (id),
  subject text not null,
  primary key (file_id, subject)
);
create index file_use_subject on file_use (subject);
