-- Orders by the time at which they were placed: the operators' search, and how many were placed today.
create index order_placed on "order" (created_at, id);
