-- People sign in by their company's own identity provider (packages/marketplace/src/identity/README.md).

alter table session
  drop constraint session_method_check,
  add constraint session_method_check
    check (method in ('password', 'password_code', 'password_passkey', 'passkey', 'recovery_code', 'company'));

-- At their first sign-in people are found by their email.
create index person_email on person (enterprise_id, lower(email)) where email is not null;

-- One of each company, and one of the operators, which has no company.
create table identity_provider (
  id text primary key,
  enterprise_id text references enterprise (id),
  issuer text not null,
  client_id text not null,
  client_secret_sealed bytea not null,
  scopes text[] not null,
  found_by text not null check (found_by in ('email', 'user_name', 'subject')),
  adds_people boolean not null,
  enforced boolean not null,
  enabled boolean not null,
  set_up_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index identity_provider_owner on identity_provider (coalesce(enterprise_id, ''));
create index identity_provider_issuer on identity_provider (issuer, client_id);

-- A domain of a company's email addresses; only one company has it verified.
create table email_domain (
  enterprise_id text not null references enterprise (id),
  domain text not null,
  token text not null,
  verified_at timestamptz,
  primary key (enterprise_id, domain)
);
create unique index email_domain_verified on email_domain (domain) where verified_at is not null;

-- Whom a provider means by a subject. The person is null for operators.
create table member_identity (
  provider_id text not null references identity_provider (id) on delete cascade,
  subject text not null,
  member_id text not null references member (id) on delete cascade,
  person_id text references person (id),
  created_at timestamptz not null,
  primary key (provider_id, subject),
  unique (provider_id, member_id)
);
create index member_identity_member on member_identity (member_id);
create index member_identity_person on member_identity (person_id) where person_id is not null;

-- Which sessions a provider gave, and what it calls them.
create table identity_session (
  session_id text primary key references session (id) on delete cascade,
  provider_id text not null,
  subject text not null,
  sid text,
  foreign key (provider_id, subject) references member_identity (provider_id, subject) on delete cascade
);
create index identity_session_identity on identity_session (provider_id, subject);
create index identity_session_sid on identity_session (provider_id, sid) where sid is not null;

-- A sign-in that has gone to the provider, a test of it, what a test has shown, or an account that waits to be connected.
create table identity_step (
  digest text primary key,
  purpose text not null check (purpose in ('sign_in', 'test', 'tested', 'connect')),
  provider_id text not null references identity_provider (id) on delete cascade,
  next text not null,
  -- Who tests, or whose account waits.
  member_id text references member (id) on delete cascade,
  person_id text references person (id),
  subject text,
  sid text,
  -- What the provider said of whoever tested.
  result_sealed bytea,
  created_wall_at timestamptz not null,
  expires_wall_at timestamptz not null,
  check ((purpose = 'sign_in') = (member_id is null)),
  check ((purpose = 'connect') = (subject is not null)),
  check ((purpose = 'tested') = (result_sealed is not null))
);
create index identity_step_provider on identity_step (provider_id);
create index identity_step_member on identity_step (member_id) where member_id is not null;
create index identity_step_expires on identity_step (expires_wall_at);

-- Logout tokens that have been carried out, until they would be refused as too old.
create table logout_token (
  digest text primary key,
  expires_wall_at timestamptz not null
);
create index logout_token_expires on logout_token (expires_wall_at);
