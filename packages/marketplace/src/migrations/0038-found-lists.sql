-- Orders by their products: the operators' search for orders.
create index order_line_product on order_line (product_id, order_id);
-- Orders whose number begins with a text, and instances by their whole id: the search in the centres.
create index order_number_beginning on "order" (number text_pattern_ops);
create index instance_by_reference on instance (reference) where reference is not null;
