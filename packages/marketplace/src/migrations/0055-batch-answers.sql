-- What a seller answered is noted with the batch, and applied to its connected app in a transaction of its own.
alter table sync_batch add column answer text check (answer in ('confirmed', 'stopped'));

-- Where the daily comparison of a connected app goes on, and what it has found so far.
alter table connected_app add column reconcile_after text;
alter table connected_app add column reconcile_differing integer;

-- The people of an app are compared in this order; whom somebody is is always asked together with the app.
drop index app_person_person;
create index app_person_person on app_person (connected_app_id, person_id) where person_id is not null;
-- What may be forgotten once the seller has forgotten it.
create index app_person_gone on app_person (connected_app_id) where removal is not null;
create index app_department_gone on app_department (connected_app_id) where removal is not null;
