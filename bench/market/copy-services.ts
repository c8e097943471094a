/** Columns that refer to a service's own rows; each copy gets its own values. */
const own = ['id', 'order_id', 'order_line_id', 'present_line_id', 'subscription_id', 'subject']
const tables = ['order', 'order_line', 'subscription', 'subscription_term', 'delivery', 'instance', 'wakeup']

export type Copies = {
  readonly count: number
  /**
   * This many have a reminder that is due, one second apart until `now`; the reminders of the others are spread over
   * the next 300 days.
   */
  readonly due: number
  readonly now: Date
}

/** SQL that makes services from the one active service; columns that are not listed here are copied. */
export const copyServices = (copies: Copies): string => `
  set session_replication_role = replica;
  delete from call;
  delete from wakeup where kind <> 'subscriptions.life';
  ${tables.map((table) => copyOf(table, copies)).join('\n')}
  delete from wakeup where subject not like '%cpy0%';
  set session_replication_role = origin`

const copyOf = (table: string, { count, due, now }: Copies): string => `
  do $do$
  declare
    at text := 'timestamptz ''${now.toISOString()}''';
    reminded text := at || $sql$ + case when s <= ${due} then (s - ${due}) * interval '1 second'
      else interval '1 hour' + (s - ${due}) * (interval '300 days' / ${count}) end$sql$;
    names text;
    columns text;
  begin
    select string_agg(quote_ident(column_name), ', ' order by ordinal_position), string_agg(case
      when column_name in (${own.map((one) => `'${one}'`).join(', ')})
        then format('substr(%I, 1, 4) || ''cpy0'' || lpad(s::text, 22, ''0'')', column_name)
      when column_name = 'number' then 'number || ''-'' || s'
      when column_name = 'due_at' then reminded
      when column_name = 'ends_at' then reminded || ' + interval ''30 days'''
      when column_name = 'looked_at' then at || ' - interval ''1 day'''
      when column_name in ('starts_at', 'opened_at') then at || ' - interval ''60 days'''
      else quote_ident(column_name) end, ', ' order by ordinal_position)
    into names, columns from information_schema.columns
      where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER';
    execute format('insert into %I (%s) select %s from %I cross join generate_series(1, ${count}) s',
      '${table}', names, columns, '${table}');
  end $do$;`
