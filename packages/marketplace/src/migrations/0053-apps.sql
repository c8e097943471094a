-- Apps whose users come from a buyer's directory (packages/marketplace/src/apps/README.md).
create table app_credential (
  id text primary key,
  -- R269: a product keeps its credential for life.
  product_id text not null unique references product (id),
  seller_id text not null references seller (id),
  -- Published: sellers configure it in their programs.
  app_id text not null unique check (app_id ~ '^[A-Z0-9]{16}$'),
  key_sealed bytea not null,
  name text not null,
  method text not null check (method in ('oauth2', 'sdk')),
  callback_url text unique,
  login_kind text not null check (login_kind in ('shared', 'own')),
  login_url text not null,
  public_key text not null,
  oaep text not null check (oaep in ('sha256-sha256', 'sha256-sha1', 'sha1-sha1')),
  -- R268
  several_instances boolean not null,
  asked_data text[] not null,
  -- Counts the changes that connected apps take over when their seller says so.
  version integer not null check (version > 0),
  created_at timestamptz not null,
  check (method <> 'oauth2' or callback_url is not null)
);
create index app_credential_seller on app_credential (seller_id, id);

-- A service whose people use it through an enterprise; without a service and an enterprise: the test account of a credential.
create table connected_app (
  id text primary key,
  credential_id text not null references app_credential (id),
  product_id text not null references product (id),
  seller_id text not null references seller (id),
  buyer_id text references buyer (id),
  subscription_id text references subscription (id),
  enterprise_id text references enterprise (id),
  -- The names of both at the seller; empty for a test account.
  instance_id text not null,
  order_number text not null,
  client_id text not null unique,
  client_secret_sealed bytea not null,
  shared_data text[] not null,
  login_url text not null,
  -- The version of the credential that it has taken over.
  version integer not null,
  state text not null check (state in ('connecting', 'connected', 'ending', 'ended')),
  -- The batch that failed and waits for a decision.
  asking_batch_id text,
  created_at timestamptz not null,
  connected_at timestamptz,
  ended_at timestamptz,
  reconciled_at timestamptz,
  check ((buyer_id is null) = (subscription_id is null) and (buyer_id is null) = (enterprise_id is null)),
  check ((state = 'ended') = (ended_at is not null))
);
create index connected_app_buyer on connected_app (buyer_id, id) where buyer_id is not null;
create index connected_app_seller on connected_app (seller_id, id);
create index connected_app_credential on connected_app (credential_id, id);
create index connected_app_enterprise on connected_app (enterprise_id, id) where state <> 'ended' and enterprise_id is not null;
create index connected_app_asking on connected_app (id) where asking_batch_id is not null;
-- A service is connected to one enterprise at a time.
create unique index connected_app_service on connected_app (subscription_id) where state <> 'ended' and subscription_id is not null;
-- R270: one for life.
create unique index connected_app_test on connected_app (credential_id) where subscription_id is null;

-- The mirror of what a seller knows, in three tables with the same columns. `key` is how the seller knows the thing, `wanted` what the
-- seller should be told of it, `confirmed` what it has confirmed ({}: that it exists), `unsure` what a call without an answer may have left
-- there ({}: anything). What has no wanted place any more has a `removal`. `change` is what has to be said; null: nothing.
create table app_part (
  connected_app_id text not null references connected_app (id),
  key text not null check (key in ('enterprise', 'app')),
  wanted jsonb not null,
  confirmed jsonb,
  unsure jsonb,
  removal text check (removal = 'delete'),
  held_by text,
  change text generated always as (case
    when removal is not null then case when confirmed is not null or unsure is not null then removal end
    when confirmed is null then 'add'
    when unsure is not null or wanted <> confirmed then 'change' end) stored,
  primary key (connected_app_id, key)
);

create table app_department (
  connected_app_id text not null references connected_app (id),
  key text not null collate "C",
  -- It may be gone; one with the same code takes its place here.
  department_id text,
  wanted jsonb not null,
  confirmed jsonb,
  unsure jsonb,
  removal text check (removal = 'delete'),
  held_by text,
  change text generated always as (case
    when removal is not null then case when confirmed is not null or unsure is not null then removal end
    when confirmed is null then 'add'
    when unsure is not null or wanted <> confirmed then 'change' end) stored,
  primary key (connected_app_id, key)
);
create index app_department_due on app_department (connected_app_id, key) where change is not null;
create index app_department_id on app_department (department_id) where department_id is not null;

-- Assignments: people who may use an app, and those of whom the seller has yet to be told that they may not.
create table app_person (
  connected_app_id text not null references connected_app (id),
  key text not null collate "C",
  -- Absent for the person of a test account.
  person_id text references person (id),
  wanted jsonb not null,
  confirmed jsonb,
  unsure jsonb,
  removal text check (removal in ('delete', 'withdraw')),
  held_by text,
  change text generated always as (case
    when removal is not null then case when confirmed is not null or unsure is not null then removal end
    when confirmed is null then 'add'
    when unsure is not null or wanted <> confirmed then 'change' end) stored,
  primary key (connected_app_id, key)
);
create index app_person_due on app_person (connected_app_id, change, key) where change is not null and held_by is null;
create index app_person_held on app_person (held_by) where held_by is not null;
create index app_person_person on app_person (person_id, connected_app_id) where person_id is not null;

-- What one call says, frozen.
create table sync_batch (
  id text primary key,
  connected_app_id text not null references connected_app (id),
  n integer not null,
  subject text not null check (subject in ('enterprise', 'app', 'departments', 'department', 'people')),
  change text not null check (change in ('add', 'change', 'delete', 'withdraw', 'list')),
  items integer not null check (items > 0),
  state text not null check (state in ('open', 'confirmed', 'failed', 'repeated', 'left_out', 'given_up', 'dropped')),
  call_id text,
  created_at timestamptz not null,
  ended_at timestamptz,
  decided_at timestamptz,
  decided_by text references member (id),
  -- The name that the member had then.
  decider text,
  reason text,
  unique (connected_app_id, n)
);
-- One at a time.
create unique index sync_batch_current on sync_batch (connected_app_id) where state in ('open', 'failed');

-- Removed when the batch is confirmed; payloads, when somebody has decided about it.
create table sync_batch_item (
  batch_id text not null references sync_batch (id),
  key text not null collate "C",
  -- What people call it.
  name text not null,
  payload jsonb,
  -- Nothing else of it can be at the seller, so that a confirmed addition says what is there.
  fresh boolean not null,
  primary key (batch_id, key)
);
