-- Suspensions of buyers, sellers and members (packages/marketplace/src/parties/README.md). That of a seller waits for a second operator.
create table suspension (
  id text primary key,
  kind text not null check (kind in ('buyer', 'seller', 'member')),
  state text not null check (state in ('proposed', 'active', 'ended', 'withdrawn')),
  buyer_id text references buyer (id),
  seller_id text references seller (id),
  member_id text references member (id),
  reason text not null,
  until timestamptz,
  proposed_by text not null references member (id),
  proposed_at timestamptz not null,
  decided_by text references member (id),
  decided_at timestamptz,
  ended_by text references member (id),
  ended_at timestamptz,
  end_reason text,
  check (kind <> 'buyer' or (buyer_id is not null and member_id is null)),
  check (kind <> 'seller' or (seller_id is not null and member_id is null)),
  check ((kind = 'member') = (member_id is not null)),
  check ((state = 'ended') = (ended_at is not null))
);
create unique index suspension_of_buyer on suspension (buyer_id) where kind = 'buyer' and state in ('proposed', 'active');
create unique index suspension_of_seller on suspension (seller_id) where kind = 'seller' and state in ('proposed', 'active');
create index suspension_by_buyer on suspension (buyer_id, id);
create index suspension_by_seller on suspension (seller_id, id);

-- The active one: a purchase and a suspension at the same time lock the same row.
alter table buyer add column suspension_id text references suspension (id);
alter table seller add column suspension_id text references suspension (id);
alter table membership add column suspension_id text references suspension (id);

-- A product is off sale for some days, or as long as its seller is suspended, or both.
alter table product add column seller_suspended boolean not null default false;
alter table product drop constraint product_suspended;
alter table product add constraint product_suspended
  check ((state = 'suspended') = (suspended_until is not null or seller_suspended));

-- Groups of rights that the owner of a party names, and who has them.
create table party_role (
  id text primary key,
  role text not null check (role in ('buyer', 'seller', 'operator')),
  buyer_id text references buyer (id),
  seller_id text references seller (id),
  name text not null,
  grants text[] not null,
  created_at timestamptz not null,
  check ((role = 'buyer') = (buyer_id is not null) and (role = 'seller') = (seller_id is not null))
);
create unique index party_role_name on party_role (role, coalesce(buyer_id, seller_id, ''), lower(name));
create table member_role (
  member_id text not null,
  role text not null,
  role_id text not null references party_role (id),
  foreign key (member_id, role) references membership (member_id, role),
  primary key (member_id, role, role_id)
);
create index member_role_by_role on member_role (role_id);
