import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import type { OpenMarket } from '../market/open-market.ts'
import { seedSellers } from '../market/seed.ts'
import { days } from './work.ts'
import type { Size } from './work.ts'

const productsEach = 5
const nowhere = 'http://127.0.0.1:9/saas'

const addProducts = `
  insert into product select one.* from product p, generate_series(1, ${productsEach - 1}) n,
    jsonb_populate_record(p, jsonb_build_object('id', 'prd_z' || right(p.id, 23) || lpad(n::text, 2, '0'))) one`

const addCalls = ({ calls }: Size): string => `
  with party as (
    select row_number() over (order by md5(p.id)) - 1 as nth, count(*) over () as many, p.id, p.seller_id, c.id as channel_id
    from product p join channel c on c.seller_id = p.seller_id and c.family = 'saas')
  insert into call (id, seller_id, channel_id, product_id, lane, subject, operation, operation_kind, protocol, state, live, created_at,
    due_at, window_starts_at, window_ends_at, window_runs, parked_before_ms, fence, open_failure)
  select 'cal_z' || lpad(n::text, 25, '0'), p.seller_id, p.channel_id, p.id, n::text, 'a subject', '{}',
    (array['create_instance', 'query_instance', 'refresh_instance', 'set_instance_status', 'release_instance', 'upgrade_instance'])[1 + n / 7 % 6],
    'saas-v2', 'confirmed', false, now(), now(), now(), now(), false, 0, 1, false
  from generate_series(0, ${calls - 1}) n join party p on p.nth = n % p.many`

/** In the order of their time, as a market appends them: over the last days, the newest now. */
const addAttempts = ({ calls, attempts }: Size): string => `
  insert into attempt (call_id, n, started_at, started_wall_at, request_sealed, verdict, duration_ms)
  select 'cal_z' || lpad((i % ${calls})::text, 25, '0'), 1 + i / ${calls}, at, at, '',
    case when random() < 0.97 then '{"code":"succeeded"}' else (array['{"code":"http_status","status":503}', '{"code":"connection_refused"}',
      '{"code":"timed_out","phase":"headers","ms":20000}'])[1 + floor(random() * 3)::int] end::jsonb,
    exp(3 + random() * 5)::int
  from generate_series(0, ${attempts - 1}) i,
    lateral (select now() - interval '${days} days' * (1 - i::float8 / ${attempts}) as at) moment`

/** A market with so many attempts, counted up to now. */
export async function seed(cluster: string, size: Size): Promise<OwnDatabase> {
  const database = await createDatabase(cluster)
  const db = await openPostgres(database.url)
  const open = openMarket(db)
  await seedSellers(
    open,
    Array.from({ length: size.sellers }, () => nowhere),
  )
  await database.query(addProducts)
  await database.query(addCalls(size))
  await database.query(addAttempts(size))
  await database.rest()
  await countAll(open)
  await database.rest()
  await db.close()
  return database
}

/** Counts fourteen days at once until all are counted: the wake-up says that more is to do. */
async function countAll({ market, platform, inTransaction }: OpenMarket): Promise<void> {
  for (let n = 0; n < days / 12 + 1; n += 1)
    await inTransaction((tx) => market.health.countAttempts(tx, platform.clock.now()))
}
