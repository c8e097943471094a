-- Who handed it over to the operator who works on it now; null if that one took it up.
alter table hold add column handed_by text references member (id);

-- Who reviews an application of an organisation is on its own row, opened_by: two sources named two operators.
delete from hold where kind in ('seller_data', 'buyer_verification');
