import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { signSaasV2 } from '@loggia/signing'
import { openAtOnceV1, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { mostDiagnosesAMinute as most } from '../rules/diagnoses.ts'
import { createDebuggingRoutes } from '../routes/index.ts'

let world: World
let server: ScriptedSeller
let seller: MemberActor
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  server = await openScriptedSeller()
})
afterEach(async () => {
  await server.close()
  await world.reset()
})
afterAll(() => world.close())

const timestampMs = 1_729_566_664_115
const body = '{"activity":"newInstance","name":"a/b"}'

/** A raw request whose signature uses this key and covers this body. */
function raw(accessKey: string, signed = body): string {
  const { query } = signSaasV2({ accessKey, body: signed, nonce: 'n', timestampMs })
  return `POST /saas?${query} HTTP/1.1\n\n${body}`
}

async function openSeller(): Promise<{ productId: Id<'prd'> }> {
  const listed = await world.given.listedProduct(server.url)
  seller = listed.seller
  return listed
}

const kindsOf = ({ problems }: Awaited<ReturnType<World['market']['debugging']['diagnose']>>): string[][] =>
  problems.flatMap(({ explanations }) => explanations.map(({ findings }) => findings.map(({ kind }) => kind)))

test('an exchange is judged with one of the seller’s own keys, and the key of another class is named', async () => {
  await openSeller()
  const { access, debugging } = world.market
  const basic = await access.makeKey(seller, 'basic')
  const joint = await access.makeKey(seller, 'joint_sync')

  const right = await debugging.diagnose(seller, { exchange: raw(basic.accessKey), keyId: basic.id })
  const wrong = await debugging.diagnose(seller, { exchange: raw(joint.accessKey), keyId: basic.id })

  expect(right).toMatchObject({ protocol: 'saas-v2', problems: [] })
  expect(kindsOf(wrong)).toEqual([['key_other']])
  expect(JSON.stringify(wrong)).not.toContain(joint.accessKey)
})

test('a member who may not see keys learns that another key was used, and not which', async () => {
  await openSeller()
  const { parties, access, debugging } = world.market
  const basic = await access.makeKey(seller, 'basic')
  const joint = await access.makeKey(seller, 'joint_sync')
  const party = { kind: 'seller', id: seller.sellerId as Id<'sel'> } as const
  const reader = async (email: string, grants: string[]): Promise<MemberActor> => {
    const colleague = { email, name: email, language: 'en-US', rights: { main: false, grants } } as const
    const { member } = await parties.addColleague(seller, party, colleague)
    return { ...seller, memberId: member.id }
  }
  const ask = { exchange: raw(joint.accessKey), keyId: basic.id }

  const told = await debugging.diagnose(await reader('calls@a.example', ['calls:read']), ask)
  const toldMore = await debugging.diagnose(
    await reader('keys@a.example', ['calls:read', 'access:write']),
    ask,
  )

  expect(kindsOf(told)).toEqual([['key_other']])
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`joint_sync|${joint.hint}`))
  expect(JSON.stringify(toldMore)).toContain(`joint_sync …${joint.hint}`)
})

test('a key that is typed in serves as well, and the reply tells both languages, the remedy and the place', async () => {
  await openSeller()
  const diagnoseByRoute = createDebuggingRoutes(world.market.debugging)['POST /api/seller/diagnoses']
  const ask = { exchange: raw('typed', body.replace('/', '\\/')), key: 'typed' }

  const told = await diagnoseByRoute?.({ actor: seller, body: ask } as never)

  expect(told?.problems).toMatchObject([
    {
      subject: 'request',
      explanations: [
        {
          certainty: 'proved',
          findings: [
            {
              kind: 'body_slash_escaped',
              sentence: {
                zh: expect.stringMatching(/PHP/) as string,
                en: expect.stringMatching(/PHP/) as string,
              },
            },
          ],
          difference: { offset: 35, signed: 0x5c, received: 0x2f, signedText: '\\/b"}' },
        },
      ],
    },
  ])
})

test('another seller’s key, no key and two keys are refused, and what is no exchange too', async () => {
  await openSeller()
  const { access, debugging } = world.market
  const other = await world.given.listedProduct(server.url)
  const theirs = await access.makeKey(other.seller, 'basic')
  const exchange = raw('k')
  const asked = (ask: object) => debugging.diagnose(seller, { exchange, ...ask })

  await expect(asked({ keyId: theirs.id })).rejects.toMatchObject({ code: 'access.key_not_found' })
  await expect(asked({})).rejects.toMatchObject({ code: 'debugging.key_missing' })
  await expect(asked({ keyId: theirs.id, key: 'k' })).rejects.toMatchObject({ code: 'debugging.key_missing' })
  await expect(asked({ key: 'k', exchange: 'hello' })).rejects.toMatchObject({
    code: 'debugging.exchange_unreadable',
    sentences: { 'en-US': expect.stringContaining('raw HTTP') as string },
  })
})

test('a seller asks thirty times a minute', async () => {
  await openSeller()
  const ask = { exchange: raw('k'), key: 'k' }
  for (let n = 0; n < most; n += 1) await world.market.debugging.diagnose(seller, ask)

  const next = world.market.debugging.diagnose(seller, ask)

  await expect(next).rejects.toMatchObject({ code: 'debugging.limited', details: { limit: 30 } })
})

test('an attempt of a call is judged by its bytes as kept: a seller who refuses what is right is told so, and what their code computed is explained', async () => {
  const { productId } = await openSeller()
  server.answer(() => ({ resultCode: '000001', resultMsg: 'signature' }))
  await world.given.paidOrder(await world.given.buyer(), productId)
  await world.settle()
  const { items } = await world.market.views.listCalls(seller.sellerId as Id<'sel'>, { limit: 10 })
  const callId = items[0]?.id as Id<'cal'>

  const told = await world.market.debugging.diagnoseAttempt(seller, callId, { attempt: 1 })

  expect(kindsOf(told)).toEqual([['refused_though_right']])
  await expect(world.market.debugging.diagnoseAttempt(seller, callId, { attempt: 99 })).rejects.toMatchObject(
    { code: 'debugging.attempt_not_found' },
  )
  const other = await world.given.listedProduct(server.url)
  await expect(world.market.debugging.diagnoseAttempt(other.seller, callId, {})).rejects.toMatchObject({
    code: 'debugging.attempt_not_found',
  })
})

test('calls of V1.0 and V2.0 that went well give no finding', async () => {
  const speech = { protocol: 'saas-v1', keyBits: 256 } as const
  const old = await world.given.listedProduct(server.url, undefined, { speech })
  server.signWith(old.accessKey)
  server.answer(openAtOnceV1(old.accessKey))
  const other = await openScriptedSeller()
  const young = await world.given.listedProduct(other.url)
  const buyer = await world.given.buyer()
  await world.given.paidOrder(buyer, old.productId)
  await world.given.paidOrder(buyer, young.productId)
  await world.settle()

  for (const { seller: owner, sellerId } of [old, young]) {
    const { items } = await world.market.views.listCalls(sellerId, { limit: 10 })
    expect(items.length).toBeGreaterThan(0)
    for (const { id } of items) {
      const told = await world.market.debugging.diagnoseAttempt(owner, id as Id<'cal'>, {})
      expect(told.problems).toEqual([])
    }
  }
  await other.close()
})
