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
  -- The gate's parked_ms when the call was made: what came on top of it is added to the window.
  add column parked_before_ms bigint not null default 0,
  -- Waits for somebody: tries that failed, tries that are over and may be started again, an answer that is stuck.
  add column open_failure boolean not null default false,
  add column restarted_as text references call (id);
alter table call alter column window_runs drop default, alter column parked_before_ms drop default,
  alter column open_failure drop default;

create index call_window on call (seller_id, window_ends_at) where state = 'waiting' and blocked_by is null and window_runs;
create index call_open_failure on call (seller_id, id) where open_failure;
create index call_stopped on call (lane) where state = 'stopped';
