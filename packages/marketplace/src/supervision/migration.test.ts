import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { buySupervised, listTold } from './testing/supervised.ts'
import type { Supervised } from './testing/supervised.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

/** Turns deliveries of the simplified flow into those of before there was supervision. */
const backwards = `
  alter table delivery drop constraint delivery_state_check;
  alter table delivery add column begun_at timestamptz, add column note text, add column rejection text,
    add constraint delivery_state_check check (state in ('started', 'delivered', 'accepted', 'failed'));
  update delivery d set note = s.note, rejection = s.rejection, begun_at = s.begun_at,
    state = case s.stage when 'acceptance' then 'delivered' else d.state end,
    delivered_at = case when s.stage in ('acceptance', 'done') then s.delivered_at end
  from supervision s where s.delivery_id = d.id;
  alter table delivery drop column supervised;
  alter table delivery add constraint delivery_check
    check (state not in ('delivered', 'accepted') or delivered_at is not null);
  create index delivery_seller on delivery (seller_id, id) where type <> 'saas';
  update file_use set subject = (select delivery_id from supervision where id = subject) where subject like 'spv\\_%';
  update wakeup set kind = 'fulfilment.waiting', subject = (select delivery_id from supervision where id = subject)
  where kind = 'supervision.waiting';
  alter table history disable trigger user;
  update history set data = data - 'supervisionId'
    || jsonb_build_object('deliveryId', (select delivery_id from supervision where id = data ->> 'supervisionId'))
  where data ? 'supervisionId';
  alter table history enable trigger user;
  drop table appeal;
  drop table supervision cascade;`

describe.each(listRuleEngines(postgresUrl))('deliveries of before supervision, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  const rows = async () => {
    const { rows: all } = await sql<
      Record<string, unknown>
    >`select * from supervision order by order_id`.execute(world.platform.db.withTables<unknown>())
    // The ids are others, and what was offered was not supervised in words.
    return all.map(({ id: _id, offered: _offered, ...row }) => row)
  }
  const acts = () => world.market.supervisions

  test('R98–R101, R104: they go on where they stood, with their proofs, reminders and histories', async () => {
    const buy = () => buySupervised(world, { flow: 'simplified' })
    const [started, delivered, rejected, accepted, failed] = [
      await buy(),
      await buy(),
      await buy(),
      await buy(),
      await buy(),
    ]
    await world.advance(fromDays(2))
    await delivered.deliver({ note: 'first' })
    await rejected.deliver({ note: 'second' })
    await acts().reject(rejected.buyer, rejected.id, '缺少培训记录')
    await accepted.deliver({ begunOn: '2026-11-25' })
    await acts().accept(accepted.buyer, accepted.id)
    await acts().refund(failed.operator, failed.id, '双方协商一致')
    const before = await rows()

    await world.platform.db.script(backwards)
    const migration = join(import.meta.dirname, '../migrations/0043-supervision.sql')
    await world.platform.db.script(await readFile(migration, 'utf8'))

    expect((await rows()).map(({ since: _since, ...row }) => row)).toEqual(
      before.map(({ since: _since, ...row }) =>
        // A rejection made it as if it had not been delivered.
        row.rejection === null ? row : { ...row, delivered_at: null },
      ),
    )
    const idOf = async (it: Supervised) => (await it.shown()).of.id
    const proof = (await delivered.shown()).files('proof')[0]
    expect(proof?.name).toBe('proof.pdf')
    await acts().accept(delivered.buyer, await idOf(delivered))
    expect(await delivered.orderState()).toBe('completed')
    await acts().refund(rejected.operator, await idOf(rejected), '双方协商一致')
    expect(await rejected.balance()).toBe(1_000_000n)
    await world.advance(fromDays(178))
    expect((await listTold(world, { kind: 'buyer', id: started.buyer.buyerId }))[0]).toBe('waiting')
  })
})
