-- An account that was made for whoever came from a provider says so by its hash, which no password has. Before, it was
-- connected before anybody had signed in to it, and nobody has chosen a password for it since.
create temporary table made_member as
select member.id from member
where exists (
    select from history connected
    where connected.subject = member.id and connected.kind = 'member.identity_connected'
      and not exists (
        select from history before
        where before.subject = member.id and before.kind = 'member.signed_in' and before.sequence < connected.sequence))
  and not exists (
    select from history chosen
    where chosen.subject = member.id and chosen.kind in ('member.password_changed', 'member.password_chosen_by_link',
      'member.password_reset_on_server', 'member.owner_reset_confirmed'))
  and not exists (
    select from history reset
    where reset.kind = 'member.password_reset' and reset.data ->> 'memberId' = member.id);

update member set password_hash = 'none' || substr(password_hash, length('scrypt') + 1)
where id in (select id from made_member) and password_hash like 'scrypt$%';

update member_identity set made_account = true
where member_id in (select id from made_member);
drop table made_member;

-- Of whoever has left, only a keyed digest of their email says that it was theirs.
alter table person add column email_digest text;
create index person_email_digest on person (enterprise_id, email_digest) where email_digest is not null;

-- The provider was asked to have somebody sign in there again.
alter table identity_step add column anew boolean not null default false;

-- An account of somebody of the company's directory that was there before: it is not its party's to reset.
alter table membership add column joined boolean not null default false;

-- Sessions that do not act for a buyer, which they do again once nothing is required any more.
create index session_withheld on session using gin (withheld_buyer_ids) where withheld_buyer_ids <> '{}';
