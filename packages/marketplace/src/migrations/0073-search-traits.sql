-- search: filters by what the seller guarantees and by how buyers rate a product ------------------------------------------

-- Bits of a facet: 1 five-day refund, 2 rated 3 or more, 4 rated 4 or more, 8 rated 4.5 or more.
alter table search_facet add column traits int not null default 0;
alter table search_facet drop constraint search_facet_category_modes_price_band_type_key;
alter table search_facet add unique (category, modes, price_band, type, traits);

-- The average of the published ratings, in tenths; kept here, since ratings come from a domain that the search does not know.
create table search_rating (
  product_id text primary key,
  tenths int not null check (tenths between 10 and 50)
);
create function search_rated() returns trigger language plpgsql as $$
declare
  rated text = coalesce(new.product_id, old.product_id);
  average int;
begin
  -- Of two ratings at once the second waits, and then counts the first.
  perform pg_advisory_xact_lock(hashtextextended('search_rating:' || rated, 0));
  select round(10.0 * sum(stars * count) / nullif(sum(count), 0)) into average
    from rating_count where product_id = rated;
  if average is not distinct from (select tenths from search_rating where product_id = rated) then
    return null;
  end if;
  delete from search_rating where product_id = rated;
  if average is not null then
    insert into search_rating (product_id, tenths) values (rated, average);
  end if;
  perform search_reread(array(select id from product where id = rated and state = 'listed'));
  return null;
end $$;
create trigger search_rated after insert or update or delete on rating_count
  for each row execute function search_rated();

insert into search_rating (product_id, tenths)
  select product_id, round(10.0 * sum(stars * count) / sum(count)) from rating_count
  group by product_id having sum(count) > 0;

-- What a product guarantees is in no document yet.
select search_reread(array(select id from product where state = 'listed' order by id));
