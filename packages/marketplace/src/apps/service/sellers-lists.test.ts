import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromMinutes } from '@loggia/kernel'
import { openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { keepBooks, openCredential } from '../testing/joint.ts'
import { createSellersBooks } from '../testing/sellers-books.ts'

let world: World
let server: ScriptedSeller
beforeAll(async () => {
  world = await openWorld()
  server = await openScriptedSeller()
})
afterAll(async () => {
  await server.close()
  await world.close()
})

test('a seller sees what its server was told of the test account, and how it answered what it did not confirm', async () => {
  const books = keepBooks(createSellersBooks())
  server.answer((request) =>
    request.activity === 'applicationSync'
      ? { resultCode: '000101', resultMsg: 'cannot be decrypted' }
      : books(request),
  )
  const { seller, credentialId } = await openCredential(world, server)
  await world.advance(fromMinutes(20))
  const list = async (limit: number) =>
    (await world.market.apps.listTestBatches(seller, credentialId, { limit })).items

  const [failed, first, ...others] = await list(10)

  expect(others).toEqual([])
  expect(first).toMatchObject({ batch: { n: 1, subject: 'enterprise', state: 'confirmed' }, decisions: [] })
  expect(first).not.toHaveProperty('last')
  expect(failed).toMatchObject({
    batch: { n: 2, subject: 'app', state: 'failed' },
    last: { verdict: { code: 'refused' } },
  })

  server.answer(books)
  await world.market.apps.repeatTest(seller, credentialId)
  await world.settle()
  expect((await list(3)).map(({ batch }) => [batch.n, batch.subject, batch.state])).toEqual([
    [4, 'departments', 'confirmed'],
    [3, 'app', 'confirmed'],
    [2, 'app', 'repeated'],
  ])
  const another = await world.given.seller()
  await expect(world.market.apps.listTestBatches(another, credentialId, { limit: 1 })).rejects.toMatchObject({
    code: 'app.credential_unknown',
  })
})
