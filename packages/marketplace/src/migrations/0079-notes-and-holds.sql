-- Internal notes of operators about what they decide on. The subject is an id: of a seller, a buyer, a product, an order,
-- an application or a ticket, none of which is ever deleted.
create table note (
  id text primary key,
  subject text not null,
  text text not null check (length(text) between 1 and 2000),
  author_id text not null references member (id),
  written_at timestamptz not null,
  changed_at timestamptz,
  withdrawn_at timestamptz
);
create index note_subject on note (subject, id desc) where withdrawn_at is null;

-- Which operator works on something that waits for a decision, by the kind of the to-do list and the id there. What waits
-- again is held by nobody: a row counts only while it is newer than what it is about.
create table hold (
  id text primary key,
  kind text not null,
  subject text not null,
  member_id text not null references member (id),
  taken_at timestamptz not null,
  unique (kind, subject)
);
