-- Accounts: people who sign up by themselves, what a member may do, applications of sellers.

-- A sign-up may wait for an operator; what an operator or a main account gave as a password is changed at the first sign-in.
alter table member
  add column state text not null default 'active' check (state in ('waiting', 'active', 'rejected')),
  add column must_change_password boolean not null default false;
create index member_waiting on member (id) where state = 'waiting';

-- R4, R32: what is known of who buys, and where.
alter table buyer
  add column kind text not null default 'enterprise' check (kind in ('personal', 'enterprise')),
  add column country text not null default 'CN' check (country ~ '^[A-Z]{2}$'),
  add column verification text not null default 'none' check (verification in ('none', 'personal', 'enterprise'));
-- Until now every buyer was added by an operator, who knew it.
update buyer set verification = 'enterprise';

alter table seller add column registration_number text;
create unique index seller_registration_number on seller (registration_number);

-- R2, R3: the main account may do everything, the others what they were granted. Whoever is there already keeps all rights.
alter table membership
  add column main boolean not null default true,
  add column enabled boolean not null default true,
  add column grants text[] not null default '{}';
alter table membership alter column main set default false;
create index membership_buyer on membership (buyer_id, member_id);
create index membership_seller on membership (seller_id, member_id);

-- Sessions are listed and ended one by one, and their token's digest is told to nobody; those of before end here.
delete from session;
alter table session add column id text not null;
create unique index session_id on session (id);

create table seller_application (
  id text primary key,
  member_id text not null references member (id),
  buyer_id text not null references buyer (id),
  state text not null check (state in ('submitted', 'claimed', 'approved', 'rejected', 'withdrawn')),
  registration_number text not null,
  company jsonb not null,
  submitted_at timestamptz not null,
  due_at timestamptz not null,
  claimed_by text references member (id),
  decided_at timestamptz,
  reason text,
  seller_id text references seller (id),
  check ((state in ('approved', 'rejected')) = (decided_at is not null)),
  check ((state = 'approved') = (seller_id is not null)),
  check ((state = 'rejected') = (reason is not null))
);
create index seller_application_member on seller_application (member_id, id);
create index seller_application_queue on seller_application (state, id);
-- One at a time of one person, and of one company.
create unique index seller_application_open on seller_application (member_id) where state in ('submitted', 'claimed');
create unique index seller_application_company on seller_application (registration_number) where state in ('submitted', 'claimed');
