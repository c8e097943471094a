-- What the overviews add up: sums of a period are read from an index alone, or from the rows of the period only.
drop index order_line_seller;
create index order_line_seller on order_line (seller_id, order_id) include (product_id, amount_minor);
create index order_paid on "order" (paid_at) include (id, kind, total_minor) where paid_at is not null;
create index refund_paid on refund (paid_at) where paid_at is not null;
create index subscription_due on subscription (seller_id, ends_at) where state = 'active';
create index delivery_started on delivery (started_at);
