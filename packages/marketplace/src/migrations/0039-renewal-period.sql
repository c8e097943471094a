-- By which period a service renews automatically (R110). What was switched on before keeps renewing as it did: by the
-- shortest period that is sold of what its newest term holds. 'month' sorts before 'year'.
alter table subscription add column renewal_period text check (renewal_period in ('month', 'year'));
update subscription set renewal_period = coalesce(
  (select min(price_item.period) from price_item
    where price_item.offered and price_item.period <> 'one_time' and price_item.sku_id = coalesce(
      (select term.sku_id from subscription_term term
        where term.subscription_id = subscription.id and term.refunded_at is null
        order by term.position desc limit 1),
      subscription.sku_id)),
  nullif(subscription.period, 'one_time'))
  where renews_itself;
