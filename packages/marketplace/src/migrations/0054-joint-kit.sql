-- A service of a joint product is called through two channels, and is moved to another address in each by itself.
alter table moved_service drop constraint moved_service_pkey, add primary key (subscription_id, channel_id);

-- Which protocols there are is said in one place, the dialects.
alter table debug_case drop constraint debug_case_protocol_check;
