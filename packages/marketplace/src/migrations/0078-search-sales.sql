-- search: the order by sales; filters by supervision and by support ---------------------------------------------------------

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

-- Two more bits of a facet: 16 supervised, 32 its seller answers tickets, which takes support hours of 5x8 at least (ticket_desk).
create table search_ticket_desk (
  seller_id text primary key
);
create function search_desk_changed() returns trigger language plpgsql as $$
declare
  changed text = coalesce(new.seller_id, old.seller_id);
  -- Of a removed desk there is no new row.
  takes boolean = coalesce(new.takes, false);
begin
  if takes = exists (select from search_ticket_desk where seller_id = changed) then
    return null;
  end if;
  if takes then
    insert into search_ticket_desk (seller_id) values (changed) on conflict do nothing;
  else
    delete from search_ticket_desk where seller_id = changed;
  end if;
  perform search_reread(array(select id from product where seller_id = changed and state = 'listed' order by id));
  return null;
end $$;
create trigger search_desk_changed after insert or update or delete on ticket_desk
  for each row execute function search_desk_changed();

insert into search_ticket_desk (seller_id) select seller_id from ticket_desk where takes;
select search_reread(array(
  select id from product where state = 'listed' and (type <> 'saas' or supervision is not null
    or seller_id in (select seller_id from search_ticket_desk)) order by id));
