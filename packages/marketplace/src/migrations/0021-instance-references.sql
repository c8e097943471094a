-- Who of a seller's services holds an id, asked with each opening and before each release: one that is over holds none.
-- No unique index: what was opened before ids were compared may share one.
create index instance_reference on instance (seller_id, reference) where state <> 'released';
