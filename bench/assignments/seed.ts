import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { openOneService } from '../market/one-service.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'

export type Size = { readonly people: number; readonly departments: number }
export type Seeded = {
  readonly database: OwnDatabase
  readonly connectedAppId: `cap_${string}`
  readonly buyer: {
    readonly buyerId: `byr_${string}`
    readonly memberId: `mbr_${string}`
    readonly name: string
  }
  readonly kitKey: string
}

const idOf = <P extends string>(prefix: P): `${P}_${string}` => `${prefix}_${'0'.repeat(26)}`
const [credentialId, connectedAppId, enterpriseId] = [idOf('acr'), idOf('cap'), idOf('ent')]
const departmentId = (n: string): string => `'dpt_' || lpad((${n})::text, 26, '0')`

/** A company with departments in a tree of tens, and people in all of them. */
const addCompany = ({ people, departments }: Size): string => `
  with recursive tree as (
    select 0 as n, ${departmentId('0')} || '/' as path, 0 as depth
    union all
    select c.n, tree.path || ${departmentId('c.n')} || '/', tree.depth + 1
    from tree, generate_series(greatest(tree.n * 10, 1), tree.n * 10 + 9) c (n)
    where c.n < ${departments} and c.n <> tree.n)
  insert into department (id, enterprise_id, code, name, parent_id, path, depth, found)
  select ${departmentId('n')}, '${enterpriseId}', (10001 + n)::text, '部门' || n,
    case when n > 0 then ${departmentId('n / 10')} end, path, depth, '部门' || n from tree;
  insert into person (id, enterprise_id, user_name, user_name_key, name, department_id, position, mobile, email, state, created_at,
    changed_at, found)
  select 'per_' || lpad(n::text, 26, '0'), '${enterpriseId}', 'user' || n, 'user' || n, '人员' || n,
    ${departmentId(`n % ${departments}`)}, '工程师', '138' || lpad(n::text, 8, '0'), 'user' || n || '@example.com', 'active',
    now(), now(), '人员' || n from generate_series(0, ${people - 1}) n;`

/** A service that is connected to a company, whose seller has been told of nothing yet. */
export async function seed(cluster: string, url: string, size: Size): Promise<Seeded> {
  const database = await createDatabase(cluster)
  const db = await openPostgres(database.url)
  const open = openMarket(db)
  await openOneService(open)
  const [service] = await database.query<{
    id: string
    product_id: `prd_${string}`
    seller_id: `sel_${string}`
    buyer_id: `byr_${string}`
    member_id: `mbr_${string}`
  }>(`select service.id, service.product_id, product.seller_id, service.buyer_id, member.member_id
      from subscription service join product on product.id = service.product_id join membership member on member.buyer_id = service.buyer_id`)
  if (!service) throw new Error('There is no service')
  const { product_id: productId, seller_id: sellerId, buyer_id: buyerId, member_id: memberId } = service
  const kitKey = await open.inTransaction(async (tx) => {
    const { access } = open.market
    const { keyId, accessKey } = await access.addKeyIn(tx, sellerId, 'joint_sync')
    const addressId = await access.approveAddressIn(tx, { sellerId, url })
    const speech = { protocol: 'kit-v2' } as const
    await access.bindAllIn(tx, { sellerId, addressId, keyId, speech, only: productId })
    return accessKey
  })
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const app = { appId: 'BENCHBENCHBENCH2', clientId: 'bench', publicKey: key, oaep: 'sha256-sha256' }
  const secret = open.platform.seal.seal(
    randomBytes(32).toString('base64url'),
    `connected_app:${connectedAppId}`,
  )
  await database.query(
    `insert into enterprise (id, buyer_id, tenant_id, tenant_code, name, state, created_at)
     values ($1, $2, repeat('0', 32), 'bench', '澄澜', 'active', now())`,
    [enterpriseId, buyerId],
  )
  await database.query(addCompany(size))
  await database.query(
    `insert into app_credential (id, product_id, seller_id, app_id, key_sealed, name, method, callback_url, login_kind, login_url,
       public_key, oaep, several_instances, asked_data, version, created_at)
     values ($1, $2, $3, $4, '', 'Bench', 'oauth2', 'https://bench.example/callback', 'shared', 'https://bench.example/login',
       $5, $6, false, '{mobile,email,position}', 1, now())`,
    [credentialId, productId, sellerId, app.appId, key, app.oaep],
  )
  await database.query(
    `insert into connected_app (id, credential_id, product_id, seller_id, buyer_id, subscription_id, enterprise_id, instance_id,
       order_number, client_id, client_secret_sealed, shared_data, login_url, version, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'bench-1', 'CS1', $8, $9, '{mobile,email,position}', 'https://bench.example/login', 1,
       'connecting', now())`,
    [
      connectedAppId,
      credentialId,
      productId,
      sellerId,
      buyerId,
      service.id,
      enterpriseId,
      app.clientId,
      Buffer.from(secret),
    ],
  )
  await database.query(`insert into app_part (connected_app_id, key, wanted) values ($1, 'app', $2)`, [
    connectedAppId,
    JSON.stringify(app),
  ])
  await db.close()
  await database.rest()
  return { database, connectedAppId, buyer: { buyerId, memberId, name: 'Buyer 0' }, kitKey }
}
