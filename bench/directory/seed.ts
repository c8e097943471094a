import { buyerPassword, seedBuyers } from '../market/buyers.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import type { Size } from './work.ts'

const enterpriseId = `ent_${'0'.repeat(26)}`
const departmentId = (nth: string): string => `'dpt_' || lpad((${nth})::text, 26, '0')`

/** The nth department is below the one with a tenth of its number; the first is the top. */
const addDepartments = ({ departments }: Size): string => `
  with recursive tree as (
    select 0 as n, ${departmentId('0')} || '/' as path, 0 as depth
    union all
    select c.n, tree.path || ${departmentId('c.n')} || '/', tree.depth + 1
    from tree, generate_series(greatest(tree.n * 10, 1), tree.n * 10 + 9) c (n)
    where c.n < ${departments} and c.n <> tree.n)
  insert into department (id, enterprise_id, code, name, parent_id, path, depth, found)
  select ${departmentId('n')}, '${enterpriseId}', (10001 + n)::text, '部门' || n,
    case when n > 0 then ${departmentId('n / 10')} end, path, depth, '部门' || n || E'\\n' || (10001 + n) from tree`

const addPeople = ({ departments, people }: Size): string => `
  insert into person (id, enterprise_id, user_name, user_name_key, name, department_id, position, employee_code, employee_type,
    mobile, email, work_place, entry_date, state, created_at, changed_at, found)
  select 'per_' || lpad(n::text, 26, '0'), '${enterpriseId}', user_name, user_name, name, ${departmentId(`n % ${departments}`)},
    '工程师', '工号' || n, 1, '138' || lpad(n::text, 8, '0'), user_name, '成都市高新区天府大道', '2026-11-09',
    case when n % 20 = 0 then 'disabled' else 'active' end, now(), now(), name || E'\\n' || user_name || E'\\n工号' || n || E'\\n' || user_name
  from generate_series(0, ${people - 1}) n, lateral (select 'user' || n || '@example.com' as user_name,
    substr('张王李赵刘陈杨黄周吴', 1 + n % 10, 1) || '某' || n as name) named`

export type Seeded = {
  readonly database: OwnDatabase
  readonly enterpriseId: string
  readonly email: string
  readonly password: string
}

/** A buyer with a company of this size. */
export async function seed(cluster: string, size: Size): Promise<Seeded> {
  const database = await createDatabase(cluster)
  const db = await openPostgres(database.url)
  const [buyer] = await seedBuyers(openMarket(db), 1)
  await db.close()
  if (!buyer) throw new Error('There is no buyer')
  await database.query(
    `insert into enterprise (id, buyer_id, tenant_id, tenant_code, name, state, created_at)
     values ($1, $2, repeat('0', 32), 'bench', '澄澜', 'active', now())`,
    [enterpriseId, buyer.buyerId],
  )
  await database.query(addDepartments(size))
  await database.query(addPeople(size))
  await database.rest()
  return { database, enterpriseId, email: buyer.email, password: buyerPassword }
}
