-- Until when an automatic renewal by a period that took the place of the chosen one takes no money (R110): the buyer is told a
-- day before, also if the message was late.
alter table subscription add column renewal_not_before timestamptz;
-- The search in the seller centre: a seller's lines by the beginning of their order's number.
create index order_line_seller_number on order_line (seller_id, number text_pattern_ops);
