-- Sign-on of people to apps (packages/marketplace/src/sign-on/README.md).

-- With it the identity tokens of a company's people are signed; made when they are first asked for.
create table sign_on_key (
  enterprise_id text primary key references enterprise (id),
  kid text not null,
  key_sealed bytea not null,
  created_at timestamptz not null
);

-- That somebody is signed in at a company's address, in one browser. It ends with the session at the marketplace.
create table sign_on_session (
  digest text primary key,
  uid text not null unique,
  enterprise_id text not null references enterprise (id),
  person_id text references person (id),
  session_id text references session (id) on delete cascade,
  payload jsonb not null,
  expires_wall_at timestamptz not null
);
create index sign_on_session_session on sign_on_session (session_id) where session_id is not null;
create index sign_on_session_person on sign_on_session (person_id) where person_id is not null;
create index sign_on_session_expires on sign_on_session (expires_wall_at);

-- A sign-on that waits for somebody: until it is known who they are, and then for their browser to come back with a ticket.
create table sign_on_step (
  digest text primary key,
  enterprise_id text not null references enterprise (id),
  payload jsonb not null,
  created_wall_at timestamptz not null,
  expires_wall_at timestamptz not null,
  ticket_digest text,
  person_id text references person (id),
  session_id text references session (id) on delete cascade,
  check ((ticket_digest is null) = (person_id is null) and (ticket_digest is null) = (session_id is null))
);
create index sign_on_step_session on sign_on_step (session_id) where session_id is not null;
create index sign_on_step_person on sign_on_step (person_id) where person_id is not null;
create index sign_on_step_expires on sign_on_step (expires_wall_at);

-- Somebody signed on to an app: the code that the app was given, and what the app asked for.
create table sign_on (
  id text primary key,
  enterprise_id text not null references enterprise (id),
  connected_app_id text not null references connected_app (id),
  person_id text not null references person (id),
  -- Tokens end with a session that somebody ends. One that ran out is kept for as long as they may count.
  session_id text not null references session (id) on delete cascade,
  code_digest text not null unique,
  code_used_wall_at timestamptz,
  code_expires_wall_at timestamptz not null,
  payload jsonb not null,
  -- The end of the last of its tokens.
  expires_wall_at timestamptz not null
);
create index sign_on_person on sign_on (person_id);
create index sign_on_session_id on sign_on (session_id);
create index sign_on_expires on sign_on (expires_wall_at);

create table sign_on_token (
  digest text primary key,
  sign_on_id text not null references sign_on (id) on delete cascade,
  kind text not null check (kind in ('access', 'refresh')),
  payload jsonb not null,
  used_wall_at timestamptz,
  expires_wall_at timestamptz not null
);
create index sign_on_token_sign_on on sign_on_token (sign_on_id);
create index sign_on_token_expires on sign_on_token (expires_wall_at);
