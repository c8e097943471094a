-- What a seller typed into the form of a test call, sealed: the call can be repeated with it (R44, R239).
-- Earlier cases have none and are repeated with the presets.
alter table debug_case add column parameters_sealed bytea;
