import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { facts, messages } from '@loggia/protocol/console'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from './embedded/index.ts'
import type { World } from './embedded/index.ts'
import { runInTx, listHistory, notify, record, system } from './platform/index.ts'
import { appendHistory } from './platform/history.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

async function readSources(): Promise<string[]> {
  const sources: string[] = []
  for await (const path of glob('**/*.ts', { cwd: root }))
    if (!path.endsWith('.test.ts') && !path.startsWith('platform/') && !path.startsWith('embedded/'))
      sources.push(await readFile(`${root}${path}`, 'utf8'))
  return sources
}

const literals = (text: string): string[] => [...text.matchAll(/'([a-z_.]+)'/g)].map(([, word = '']) => word)

/** What stands as the kind in calls of a function: its words, or, where they come from elsewhere, the words of the file that are kinds. */
function kindsIn(source: string, name: string, known: object): string[] {
  const calls = [...source.matchAll(new RegExp(`\\b${name}\\(\\s*tx,\\s*([^,{]+),`, 'g'))]
  return calls.flatMap(([, kind = '']) => {
    const named = literals(kind.replaceAll(/=== '[^']*'/g, ''))
    if (named.length > 0) return named
    return literals(source.replaceAll(/type: '[^']*'/g, '')).filter((word) => Object.hasOwn(known, word))
  })
}

const sorted = (kinds: Iterable<string>): string[] => [...new Set(kinds)].toSorted()

describe('kinds', () => {
  test('the facts that are recorded are those that are declared, both ways', async () => {
    const recorded = (await readSources()).flatMap((source) => kindsIn(source, 'record', facts))

    expect(sorted(recorded)).toEqual(sorted(Object.keys(facts)))
  })

  test('the messages that are told are those that are declared, both ways', async () => {
    const told = (await readSources()).flatMap((source) => [
      ...kindsIn(source, 'notify', messages),
      ...kindsIn(source, 'updateMessage', messages),
      // Several at once, as objects.
      ...[...source.matchAll(/\bkind: '([a-z_]+)'/g)].flatMap(([, kind = '']) =>
        Object.hasOwn(messages, kind) ? [kind] : [],
      ),
    ])

    expect(sorted(told)).toEqual(sorted(Object.keys(messages)))
  })
})

describe('what is recorded and told', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  test('has the data of its kind, or does not compile', async () => {
    const subject = 'ord_checked'
    const seller = { kind: 'seller', id: (await world.given.seller()).sellerId } as const
    const amount = { amount: '10.00', currency: 'CNY' } as const

    await runInTx(world.platform, { actor: system }, async (tx) => {
      await record(tx, 'order.paid', { subject, data: { amount } })
      await record(tx, 'order.stock_released', { subject })
      // @ts-expect-error there is no such kind
      await record(tx, 'order.renewed', { subject })
      // @ts-expect-error what is paid has an amount
      await record(tx, 'order.paid', { subject, data: {} })
      // @ts-expect-error it has data
      await record(tx, 'order.paid', { subject })
      // @ts-expect-error an order is cancelled by its buyer or the market
      await record(tx, 'order.cancelled', { subject, data: { by: 'seller' } })
      // @ts-expect-error nothing is known of such a member
      await record(tx, 'order.paid', { subject, data: { amount, tip: amount } })
      await notify(tx, 'address_decided', seller, {
        subject,
        data: { url: 'https://a.example/', approved: true },
      })
      // @ts-expect-error a decision says what was decided
      await notify(tx, 'address_decided', seller, { subject: 'adr_2', data: { url: 'https://a.example/' } })
    })

    expect(await listHistory(world.platform.db, subject)).toHaveLength(7)
    const { items } = await world.market.notifications.list(seller, { limit: 5 })
    expect(items.map((message) => message.subject).toSorted()).toEqual(['adr_2', subject])
  })

  test('rows of before are shown: of another kind by name alone, with other data as far as it is known', async () => {
    const { productId } = await world.given.listedProduct('http://127.0.0.1:1/produce')
    const buyer = await world.given.buyer()
    const orderId = await world.given.submittedOrder(buyer, productId)
    const at = world.clock.now()
    await runInTx(world.platform, { actor: system }, (tx) =>
      appendHistory(tx, [
        { subject: orderId, at, kind: 'order.approved', data: { by: 'somebody', sellerId: 'sel_1' } },
        { subject: orderId, at, kind: 'opening.failed', data: { reason: 'window_over', clerk: 'Lin' } },
      ]),
    )

    const { history } = await world.market.views.getBuyerOrder(orderId, { actor: buyer, language: 'en-US' })

    expect(history.slice(-2).map(({ kind, data }) => [kind, data])).toEqual([
      ['order.approved', {}],
      ['opening.failed', { reason: 'window_over' }],
    ])
  })
})
