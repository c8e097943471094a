-- The versions of the seller agreement that a seller has accepted, and the owner who did it (R89).
create table agreement_acceptance (
  seller_id text not null references seller (id),
  version int not null,
  member_id text not null references member (id),
  at timestamptz not null,
  primary key (seller_id, version)
);
insert into agreement_acceptance (seller_id, version, member_id, at)
select distinct on (s.seller_id, c.version) s.seller_id, c.version, c.member_id, c.at
from consent c join membership s on s.member_id = c.member_id
where c.kind = 'seller' and s.seller_id is not null and s.main
order by s.seller_id, c.version, c.at;

-- Another operator's refusal of a request is not a withdrawal.
alter table password_reset_request drop constraint password_reset_request_state_check;
alter table password_reset_request add constraint password_reset_request_state_check
  check (state in ('proposed', 'confirmed', 'withdrawn', 'rejected'));
create index member_unconfirmed on member (created_at) where state = 'unconfirmed';

-- People without an account who get a party's emails by topic (R263). They get nothing before they have confirmed their address.
create table mail_receiver (
  id text primary key,
  area text not null check (area in ('buyer', 'seller', 'operator')),
  -- The id of the buyer or seller; empty for operators.
  party text not null,
  name text not null,
  email text not null,
  phone text,
  language text not null,
  topics text[] not null,
  state text not null check (state in ('waiting', 'confirmed', 'unsubscribed')),
  -- Keyed digest of the token in the person's emails, which is derived and stored nowhere.
  token_digest text not null unique,
  asked_wall_at timestamptz not null,
  confirmed_wall_at timestamptz,
  ended_wall_at timestamptz,
  unique (area, party, email)
);
-- No reference: the emails of a receiver that was removed are recognised by it, and not sent.
alter table mail add column receiver_id text;
-- Confirmations that were asked for are counted by address and by party.
create index mail_confirmations on mail (address, created_wall_at) where name = 'receiver_confirmation';
create index mail_member on mail (member_id) where member_id is not null;

-- Keys have names, and one can take the place of another at a chosen time (packages/marketplace/src/access/README.md).
alter table access_key add column name text not null default '';
alter table access_key add column used_wall_at timestamptz;
alter table access_key add column replaced_by text references access_key (id) on delete set null;
alter table access_key add column ends_at timestamptz;
alter table access_key add column ended_at timestamptz;
