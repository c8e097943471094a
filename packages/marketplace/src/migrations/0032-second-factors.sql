-- The second factors of members (packages/marketplace/src/parties/README.md).

-- The secret of an authenticator app, sealed. It counts once a code of it was given (confirmed).
create table totp (
  member_id text primary key references member (id),
  secret bytea not null,
  -- The time step of the last code that was accepted: no code of it or of an earlier one is accepted again.
  used_step bigint not null,
  created_wall_at timestamptz not null,
  confirmed_wall_at timestamptz
);

create table passkey (
  id text primary key,
  member_id text not null references member (id),
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_wall_at timestamptz not null,
  used_wall_at timestamptz
);
create index passkey_member on passkey (member_id);

-- Recovery codes that are left, as keyed digests: a code that is used is deleted.
create table recovery_code (
  member_id text not null references member (id),
  code_hash text not null,
  primary key (member_id, code_hash)
);

-- Sign-ins whose password was right and whose second factor is missing. The browser has the token, the table its digest.
create table sign_in_step (
  token_hash text primary key,
  member_id text not null references member (id),
  expires_wall_at timestamptz not null
);
create index sign_in_step_member on sign_in_step (member_id);
create index sign_in_step_expires on sign_in_step (expires_wall_at);

-- What a passkey has to sign, once. The holder is a digest of what binds it to the browser: a cookie, or the session.
create table passkey_challenge (
  holder text primary key,
  challenge text not null,
  expires_wall_at timestamptz not null
);
create index passkey_challenge_expires on passkey_challenge (expires_wall_at);

alter table session
  add column method text not null default 'password'
    check (method in ('password', 'password_code', 'password_passkey', 'passkey', 'recovery_code')),
  -- The address of the sign-in, sealed; only the member sees it.
  add column address bytea,
  -- An operator who has to add a second factor before anything else.
  add column needs_factor boolean not null default false;
