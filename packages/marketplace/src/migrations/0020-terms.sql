-- R2: rights that open nothing can no longer be granted; who had one keeps what it let them read.
update membership
  set grants = array(
    select distinct case held when 'orders:write' then 'orders:read' when 'messages:write' then 'messages:read' else held end
      from unnest(grants) as held
      where held not in ('prices:read', 'finance:read', 'finance:write'))
  where grants && array['orders:write', 'messages:write', 'prices:read', 'finance:read', 'finance:write'];

-- R27: whom a trial is for; null is everybody.
alter table product add column trial_buyers jsonb;

-- R116: frozen by an operator for a violation, beside its state: its time runs on.
alter table subscription
  add column barred_at timestamptz,
  add column barred_reason text,
  add check ((barred_at is null) = (barred_reason is null));

-- saas-v2 §11, 6 and 7: how a product's seller wants two things said that the editions say otherwise; null is as we do unless told.
alter table product_access
  add column expire_digits int check (expire_digits = 14),
  add column cancellation_order text check (cancellation_order = 'renewal'),
  add check (protocol = 'saas-v2' or (expire_digits is null and cancellation_order is null));
