-- Sellers whose servers fail are parked, and their calls are caught up; calls are superseded and started again.

alter table gate
  -- Since when the seller is parked; the time it was parked before that.
  add column opened_at timestamptz,
  add column parked_ms bigint not null default 0 check (parked_ms >= 0),
  add check ((breaker = 'closed') = (opened_at is null)),
  add check (breaker <> 'open' or probe_at is not null);

alter table call
  -- Its window runs on while the seller is parked; every other window stands still for as long.
  add column window_runs boolean not null default true,
  -- How long its seller had ever been parked when the call was made: what came on top of it is added to the window.
  add column parked_before_ms bigint not null default 0,
  -- Waits for somebody: tries that failed, tries that are over and may be started again, an answer that is stuck.
  add column open_failure boolean not null default false,
  add column restarted_as text references call (id);
-- The defaults stay, for nodes of the version before that still run beside those of this one.
update call set window_runs = false
where live or operation_kind not in ('create_instance', 'query_instance')
  or (operation_kind = 'query_instance'
    and not exists (select from instance i where i.subscription_id = call.lane and i.state = 'opening'));

create index call_window on call (seller_id, window_ends_at) where state = 'waiting' and window_runs;
-- All that is under way, live calls too: few enough that those with an ended lease are found among them.
drop index call_lease;
drop index call_sending;
create index call_sending on call (seller_id) where state = 'sending';
-- A row is written again soon after it was made: the new version finds room beside the old one.
alter table attempt set (fillfactor = 50);
alter table call set (fillfactor = 70);
create index call_open_failure on call (seller_id, id) where open_failure;
create index call_stopped on call (lane) where state = 'stopped';

-- An id that the seller named in an answer that was not applied: released if the opening fails.
alter table instance add column seen_reference text;

-- What a party has not read yet is counted on every page.
create index message_unread on message (party_kind, party_id) where read_at is null;

-- Lists of calls, newest first, of one seller: those between two times without reading the ones made since, and those that
-- are few of many.
drop index call_of_seller;
create index call_of_seller on call (seller_id, id, created_at);
create index call_under_way on call (seller_id, id) where state in ('waiting', 'sending');
create index call_not_confirmed on call (seller_id, state, id) where state in ('refused', 'stopped', 'superseded', 'stuck');
-- Those that were stuck before this was kept.
update call set open_failure = true where state = 'stuck';
