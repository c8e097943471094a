-- Emails to be sent, and the record of those that were (packages/marketplace/src/mail/README.md). Without secrets: the link of
-- a letter is made when it is sent.
create table mail (
  id text primary key,
  kind text not null check (kind in ('message', 'letter')),
  name text not null,
  about text not null,
  area text check (area in ('buyer', 'seller', 'operator')),
  member_id text references member (id),
  address text not null,
  language text not null,
  data jsonb not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
  attempts integer not null,
  created_wall_at timestamptz not null,
  due_wall_at timestamptz,
  lease_until timestamptz,
  -- Set just before the mail server gets the email: whoever finds it set after a crash does not send the email again.
  handed_wall_at timestamptz,
  ended_wall_at timestamptz,
  fault text
);
create index mail_due on mail (due_wall_at) where state = 'waiting';
create index mail_sending on mail (lease_until) where state = 'sending';
create index mail_state on mail (state, id);

-- Only choices that differ from the default.
create table mail_preference (
  member_id text not null references member (id),
  area text not null check (area in ('buyer', 'seller', 'operator')),
  topic text not null,
  wanted boolean not null,
  primary key (member_id, area, topic)
);

-- Links that were sent by email. Each can be used once; the table has only a keyed digest of its token.
create table account_link (
  id text primary key,
  purpose text not null check (purpose in ('reset', 'confirmation', 'email', 'invitation')),
  member_id text not null references member (id),
  token_hash text not null unique,
  -- The new address, for a change of email.
  email text,
  created_wall_at timestamptz not null,
  expires_wall_at timestamptz not null
);
create index account_link_member on account_link (member_id, purpose);

-- An operator's request to give the owner of a party a new password, which another operator confirms.
create table password_reset_request (
  id text primary key,
  member_id text not null references member (id),
  reason text not null,
  state text not null check (state in ('proposed', 'confirmed', 'withdrawn')),
  proposed_by text not null references member (id),
  proposed_at timestamptz not null,
  decided_by text references member (id),
  decided_at timestamptz
);
create unique index password_reset_request_open on password_reset_request (member_id) where state = 'proposed';

-- A new account whose address is not confirmed yet, where there is a mail server.
alter table member drop constraint member_state_check;
alter table member add constraint member_state_check check (state in ('unconfirmed', 'waiting', 'active', 'rejected'));

-- Every round of the sender deletes what ended long ago, and every letter with a link the links that ran out.
create index mail_ended on mail (ended_wall_at) where ended_wall_at is not null;
create index account_link_expires on account_link (expires_wall_at);
