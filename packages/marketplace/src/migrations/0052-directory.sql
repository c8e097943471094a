-- The people of companies that use apps (packages/marketplace/src/directory/README.md).
create table enterprise (
  id text primary key,
  buyer_id text not null references buyer (id),
  -- How sellers know it.
  tenant_id text not null unique check (tenant_id ~ '^[0-9a-f]{32}$'),
  -- In addresses; that of a dissolved enterprise is not given again.
  tenant_code text not null unique check (tenant_code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(tenant_code) between 2 and 64),
  name text not null,
  state text not null check (state in ('active', 'dissolved')),
  next_code integer not null default 10001,
  created_at timestamptz not null,
  dissolved_at timestamptz,
  check ((state = 'dissolved') = (dissolved_at is not null))
);
create index enterprise_buyer on enterprise (buyer_id, id);

create table department (
  id text primary key,
  enterprise_id text not null references enterprise (id),
  -- How sellers know it.
  code text not null collate "C",
  name text not null collate "C",
  parent_id text references department (id),
  -- The ids from the top down to its own, with a slash after each: what is below has a path that begins with it.
  path text not null collate "C",
  depth integer not null check (depth between 0 and 19),
  found text not null,
  unique (enterprise_id, code),
  -- Checked at the end of a transaction: of those that an import saves at once, one may get the name that another gives up.
  constraint department_sibling unique nulls not distinct (enterprise_id, parent_id, name) deferrable initially deferred,
  check ((parent_id is null) = (depth = 0))
);
create index department_path on department (enterprise_id, path);
create index department_parent on department (parent_id) where parent_id is not null;

create table person (
  id text primary key,
  enterprise_id text not null references enterprise (id),
  -- How sellers know the person. Whoever left keeps it, so that nobody else gets what a seller still has under it.
  user_name text not null,
  user_name_key text not null collate "C",
  name text not null,
  department_id text references department (id),
  position text,
  employee_code text,
  employee_type integer check (employee_type between 1 and 4),
  mobile text,
  email text,
  work_place text,
  entry_date text check (entry_date ~ '^\d{4}-\d\d-\d\d$'),
  external_id text,
  state text not null check (state in ('active', 'disabled', 'left')),
  member_id text references member (id),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  left_at timestamptz,
  found text not null,
  check ((state = 'left') = (department_id is null) and (state = 'left') = (left_at is not null)),
  -- Whoever left: no personal data but the names.
  check (state <> 'left' or num_nonnulls(position, employee_code, employee_type, mobile, email, work_place, entry_date,
    external_id, member_id) = 0)
);
-- With what a search reads, so that it looks through the index alone.
create unique index person_user_name on person (enterprise_id, user_name_key) include (id, department_id, state, found);
create index person_enterprise on person (enterprise_id, id);
create index person_department on person (department_id, user_name_key) where department_id is not null;
create index person_external on person (enterprise_id, external_id) where external_id is not null;
-- One person, one account.
create unique index person_member on person (member_id, enterprise_id) where member_id is not null;
-- What was done to one of them, among much that was done to others.
create index history_people on history using gin ((data -> 'personIds')) where data ? 'personIds';

create table person_group (
  id text primary key,
  enterprise_id text not null references enterprise (id),
  name text not null collate "C",
  external_id text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  found text not null,
  unique (enterprise_id, name)
);
create table group_person (
  group_id text not null references person_group (id) on delete cascade,
  person_id text not null references person (id),
  primary key (group_id, person_id)
);
create index group_person_person on group_person (person_id);

-- The newest invitation of a person; it goes when it is revoked or replaced. Whoever accepted it may do so once more.
create table person_invitation (
  id text primary key,
  person_id text not null unique references person (id),
  -- Keyed digest of the token in the link, which is derived and stored nowhere.
  token_digest text not null unique,
  email text not null,
  invited_by text not null references member (id),
  created_wall_at timestamptz not null,
  expires_wall_at timestamptz not null,
  accepted_by text references member (id)
);

-- With these, an identity provider keeps the people of an enterprise (SCIM 2.0).
create table scim_token (
  id text primary key,
  enterprise_id text not null references enterprise (id),
  name text not null,
  digest text not null unique,
  -- The last characters, by which people tell tokens apart.
  ending text not null,
  created_by text not null references member (id),
  created_at timestamptz not null,
  used_wall_at timestamptz,
  revoked_at timestamptz
);
create index scim_token_enterprise on scim_token (enterprise_id, id);
