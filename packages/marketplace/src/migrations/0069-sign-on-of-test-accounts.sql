-- Sign-on of test accounts (docs/decisions/0078-sign-on-of-test-accounts.md). A tenant is an enterprise, or the connected app that a test
-- account is. The person of a test account is in no directory.
alter table sign_on_key drop constraint sign_on_key_enterprise_id_fkey;
alter table sign_on_key rename column enterprise_id to tenant_key;

alter table sign_on_session drop constraint sign_on_session_enterprise_id_fkey;
alter table sign_on_session rename column enterprise_id to tenant_key;

alter table sign_on_step drop constraint sign_on_step_enterprise_id_fkey;
alter table sign_on_step rename column enterprise_id to tenant_key;
alter table sign_on_step
  drop constraint sign_on_step_check,
  add constraint sign_on_step_ticket check (
    (ticket_digest is null) = (session_id is null)
    and (person_id is null) = (ticket_digest is null or starts_with(tenant_key, 'cap_'))
  );

alter table sign_on drop constraint sign_on_enterprise_id_fkey;
alter table sign_on rename column enterprise_id to tenant_key;
alter table sign_on
  alter column person_id drop not null,
  add constraint sign_on_person check ((person_id is null) = starts_with(tenant_key, 'cap_'));

-- All of a test account is ended at once.
create index sign_on_session_test on sign_on_session (tenant_key) where person_id is null;
create index sign_on_test on sign_on (tenant_key) where person_id is null;
