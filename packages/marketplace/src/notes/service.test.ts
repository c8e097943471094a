import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { noteSubjects } from '@loggia/protocol/console/notes/kinds'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import type { NoteSubjectId } from './schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const page = { limit: 20 }

describe.each(listRuleEngines(postgresUrl))('internal notes on %s', (engine) => {
  let world: World
  let owner: MemberActor
  let operator: MemberActor
  let buyer: MemberActor
  let subject: NoteSubjectId
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    owner = await world.given.operator()
    operator = await openOperator(['reviewer', 'appeals'])
    buyer = await world.given.buyer()
    subject = buyer.buyerId as Id<'byr'>
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const notes = () => world.market.notes
  async function openOperator(grants: string[]): Promise<MemberActor> {
    const one = await world.given.operator()
    const who = { actor: owner, party: { kind: 'operator' }, id: one.memberId } as const
    await world.market.parties.setRights(who, { main: false, grants })
    return one
  }
  const write = async (text: string, actor = operator, of = subject) =>
    (await notes().write({ actor }, { subject: of, text })).note.id
  const texts = async (actor = operator) =>
    (await notes().list(actor, subject, page)).items.map(({ note, author }) => [author, note.text])

  test('are listed newest first with their authors, page by page, and counted', async () => {
    await write('Called on Monday.')
    await write('Asks for an invoice.', owner)
    await write('Another buyer.', operator, (await world.given.buyer()).buyerId as Id<'byr'>)

    expect(await texts()).toEqual([
      [owner.name, 'Asks for an invoice.'],
      [operator.name, 'Called on Monday.'],
    ])
    const first = await notes().list(operator, subject, { limit: 1 })
    const second = await notes().list(operator, subject, { limit: 1, after: first.next ?? '' })
    expect([first.count, second.count, second.next]).toEqual([2, 2, undefined])
    expect(second.items[0]?.note.text).toBe('Called on Monday.')
  })

  test('are changed by their author alone and within 24 hours', async () => {
    const id = await write('Speaks Dutch.')
    await world.advance(fromHours(24) - 1)

    const { note, acts } = await notes().change(operator, id, 'Speaks Danish.')
    expect(note.changedAt).toBe(world.clock.now())
    expect(acts).toEqual(['change', 'withdraw'])
    await expect(notes().change(owner, id, 'x')).rejects.toMatchObject({ code: 'note.not_own' })

    await world.advance(1)
    await expect(notes().change(operator, id, 'x')).rejects.toMatchObject({ code: 'note.change_over' })
    const { items } = await notes().list(operator, subject, page)
    expect(items.map((one) => [one.note.text, one.acts])).toEqual([['Speaks Danish.', ['withdraw']]])
  })

  test('are withdrawn by their author or the owner; the audit record keeps every text', async () => {
    const id = await write('Wrong buyer.')
    await notes().change(operator, id, 'The wrong buyer.')
    const other = await openOperator(['reviewer'])
    await expect(notes().withdraw(other, id)).rejects.toMatchObject({ code: 'note.not_own' })

    await notes().withdraw(operator, id)

    expect(await texts()).toEqual([])
    for (const act of [() => notes().withdraw(operator, id), () => notes().change(operator, id, 'x')])
      await expect(act()).rejects.toMatchObject({ code: 'note.not_found' })
    const history = await listHistory(world.platform.db, id)
    expect(history.map(({ kind, data }) => [kind, data.text])).toEqual([
      ['note.written', 'Wrong buyer.'],
      ['note.changed', 'The wrong buyer.'],
      ['note.withdrawn', undefined],
    ])
    await notes().withdraw(owner, await write('Of somebody who left.'))
    expect(await texts()).toEqual([])
  })

  test('leave no trace in the history of what they are about', async () => {
    const before = await listHistory(world.platform.db, subject)
    await write('Not for the buyer.')
    expect(await listHistory(world.platform.db, subject)).toEqual(before)
  })

  test.each([
    ['reviewer', ['sel', 'byr', 'prd', 'ord', 'sap', 'oap']],
    ['finance', ['byr', 'ord']],
    ['appeals', ['byr', 'ord', 'tkt']],
    ['catalogue', []],
  ])('with %s an operator reads and writes notes where it decides', async (grant, allowed) => {
    const one = await openOperator([grant])
    for (const kind of noteSubjects) {
      const missing = `${kind}_${'0'.repeat(26)}` as NoteSubjectId
      const refused = { code: 'parties.right_missing' }
      const writeOne = () => notes().write({ actor: one }, { subject: missing, text: 'x' })
      if (allowed.includes(kind)) {
        expect((await notes().list(one, missing, page)).count).toBe(0)
        // There is nothing with this id, whatever it is.
        await expect(writeOne()).rejects.toMatchObject({ kind: 'not_found' })
      } else {
        await expect(notes().list(one, missing, page)).rejects.toMatchObject(refused)
        await expect(writeOne()).rejects.toMatchObject(refused)
      }
    }
  })

  test('are out of reach for who loses the right, also for one’s own', async () => {
    const id = await write('Mine.')
    const who = { actor: owner, party: { kind: 'operator' }, id: operator.memberId } as const
    await world.market.parties.setRights(who, { main: false, grants: ['catalogue'] })
    for (const act of [() => notes().change(operator, id, 'x'), () => notes().withdraw(operator, id)])
      await expect(act()).rejects.toMatchObject({ code: 'parties.right_missing' })
  })

  test('a buyer and a seller read and write none', async () => {
    for (const actor of [buyer, await world.given.seller()]) {
      await expect(notes().list(actor, subject, page)).rejects.toMatchObject({ kind: 'forbidden' })
      await expect(write('x', actor)).rejects.toMatchObject({ kind: 'forbidden' })
    }
  })
})
