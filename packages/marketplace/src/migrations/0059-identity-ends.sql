-- Whom a provider meant stays known when a connection ends, so that nobody who has left is added as somebody new.
alter table member_identity alter column member_id drop not null;

-- A session whose identity goes has to be ended first: by a cascade it would go on, and nothing would end it.
alter table identity_session
  drop constraint identity_session_provider_id_subject_fkey,
  add constraint identity_session_identity_fkey
    foreign key (provider_id, subject) references member_identity (provider_id, subject);

-- Buyers in whose name the member does not act in this session, since their company requires another way to sign in.
alter table session add column withheld_buyer_ids text[] not null default '{}';

-- Whether the account was made for whoever came from the provider. It goes to the owner of its mailbox.
alter table member_identity
  add column made_account boolean not null default false,
  add column used_at timestamptz;

-- A domain may go to somebody else: its record is looked for again, in real time.
alter table email_domain
  add column checked_wall_at timestamptz,
  add column missed_wall_at timestamptz;
create index email_domain_checked on email_domain (checked_wall_at) where verified_at is not null;

-- Only addresses say who is new at a company.
update identity_provider set adds_people = false where found_by <> 'email';
