import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decryptSecret, oaepHashes } from '@loggia/signing'
import type { OaepHashes } from '@loggia/signing'
import { sendScene } from '../debugging/testing/scene-calls.ts'
import { listRuleEngines, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { credentialForm } from './testing/credential-form.ts'
import { keepBooks, openJointProduct } from './testing/joint.ts'
import { createSellersBooks } from './testing/sellers-books.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const drawKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  return { privateKey, pem: publicKey.export({ type: 'spki', format: 'pem' }).toString() }
}

describe.each(listRuleEngines(postgresUrl))('test calls of a product with a credential, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
  })
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  test('R239, R267: the saved case of an app follows the key of the credential, whatever was typed before', async () => {
    const { apps, debugging } = world.market
    const [typed, changed] = [drawKey(), drawKey()]
    server.answer(keepBooks(createSellersBooks()))
    const { seller, productId } = await openJointProduct(world, server.url)
    const send = async (change: Record<string, string>, scene = 'sync_app') => {
      const { saved } = await sendScene(world.market, { seller, target: productId, scene, change })
      expect(saved.passed).toBe(true)
    }
    const lastSecret = () => server.of('applicationSync').at(-1)?.members.clientSecret ?? ''
    const readWith = ({ privateKey }: typeof typed, hashes: OaepHashes = oaepHashes[0]) =>
      decryptSecret({ privateKey, sealed: lastSecret(), hashes: [hashes] })
    const runCases = () => debugging.runCases(productId, { sealPlace: (scene) => `somewhere:${scene}` })
    await send({}, 'sync_enterprise')
    await send({ publicKey: typed.pem, clientSecret: 'as typed' })
    expect(server.of('applicationSync')).toHaveLength(1)
    await runCases()
    expect(server.of('applicationSync')).toHaveLength(2)
    expect(readWith(typed)).toBe('as typed')

    const form = { ...credentialForm, publicKey: typed.pem }
    const { id } = await apps.createCredential(seller, { ...form, productId })
    await world.settle()
    await apps.changeCredential(seller, id, { ...form, publicKey: changed.pem, oaep: 'sha1-sha1' })
    await world.settle()
    await runCases()
    expect(readWith(changed, 'sha1-sha1')).toBe('as typed')

    // Its form is preset with it too, so that nobody has to type it.
    await send({ clientSecret: 'typed again' })
    expect(readWith(changed, 'sha1-sha1')).toBe('typed again')
  })
})
