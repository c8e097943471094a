import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fromDays, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld } from '../embedded/index.ts'
import { formatBlobName, createMemoryStorage } from '../files/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import { makePng } from './image/make-png.ts'
import { createMedia } from './index.ts'
import { toMediaPath, quota } from './rules.ts'
import type { Medium } from './schema.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
beforeEach(() => world.reset())
afterAll(() => world.close())

/** A square of one colour; each shade gives a different file. */
function square(shade: number, width = 120, height = width): Uint8Array {
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let i = 0; i < data.length; i += 4) data[i] = shade
  return makePng({ data, width, height })
}
const inOne = <T>(work: Parameters<typeof runInTx<T>>[2]) => runInTx(world.platform, { actor: system }, work)

async function given() {
  const { media } = world.market
  const seller = await world.given.seller()
  const upload = (shade = 10): Promise<Medium> =>
    media.upload({ actor: seller }, { purpose: 'logo', bytes: square(shade) })
  const { sellerId } = seller
  const count = async () => (await media.list(sellerId, { limit: 100 })).items.length
  return { media, seller, sellerId, upload, count }
}

test('what is uploaded is made anew, kept under a name of its content, and written into history', async () => {
  const { media, seller, upload } = await given()

  const medium = await upload()

  const [file] = medium.files
  expect(file.name).toMatch(/^[0-9a-z]{26}-120-[0-9a-f]{16}\.webp$/)
  const bytes = await media.read(file.name)
  expect(Buffer.from(bytes ?? []).toString('latin1', 8, 12)).toBe('WEBP')
  expect(bytes).toHaveLength(file.bytes)
  const [entry] = await listHistory(world.platform.db, medium.id)
  expect(entry).toMatchObject({ kind: 'media.added', actor: { id: seller.memberId } })
})

test('a picture whose connection broke as it was committed has its bytes', async () => {
  const { media: whole, seller, sellerId } = await given()
  const storage = createMemoryStorage()
  const { db } = world.platform
  const media = createMedia({
    ...world.platform,
    storage,
    db: {
      ...db,
      transaction: async (work) => {
        await db.transaction(work)
        throw new Error('Connection terminated unexpectedly')
      },
    },
  })

  const lost = media.upload({ actor: seller }, { purpose: 'logo', bytes: square(10) })

  await expect(lost).rejects.toThrow('terminated')
  const { items } = await whole.list(sellerId, { limit: 1 })
  expect([...storage.files.keys()]).toEqual(items.flatMap(({ files }) => files.map(({ name }) => name)))
  expect(storage.files.size).toBe(1)
})

test('another file of the same storage is no picture and is not served as one', async () => {
  const { media, sellerId } = await given()
  const { files } = world.market
  files.defineKind('proof_of_this_test', {
    mediaTypes: ['text/plain'],
    mostBytes: 100,
    mostOfSubject: 1,
    rights: {},
    readersOf: async () => ({}),
  })
  const upload = { name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('a secret') }
  const { id, sha256: hash } = await files.withStored('proof_of_this_test', upload, (stored) =>
    inOne((tx) => files.keep(tx, stored, { owner: sellerId })),
  )

  expect(await media.read(formatBlobName({ id, hash, ending: 'bin' }))).toBeUndefined()
})

test('the same bytes again are the same medium; for another purpose or another seller they are another', async () => {
  const { media, seller, upload, count } = await given()
  const other = await world.given.seller()
  const bytes = square(10, 1000)

  const first = await upload()
  const again = await upload()
  const asPicture = await media.upload({ actor: seller }, { purpose: 'picture', bytes })
  const asDescription = await media.upload({ actor: seller }, { purpose: 'description', bytes })
  const theirs = await media.upload({ actor: other }, { purpose: 'logo', bytes: square(10) })

  expect(again).toEqual(first)
  expect(new Set([first.id, asPicture.id, asDescription.id, theirs.id]).size).toBe(4)
  expect(await count()).toBe(3)
  expect(asPicture.files.map(({ width }) => width)).toEqual([1000, 480])
})

test('two uploads of the same bytes at once are one medium', async () => {
  const { upload, count } = await given()

  const [one, two] = await Promise.all([upload(), upload()])

  expect(one.id).toBe(two.id)
  expect(await count()).toBe(1)
})

test('a repeated request gets the first answer', async () => {
  const { media, seller, count } = await given()
  const idempotency = { key: 'k1', input: { n: 1 } }
  const ask = { purpose: 'logo', bytes: square(3) } as const

  const first = await media.upload({ actor: seller, idempotency }, ask)
  const again = await media.upload({ actor: seller, idempotency }, ask)

  expect(again).toEqual(first)
  expect(await count()).toBe(1)
})

test('what nothing shows is swept after a day, row and files', async () => {
  const { media, upload, count } = await given()
  const medium = await upload()

  await world.advance(fromHours(23))
  expect(await count()).toBe(1)
  await world.advance(fromHours(2))

  expect(await count()).toBe(0)
  expect(await media.read(medium.files[0].name)).toBeUndefined()
})

test('what is shown stays, and is swept a day after the last one shows it no longer', async () => {
  const { media, upload, count } = await given()
  const { id } = await upload()
  await inOne((tx) => media.attach(tx, [id], 'prd_a'))
  await inOne((tx) => media.attach(tx, [id], 'prd_b'))

  await world.advance(fromDays(3))
  await inOne((tx) => media.detach(tx, [id], 'prd_a'))
  await world.advance(fromDays(3))
  expect(await count()).toBe(1)
  await inOne((tx) => media.detach(tx, [id], 'prd_b'))
  await world.advance(fromHours(23))
  expect(await count()).toBe(1)
  await world.advance(fromHours(2))

  expect(await count()).toBe(0)
})

test('uploaded again within the day, it has a day again', async () => {
  const { upload, count } = await given()
  await upload()
  await world.advance(fromHours(20))
  await upload()

  await world.advance(fromHours(20))

  expect(await count()).toBe(1)
})

test('R33, R34: one logo and five main pictures, and no sixth', async () => {
  const { media, seller, upload } = await given()
  const logos = [await upload(1), await upload(2)]
  const pictures: Medium[] = []
  for (let shade = 0; shade < 6; shade += 1)
    pictures.push(
      await media.upload({ actor: seller }, { purpose: 'picture', bytes: square(shade, 640, 360) }),
    )
  const attach = (media_: readonly Medium[]) =>
    inOne((tx) =>
      media.attach(
        tx,
        media_.map((one) => one.id),
        'prd_a',
      ),
    )

  await attach([...logos.slice(0, 1), ...pictures.slice(0, 5)])

  await expect(attach(pictures.slice(5))).rejects.toMatchObject({
    code: 'media.too_many_attached',
    details: { purpose: 'picture', max: 5, got: 6 },
  })
  await expect(attach(logos.slice(1))).rejects.toMatchObject({ code: 'media.too_many_attached' })
})

test('a seller deletes what nothing shows; nobody else does, and nothing that is shown goes', async () => {
  const { media, seller, upload, count } = await given()
  const other = await world.given.seller()
  const buyer = await world.given.buyer()
  const { id } = await upload()
  await inOne((tx) => media.attach(tx, [id], 'prd_a'))

  await expect(media.remove(seller, id)).rejects.toMatchObject({
    code: 'media.in_use',
    details: { uses: ['prd_a'] },
  })
  await expect(media.remove(other, id)).rejects.toMatchObject({ code: 'media.not_found' })
  await expect(media.remove(buyer, id)).rejects.toMatchObject({ kind: 'forbidden' })
  await inOne((tx) => media.detach(tx, [id], 'prd_a'))
  await media.remove(seller, id)

  expect(await count()).toBe(0)
  await expect(media.remove(seller, id)).rejects.toMatchObject({ code: 'media.not_found' })
})

test('a product may name its own seller’s pictures only, and only files that there are', async () => {
  const { media, sellerId, upload } = await given()
  const theirs = (await world.given.seller()).sellerId
  const medium = await upload()
  const path = toMediaPath(medium.files[0].name)
  const owned = (seller: Id<'sel'>, asked: string) =>
    inOne((tx) => media.requireOwned(tx, seller, [asked])).then((all) => all.map((one) => one.id))

  expect(await owned(sellerId, path)).toEqual([medium.id])
  await expect(owned(theirs, path)).rejects.toMatchObject({ code: 'media.not_found' })
  for (const wrong of [
    path.replace('-120-', '-121-'),
    path.replace('/media/', '/../media/'),
    `${path}?x`,
    '/media/',
    'https://elsewhere.example/media/x.webp',
    '',
  ])
    await expect(owned(sellerId, wrong)).rejects.toMatchObject({ code: 'media.not_found' })
})

test('the quota is refused with what is held and what is allowed', async () => {
  const { media, seller, sellerId, upload } = await given()
  await upload()
  await world.platform.db.script(`
    insert into media (id, seller_id, purpose, sha256, type, width, height, bytes, files, created_at)
    select 'med_' || n, '${sellerId}', 'logo', lpad(n::text, 64, '0'), 'image/webp', 1, 1, 1, '[]', now()
    from generate_series(1, ${quota.count - 1}) n`)

  const more = media.upload({ actor: seller }, { purpose: 'logo', bytes: square(99) })

  await expect(more).rejects.toMatchObject({
    kind: 'refused',
    code: 'media.quota_exceeded',
    details: { count: 500, maxCount: 500 },
  })
  expect((await upload()).sellerId).toBe(sellerId)
})
