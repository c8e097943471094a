-- Licenses: what buyers get for deliveries of the type (packages/marketplace/src/licenses/README.md).
create table license (
  id text primary key,
  delivery_id text not null unique references delivery (id),
  order_id text not null references "order" (id),
  order_line_id text not null unique references order_line (id),
  -- R242: one license of a delivery, for ever.
  subscription_id text not null unique references subscription (id),
  seller_id text not null references seller (id),
  buyer_id text not null references buyer (id),
  product_id text not null references product (id),
  way text not null check (way in ('code', 'online', 'offline')),
  state text not null check (state in ('waiting', 'issued', 'collected', 'active', 'ended')),
  quantity integer not null check (quantity > 0),
  -- A code is found by its digest; codes and texts are sealed, and a file lies with the files.
  code_digest text unique,
  ending text,
  sealed bytea,
  file_id text,
  -- Content that has come and was not handed over yet.
  ready boolean not null default false,
  -- R112: the end of the service when the content was handed over; after it another one is due.
  covers_until timestamptz,
  -- Whether the seller's server was asked for an activation.
  activation_asked boolean not null default false,
  reference text,
  issued_at timestamptz,
  collected_at timestamptz,
  collected_by text references member (id),
  -- The name that the member had then.
  collector text,
  activated_at timestamptz,
  begun_at timestamptz,
  checked_at timestamptz,
  ended_at timestamptz,
  found text not null,
  check ((way = 'code') = (code_digest is not null)),
  check ((code_digest is null) = (ending is null)),
  check (way <> 'code' or (sealed is not null and file_id is null)),
  check (sealed is null or file_id is null),
  check ((state = 'ended') = (ended_at is not null)),
  check (state not in ('issued', 'collected', 'active') or issued_at is not null),
  check ((collected_at is null) = (collected_by is null) and (collected_at is null) = (collector is null)),
  check (state not in ('collected', 'active') or collected_at is not null),
  check ((activated_at is null) = (begun_at is null)),
  check (state <> 'active' or (way = 'code' and activated_at is not null))
);
create index license_seller on license (seller_id, id);
create index license_order on license (order_id);
-- A seller's id names one license that goes on.
create unique index license_reference on license (seller_id, reference) where ended_at is null;

-- A license for one device. The same device of a license has one application, and so one license.
create table license_application (
  id text primary key,
  license_id text not null references license (id),
  event_id text not null unique,
  fingerprint_digest text not null,
  fingerprint_sealed bytea not null,
  state text not null check (state in ('asked', 'delivered', 'refused', 'ended')),
  sealed bytea,
  file_id text,
  sha256 text,
  asked_at timestamptz not null,
  effective_at timestamptz not null,
  expires_at timestamptz,
  delivered_at timestamptz,
  -- The end of what was delivered, which stays in use while another one is asked for.
  covers_until timestamptz,
  unique (license_id, fingerprint_digest),
  check (sealed is null or file_id is null),
  check ((delivered_at is null) = (sha256 is null)),
  check (state <> 'delivered' or delivered_at is not null)
);

-- What software reports: a client by the digest of its id, or with an empty one the number of clients.
create table license_usage (
  license_id text not null references license (id),
  -- In UTC.
  day text not null check (day ~ '^\d{4}-\d\d-\d\d$'),
  client text not null,
  active integer not null check (active >= 0),
  primary key (license_id, day, client)
);

-- Codes with which sellers try activation and query before a product is submitted.
create table test_license (
  id text primary key,
  product_id text not null references product (id),
  seller_id text not null references seller (id),
  code_digest text not null unique,
  sealed bytea not null,
  created_at timestamptz not null,
  activated_at timestamptz,
  checked_at timestamptz
);
create index test_license_product on test_license (product_id, id);

-- Test calls to servers of license products are kept like those of others.
alter table debug_case drop constraint debug_case_protocol_check;
alter table debug_case add constraint debug_case_protocol_check
  check (protocol in ('saas-v2', 'saas-v1', 'order-notification', 'license-online', 'license-code', 'license-v1'));
