import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { isWaitedFor, listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { countRowsRead } from '../platform/testing/statements.ts'
import { createFiles, createMemoryStorage } from './index.ts'
import type { FileAsker, Files, KeptFile } from './index.ts'
import type { FileKind, FileReaders } from './schema.ts'
import { countUnused } from './store.ts'

const pdf = (text = 'accepted'): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`)
const subject = 'orl_1'
const main = { main: true, grants: [] }

describe.each(listWorldEngines(process.env.LOGGIA_TEST_POSTGRES))('on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl: process.env.LOGGIA_TEST_POSTGRES })
  })
  beforeEach(() => world.reset())
  afterAll(() => world.close())

  const inOne = <T>(work: Parameters<typeof runInTx<T>>[2]) =>
    runInTx(world.platform, { actor: system }, work)

  /** A files service with a kind of its own, like a domain with delivery proofs. */
  async function given(mostOfSubject = 3, operator: FileKind['rights']['operator'] = 'any') {
    const storage = createMemoryStorage()
    const files = createFiles({ ...world.platform, storage })
    const readers = new Map<string, FileReaders>()
    const askedOf: string[] = []
    files.defineKind('delivery_proof', {
      mediaTypes: ['application/pdf', 'image/png'],
      mostBytes: 1000,
      mostOfSubject,
      rights: { seller: 'orders:read', buyer: 'any', operator },
      async readersOf(_db, of) {
        askedOf.push(of)
        return readers.get(of) ?? {}
      },
    })
    const seller = await world.given.seller()
    const put = (
      more: { content?: Uint8Array; of?: string; owner?: Id<'sel'> | 'market' } = {},
    ): Promise<KeptFile> =>
      files.withStored(
        'delivery_proof',
        { name: '验收单.pdf', mediaType: 'application/pdf', content: more.content ?? pdf() },
        (stored) =>
          inOne((tx) =>
            files.keep(tx, stored, {
              owner: more.owner ?? seller.sellerId,
              ...(more.of !== undefined && { subject: more.of }),
            }),
          ),
      )
    return { files, storage, readers, askedOf, seller, put }
  }
  const asMain = (actor: MemberActor): FileAsker => ({
    actor,
    rights: { seller: main, buyer: main, operator: main },
  })
  const filesIn = async (files: Files): Promise<KeptFile[]> =>
    (await files.listOf(world.platform.db, [subject]))(subject)
  const read = async (files: Files, asker: FileAsker, id: Id<'fil'>): Promise<string> =>
    Buffer.from((await files.read(asker, id)).content).toString()

  test('what is uploaded is kept as it came, under a name of its content, and written into history', async () => {
    const { files, storage, seller, put } = await given()

    const file = await put({ of: subject })

    expect(file).toMatchObject({ name: '验收单.pdf', mediaType: 'application/pdf', bytes: pdf().length })
    expect(await read(files, asMain(seller), file.id)).toBe(pdf().toString())
    expect([...storage.files.keys()]).toEqual([expect.stringMatching(/^[0-9a-z]{26}-[0-9a-f]{16}\.bin$/)])
    expect(await filesIn(files)).toEqual([file])
    const [entry] = await listHistory(world.platform.db, file.id)
    expect(entry).toMatchObject({ kind: 'file.added', data: { name: '验收单.pdf', owner: seller.sellerId } })
  })

  test.each([
    ['file.empty', { content: new Uint8Array() }],
    ['file.too_large', { content: Buffer.alloc(1001) }],
    ['file.type_differs', { content: Buffer.from('<script>alert(1)</script>') }],
    ['file.type_unsupported', { mediaType: 'text/html' }],
    ['file.type_unsupported', { mediaType: 'image/jpeg' }],
    ['file.name_invalid', { name: '/' }],
  ])('%s: what must not be kept is not even stored', async (code, more) => {
    const { files, storage } = await given()
    const upload = { name: 'a.pdf', mediaType: 'application/pdf', content: pdf(), ...more }

    const kept = files.withStored('delivery_proof', upload, () => Promise.reject(new Error('was stored')))

    await expect(kept).rejects.toMatchObject({ code })
    expect(storage.files.size).toBe(0)
  })

  test('nothing is left of a file whose transaction failed, or that was not kept', async () => {
    const { files, storage } = await given()
    const upload = { name: 'a.pdf', mediaType: 'application/pdf', content: pdf() }

    const failed = files.withStored('delivery_proof', upload, () =>
      Promise.reject(new Error('no such order')),
    )
    await expect(failed).rejects.toThrow('no such order')
    await files.withStored('delivery_proof', upload, async () => 'the first answer again')

    expect(storage.files.size).toBe(0)
  })

  test.each([
    { message: 'Connection terminated unexpectedly' },
    { message: 'read', code: 'ECONNRESET' },
    { message: 'shut down', code: '57P01' },
  ])('bytes stay when nobody can say yet whether their row was committed: %j', async (lost) => {
    const { files, storage } = await given()
    const upload = { name: 'a.pdf', mediaType: 'application/pdf', content: pdf() }

    const kept = files.withStored('delivery_proof', upload, () =>
      Promise.reject(Object.assign(new Error(lost.message), lost)),
    )

    await expect(kept).rejects.toThrow(lost.message)
    expect(storage.files.size).toBe(1)
  })

  describe('may be read', () => {
    test('by its owner, by those whom its domain names, and by nobody else', async () => {
      const { files, readers, seller, put } = await given()
      const [buyer, otherBuyer] = [await world.given.buyer(), await world.given.buyer()]
      const [operator, otherSeller] = [await world.given.operator(), await world.given.seller()]
      const { id } = await put({ of: subject })
      readers.set(subject, { buyers: [buyer.buyerId as Id<'byr'>], operators: true })

      for (const who of [seller, buyer, operator])
        expect(await read(files, asMain(who), id)).toBe(pdf().toString())
      for (const who of [otherSeller, otherBuyer])
        await expect(files.read(asMain(who), id)).rejects.toMatchObject({ code: 'file.not_found' })
    })

    test('without asking for more subjects than until one admits the reader', async () => {
      const { files, readers, askedOf, seller, put } = await given()
      const buyer = await world.given.buyer()
      const { id } = await put({ of: 'orl_1' })
      for (const of of ['orl_2', 'orl_3', 'orl_4'])
        await inOne((tx) =>
          files.attach(tx, { ids: [id], kind: 'delivery_proof', owner: seller.sellerId, subject: of }),
        )
      readers.set('orl_3', { buyers: [buyer.buyerId as Id<'byr'>] })

      await read(files, asMain(buyer), id)
      expect(askedOf.splice(0)).toEqual(['orl_4', 'orl_3'])
      await read(files, asMain(seller), id)
      expect(askedOf).toEqual([])
    })

    test('by operators only where its domain says so', async () => {
      const { files, put } = await given()
      const { id } = await put({ of: subject })

      const asked = files.read(asMain(await world.given.operator()), id)

      await expect(asked).rejects.toMatchObject({ code: 'file.not_found' })
    })

    test('R2: by a member of its seller with the right alone', async () => {
      const { files, seller, put } = await given()
      const { id } = await put({ of: subject })
      const as = (grants: string[]): FileAsker => ({
        actor: seller,
        rights: { seller: { main: false, grants } },
      })

      await expect(files.read(as(['calls:read']), id)).rejects.toMatchObject({
        code: 'parties.right_missing',
      })
      expect(await read(files, as(['orders:read']), id)).toBe(pdf().toString())
    })

    test('R6: by an operator with one of several rights', async () => {
      const { files, readers, put } = await given(3, ['reviewer', 'finance'])
      const { id } = await put({ of: subject })
      readers.set(subject, { operators: true })
      const operator = await world.given.operator()
      const as = (...grants: string[]): FileAsker => ({
        actor: operator,
        rights: { operator: { main: false, grants } },
      })

      expect(await read(files, as('finance'), id)).toBe(pdf().toString())
      await expect(files.read(as('appeals'), id)).rejects.toMatchObject({
        code: 'parties.right_missing',
        details: { right: 'reviewer / finance' },
      })
    })

    test('not when the storage has other bytes under its name, or none', async () => {
      const { files, storage, seller, put } = await given()
      const { id } = await put({ of: subject })
      const [name = ''] = storage.files.keys()

      await storage.write(name, Buffer.from('something else'))
      await expect(files.read(asMain(seller), id)).rejects.toMatchObject({ code: 'file.content_missing' })
      await storage.remove(name)
      await expect(files.read(asMain(seller), id)).rejects.toMatchObject({ code: 'file.content_missing' })
    })
  })

  describe('is kept', () => {
    test('as long as something uses it, and a day longer', async () => {
      const { files, put } = await given()
      const held = await put({ of: subject })
      const { market } = world

      await world.advance(fromDays(400))
      expect(await filesIn(files)).toEqual([held])

      await inOne((tx) => market.files.detach(tx, [held.id], subject))
      await world.advance(fromHours(23))
      expect(await listHistory(world.platform.db, held.id)).toHaveLength(1)
      await world.advance(fromHours(1))
      expect((await listHistory(world.platform.db, held.id)).map(({ kind }) => kind)).toEqual([
        'file.added',
        'file.removed',
      ])
    })

    test('a day when nothing comes to use it, and then its bytes are gone as well', async () => {
      const { files, storage, put } = await given()
      const { id } = await put()

      await inOne((tx) => files.sweep(tx, id))
      await nextTurn()

      expect(storage.files.size).toBe(0)
      await world.advance(fromDays(1))
    })

    test('when one of the two that used it still does', async () => {
      const { files, seller, put } = await given()
      const { id } = await put({ of: subject })
      await inOne((tx) =>
        files.attach(tx, { ids: [id], kind: 'delivery_proof', owner: seller.sellerId, subject: 'orl_2' }),
      )
      await inOne((tx) => files.detach(tx, [id], 'orl_2'))

      await world.advance(fromDays(2))
      await inOne((tx) => files.sweep(tx, id))

      expect(await filesIn(files)).toMatchObject([{ id }])
    })

    test('when something uses it in time', async () => {
      const { files, seller, put } = await given()
      const { id } = await put()
      await inOne((tx) =>
        files.attach(tx, { ids: [id], kind: 'delivery_proof', owner: seller.sellerId, subject }),
      )

      await world.advance(fromDays(2))

      expect(await filesIn(files)).toMatchObject([{ id }])
    })
  })

  test('a file of somebody else, or of another kind, cannot be used', async () => {
    const { files, seller, put } = await given()
    const { sellerId: other } = await world.given.seller()
    const { id } = await put()
    const attach = (owner: Id<'sel'>, kind: string) =>
      inOne((tx) => files.attach(tx, { ids: [id], kind, owner, subject }))

    await expect(attach(other, 'delivery_proof')).rejects.toMatchObject({ code: 'file.not_found' })
    await expect(attach(seller.sellerId, 'invoice')).rejects.toMatchObject({ code: 'file.not_found' })
  })

  test('a subject has no more files than its kind allows, however many come at once', async () => {
    const { files, storage, put } = await given(2)

    const all = await Promise.allSettled(Array.from({ length: 4 }, () => put({ of: subject })))

    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(all.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'file.too_many', details: { max: 2 } },
    })
    expect(await filesIn(files)).toHaveLength(2)
    expect(storage.files.size).toBe(2)
  })

  test('a file that thousands use is used once more without reading them', async () => {
    const { files, seller, put } = await given()
    const { id } = await put({ of: subject })
    await world.platform.db.script(
      `insert into file_use select '${id}', 'orl_z' || n from generate_series(1, 3000) n; analyze file_use`,
    )
    const more = { ids: [id], kind: 'delivery_proof', owner: seller.sellerId, subject: 'orl_2' }

    const { rows } = await inOne((tx) => countRowsRead(tx, 'file_use', () => files.attach(tx, more)))

    expect(rows).toBeLessThan(10)
  })

  test.runIf(engine === 'postgres')(
    'those who begin to use one file do not wait for each other',
    async () => {
      const { files, seller, put } = await given()
      const { id } = await put({ of: subject })
      const attach = (of: string) =>
        inOne((tx) =>
          files.attach(tx, { ids: [id], kind: 'delivery_proof', owner: seller.sellerId, subject: of }),
        )

      const begun = Promise.withResolvers<void>()
      const other = begun.promise.then(() => attach('orl_3'))

      await inOne(async (tx) => {
        await files.attach(tx, {
          ids: [id],
          kind: 'delivery_proof',
          owner: seller.sellerId,
          subject: 'orl_2',
        })
        begun.resolve()
        await other
      })

      expect((await files.listOf(world.platform.db, ['orl_2', 'orl_3']))('orl_3')).toMatchObject([{ id }])
    },
  )

  test.runIf(engine === 'postgres')('a file that something begins to use is not removed', async () => {
    const { files, seller, put } = await given()
    const { id } = await put()
    const begun = Promise.withResolvers<void>()
    const swept = begun.promise.then(() => inOne((tx) => files.sweep(tx, id)))

    await inOne(async (tx) => {
      await files.attach(tx, { ids: [id], kind: 'delivery_proof', owner: seller.sellerId, subject })
      begun.resolve()
      while (!(await isWaitedFor(tx))) await nextTurn()
    })

    await swept
    expect(await filesIn(files)).toMatchObject([{ id }])
  })

  test('an owner cannot pile up files that nothing uses', async () => {
    const { put } = await given()
    for (let i = 0; i < 50; i += 1) await put()

    await expect(put()).rejects.toMatchObject({ code: 'file.too_many_unused' })
  })

  test('the files that are used are not read to count those that are not', async () => {
    const { files, seller, put } = await given()
    const { id } = await put({ of: subject })
    await put()
    const detached = await put({ of: subject })
    await inOne((tx) => files.detach(tx, [detached.id], subject))
    await world.platform.db.script(`
      insert into file select id || n, kind, owner, name, media_type, bytes, sha256, created_at
        from file, generate_series(1, 3000) n where id = '${id}';
      insert into file_use select id, 'orl_z' from file where id like '${id}_%';
      analyze file; analyze file_use; analyze wakeup`)

    const { rows, answer } = await countRowsRead(world.platform.db, 'file', () =>
      countUnused(world.platform.db, seller.sellerId),
    )

    expect(answer).toBe(2)
    expect(rows).toBeLessThan(100)
  })

  test('an owner cannot pile them up by attaching and detaching either', async () => {
    const { files, put } = await given()
    for (let i = 0; i < 51; i += 1) {
      const { id } = await put({ of: subject })
      await inOne((tx) => files.detach(tx, [id], subject))
    }

    await expect(put({ of: subject })).rejects.toMatchObject({ code: 'file.too_many_unused' })
    await expect(put({ of: subject, owner: 'market' })).resolves.toMatchObject({ owner: 'market' })
  })

  test('a kind of files has one owner', async () => {
    const { files } = await given()
    const kind = {
      mediaTypes: [],
      mostBytes: 1,
      mostOfSubject: 1,
      rights: {},
      readersOf: async () => ({}),
    }

    expect(() => files.defineKind('delivery_proof', kind)).toThrow('delivery_proof')
  })
})
