-- R121: what was paid for the days of a term from an instant to its end, and what a change will make of it. R111: what of a line
-- went back.

alter table order_line
  add column returned_minor bigint not null default 0,
  add constraint order_line_returned check (returned_minor between 0 and amount_minor);
update order_line set returned_minor = amount_minor where state = 'refunded';
-- Parts of what a change cost go back with the renewals that they were paid for: several refunds of one line.
alter table refund drop constraint refund_order_line_id_key;
alter table refund add constraint refund_of_line_once unique (order_line_id, refund_order_id);

alter table subscription_term
  -- In 10⁻⁸ of the currency's main unit.
  add column carried_e8 numeric(30, 0),
  add column carried_since timestamptz,
  add column priced_by text check (priced_by in ('month', 'year', 'one_time'));
update subscription_term term
  set carried_e8 = line.amount_minor::numeric * 1000000, carried_since = term.starts_at, priced_by = term.period
  from order_line line where line.id = term.order_line_id;

-- What changes have cost is spread over the time that was left of the terms; each term counts from its newest change on.
create temporary table paid_change as
  select line.subscription_id, line.id, line.state, line.amount_minor::numeric * 1000000 as fee_e8, paid.paid_at
    from order_line line join "order" paid on paid.id = line.order_id
    where paid.kind = 'change' and line.state in ('open', 'completed');
create temporary table left_of_term as
  select change.id as change_id, term.id as term_id, change.state, change.paid_at,
      extract(epoch from term.ends_at - greatest(term.starts_at, change.paid_at))::numeric as seconds,
      change.fee_e8 / sum(extract(epoch from term.ends_at - greatest(term.starts_at, change.paid_at))::numeric)
        over (partition by change.id) as fee_per_second
    from paid_change change
      join subscription_term term on term.subscription_id = change.subscription_id
      join order_line own on own.id = term.order_line_id
      join "order" own_order on own_order.id = own.order_id
    -- A renewal that was paid later cost the new price already.
    where term.refunded_at is null and term.ends_at > change.paid_at and own_order.paid_at <= change.paid_at;
with newest as (
  select term_id, max(paid_at) as since, min(seconds) as seconds, sum(fee_per_second) as fee_per_second
    from left_of_term where state = 'completed' group by term_id
)
update subscription_term term
  set carried_e8 = round(newest.seconds * (newest.fee_per_second
      + term.carried_e8 / extract(epoch from term.ends_at - term.starts_at)::numeric)),
    carried_since = newest.since
  from newest where newest.term_id = term.id;
alter table subscription_term
  alter column carried_e8 set not null,
  alter column carried_since set not null,
  alter column priced_by set not null,
  add constraint subscription_term_carried check (carried_e8 >= 0);

alter table subscription add column changing_carried jsonb;
update subscription sub set changing_carried = (
  select jsonb_build_object(
      'since', to_char(max(part.paid_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'terms', jsonb_agg(jsonb_build_object('termId', term.id, 'pricedBy', term.priced_by,
        'amountE8', round(part.seconds * (part.fee_per_second + term.carried_e8
          / extract(epoch from term.ends_at - greatest(term.starts_at, term.carried_since))::numeric))::text)))
    from left_of_term part join subscription_term term on term.id = part.term_id
    where part.change_id = sub.changing_line_id)
  where changing_line_id is not null;
drop table left_of_term;
drop table paid_change;
alter table subscription add constraint subscription_changing_carried
  check ((changing_line_id is null) = (changing_carried is null));
