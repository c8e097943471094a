/**
 * SQL that makes `to` calls from the `from` existing ones, each with its own lane, subject and reference: the nth of
 * all is about `row-n`, and is a copy of call `n % from`. All other columns are copied, including columns that the
 * table gets later.
 */
export const copyCalls = (from: number, to: number): string => `
  create temp table copy as
    select c.*, row_number() over (order by lane) - 1 as nth from call c;
  do $$
  declare names text; columns text;
  begin
    select string_agg(quote_ident(column_name), ', ' order by ordinal_position), string_agg(case column_name
      when 'id' then '''cal_'' || lpad(to_hex(nth + s * ${from}), 26, ''0'')'
      when 'lane' then '''row-'' || lpad((nth + s * ${from})::text, 6, ''0'')'
      when 'subject' then '''subject-row-'' || lpad((nth + s * ${from})::text, 6, ''0'')'
      when 'operation' then 'jsonb_set(operation, ''{reference}'', to_jsonb(''row-'' || lpad((nth + s * ${from})::text, 6, ''0'')))'
      else quote_ident(column_name) end, ', ' order by ordinal_position)
    into names, columns from information_schema.columns
      where table_schema = 'public' and table_name = 'call' and is_generated = 'NEVER';
    execute 'insert into call (' || names || ') select ' || columns || ' from copy cross join generate_series(1, ${Math.ceil(to / from) - 1}) s where nth + s * ${from} < ${to} order by s, nth';
  end $$;
  drop table copy`
