-- Organisations: what a company says of itself, what was verified of a buyer, and the applications to change either.

-- R83, R84: everything but the name; what buyers see of it, and whom the market reaches.
alter table seller add column profile jsonb not null default '{}';
-- What an approved application to sell said already.
update seller set profile = jsonb_build_object('contact', jsonb_build_object(
    'name', one.company ->> 'contactName', 'email', one.company ->> 'contactEmail', 'phone', one.company ->> 'contactPhone'))
  from seller_application one where one.seller_id = seller.id;

-- R4: the number that an enterprise was verified by; whom the market reaches, which changes without a review.
alter table buyer
  add column registration_number text,
  add column contact jsonb;

-- R4, R84: a change of reviewed data, with what it was when it was filed. The old data stays until it is approved.
create table organisation_application (
  id text primary key,
  kind text not null check (kind in ('seller_data', 'buyer_verification')),
  state text not null check (state in ('in_review', 'approved', 'rejected', 'withdrawn')),
  seller_id text references seller (id),
  buyer_id text references buyer (id),
  filed_by text not null references member (id),
  before jsonb not null,
  next jsonb not null,
  filed_at timestamptz not null,
  due_at timestamptz not null,
  opened_by text references member (id),
  opened_at timestamptz,
  decided_by text references member (id),
  decided_at timestamptz,
  reason text,
  check ((kind = 'seller_data') = (seller_id is not null) and (kind = 'buyer_verification') = (buyer_id is not null)),
  check ((state in ('approved', 'rejected')) = (decided_at is not null)),
  check ((state = 'rejected') = (reason is not null))
);
-- One at a time of each organisation.
create unique index organisation_application_seller on organisation_application (seller_id) where state = 'in_review';
create unique index organisation_application_buyer on organisation_application (buyer_id) where state = 'in_review';
create index organisation_application_of_seller on organisation_application (seller_id, id);
create index organisation_application_of_buyer on organisation_application (buyer_id, id);
create index organisation_application_queue on organisation_application (state, id);

-- R33, R34: what products and what waits for review show of pictures; until now nobody said so, and they were swept after a day.
insert into media_use (media_id, subject)
  select medium.id, product.id from product join media medium on medium.seller_id = product.seller_id
    where starts_with(product.logo, '/media/' || medium.id || '-') or exists (
      select from jsonb_array_elements_text(product.pictures) as path where starts_with(path, '/media/' || medium.id || '-'))
  on conflict do nothing;
insert into media_use (media_id, subject)
  select medium.id, one.id from product_application one join media medium on medium.seller_id = one.seller_id
    where one.state in ('in_review', 'rejected') and (starts_with(one.content ->> 'logo', '/media/' || medium.id || '-') or exists (
      select from jsonb_array_elements_text(one.content -> 'pictures') as path where starts_with(path, '/media/' || medium.id || '-')))
  on conflict do nothing;

-- R4: some products are sold to verified enterprises only; all others to whoever is verified.
alter table product
  add column verification text not null default 'personal' check (verification in ('personal', 'enterprise'));
