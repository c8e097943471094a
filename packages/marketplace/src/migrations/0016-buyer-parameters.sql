-- What sellers ask of the buyers of a product, and what a buyer gave with an order.

alter table product
  -- R47a: in the order in which the buyer is asked.
  add column buyer_parameters jsonb not null default '[]';

-- What was asked with a line and what was given, as it stood at the submission. Sealed, since it may tell of a person;
-- never changed.
create table given_parameters (
  order_line_id text primary key references order_line (id),
  sealed bytea not null
);
