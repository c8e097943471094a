-- Pictures of sellers and what shows them; the audit search over history.

create table media (
  id text primary key,
  seller_id text not null references seller (id),
  purpose text not null check (purpose in ('logo', 'picture', 'description')),
  -- Of the bytes that were uploaded.
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  type text not null check (type = 'image/webp'),
  width int not null check (width > 0),
  height int not null check (height > 0),
  -- Of all its sizes together.
  bytes bigint not null check (bytes > 0),
  files jsonb not null,
  created_at timestamptz not null,
  constraint media_same unique (seller_id, purpose, sha256)
);

-- What shows a picture: a seller, a product or whatever has an id.
create table media_use (
  media_id text not null references media (id),
  subject text not null,
  primary key (media_id, subject)
);
create index media_use_subject on media_use (subject);

-- The audit search reads history newest first, narrowed by what an operator knows. New rows stand at the end of each, and
-- the few of one moment are put in order when they are read.
create index history_at on history (at);
create index history_kind on history (kind collate "C", at);
create index history_subject_kind on history (left(subject, 4), at);
create index history_actor on history (actor_id, at) where actor_id is not null;
