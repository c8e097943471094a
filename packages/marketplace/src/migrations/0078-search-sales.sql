-- search: the order by sales -----------------------------------------------------------------------------------------------

-- The orders of a product that its page shows: of no product with fewer buyers than a public figure needs. They are not in
-- its document, since they change at night for many products at once, and no document is written anew for them.
create table search_sales (
  product_id text primary key,
  orders int not null check (orders > 0)
);
create index search_sales_most on search_sales (orders desc);

-- Kept here by triggers, since the figures come from a domain that the search does not know.
create function search_sales_removed() returns trigger language plpgsql as $$
begin
  delete from search_sales where product_id in (select subject from removed);
  return null;
end $$;
create function search_sales_added() returns trigger language plpgsql as $$
begin
  insert into search_sales (product_id, orders)
    select subject, orders from added where starts_with(subject, 'prd_') and orders > 0
    on conflict (product_id) do update set orders = excluded.orders;
  return null;
end $$;
create function search_sales_changed() returns trigger language plpgsql as $$
begin
  delete from search_sales where product_id in (select subject from removed);
  insert into search_sales (product_id, orders)
    select subject, orders from added where starts_with(subject, 'prd_') and orders > 0
    on conflict (product_id) do update set orders = excluded.orders;
  return null;
end $$;
create trigger search_sales_removed after delete on public_figure
  referencing old table as removed for each statement execute function search_sales_removed();
create trigger search_sales_added after insert on public_figure
  referencing new table as added for each statement execute function search_sales_added();
create trigger search_sales_changed after update on public_figure
  referencing old table as removed new table as added for each statement execute function search_sales_changed();

insert into search_sales (product_id, orders)
  select subject, orders from public_figure where starts_with(subject, 'prd_') and orders > 0;
