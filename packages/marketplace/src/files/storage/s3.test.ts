import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopwatch } from '@loggia/outbound/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { StorageUnavailable } from './file-storage.ts'
import { createFolderStorage } from './folder.ts'
import { openLoopbackS3, testCredentials } from './loopback-s3.ts'
import type { LoopbackS3 } from './loopback-s3.ts'
import { toAddress, createS3Storage } from './s3.ts'
import type { S3Settings } from './s3.ts'

const wall = { source: 'wall', now: () => Date.UTC(2026, 10, 24, 6, 33) as never } as const
const name = `${'0'.repeat(24)}ab-240-0123456789abcdef.webp`
const bytes = Uint8Array.from({ length: 3000 }, (_, i) => i % 251)
const mostBytes = 5 * 1024 * 1024

let s3: LoopbackS3
beforeAll(async () => {
  s3 = await openLoopbackS3('eu-test-1')
})
beforeEach(() => {
  s3.objects.clear()
  s3.seen.length = 0
  s3.faults.length = 0
})
afterAll(() => s3.close())

const storage = (more: Partial<S3Settings> = {}) =>
  createS3Storage(
    {
      ...testCredentials,
      endpoint: s3.endpoint,
      region: 'eu-test-1',
      bucket: 'pictures',
      pathStyle: true,
      limitMs: 5_000,
      pauseMs: 1,
      ...more,
    },
    { wall, stopwatch },
  )

describe('a bucket', () => {
  test('gives back what was written, until it is removed; the bucket stands in the path', async () => {
    await storage().write(name, bytes)

    expect([...s3.objects.keys()]).toEqual([`127.0.0.1/pictures/${name}`])
    expect(Buffer.from((await storage().read(name, mostBytes)) ?? [])).toEqual(Buffer.from(bytes))
    await storage().remove(name)
    expect(await storage().read(name, mostBytes)).toBeUndefined()
    await storage().remove(name)
    expect(s3.seen).toEqual(['PUT 200', 'HEAD 200', 'GET 200', 'DELETE 204', 'GET 404', 'DELETE 204'])
  })

  test('is asked at the address that operators gave, in their own network too, and nobody is led on from there', async () => {
    s3.faults.push((_, response) => {
      response.writeHead(307, { location: `${s3.endpoint}/pictures/elsewhere` }).end()
      return 'handled'
    })

    await expect(storage().read(name, mostBytes)).rejects.toThrow(StorageUnavailable)
    expect(s3.seen).toEqual(['GET 307'])
  })

  test('or the bucket stands before the host', () => {
    const at = { endpoint: 'https://s3.example:9000', bucket: 'pictures', pathStyle: false }

    expect(toAddress(at, name).href).toBe(`https://pictures.s3.example:9000/${name}`)
    expect(toAddress({ ...at, pathStyle: true }, name).href).toBe(`https://s3.example:9000/pictures/${name}`)
  })

  test.each([
    { what: 'another key', more: { accessKey: 'someone-elses' } },
    { what: 'a wrong secret', more: { secretKey: 'not-the-secret' } },
    { what: 'another region', more: { region: 'eu-test-2' } },
  ])('with $what nothing is written, and it is not tried again', async ({ more }) => {
    await expect(storage(more).write(name, bytes)).rejects.toThrow(StorageUnavailable)

    expect(s3.objects.size).toBe(0)
    expect(s3.seen).toEqual(['PUT 403'])
  })

  test.each([503, 500, 429])('one that answers %i twice is tried a third time', async (status) => {
    const busy = (_: unknown, response: { writeHead(n: number): { end(): unknown } }) => {
      response.writeHead(status).end()
      return 'handled' as const
    }
    s3.faults.push(busy, busy)

    await storage().write(name, bytes)

    expect(s3.seen).toEqual([`PUT ${status}`, `PUT ${status}`, 'PUT 200', 'HEAD 200'])
  })

  test('one that stays busy is unavailable after three tries', async () => {
    for (let i = 0; i < 3; i += 1)
      s3.faults.push((_, response) => {
        response.writeHead(503).end('SlowDown')
        return 'handled'
      })

    await expect(storage().read(name, mostBytes)).rejects.toThrow(StorageUnavailable)

    expect(s3.seen).toHaveLength(3)
  })

  test('one that does not answer in time is tried again', async () => {
    await storage().write(name, bytes)
    s3.faults.push(() => 'handled')

    expect(await storage({ limitMs: 60 }).read(name, mostBytes)).toHaveLength(bytes.length)
  })

  test('one that breaks off in the middle is tried again', async () => {
    await storage().write(name, bytes)
    s3.faults.push((_, response) => {
      response.writeHead(200, { 'content-length': 3000 }).write('half')
      setImmediate(() => response.destroy())
      return 'handled'
    })

    expect(await storage().read(name, mostBytes)).toHaveLength(bytes.length)
  })

  test('one that sends without end is not read without end', async () => {
    for (let i = 0; i < 3; i += 1)
      s3.faults.push((_, response) => {
        response.writeHead(200)
        const piece = Buffer.alloc(1024 * 1024)
        for (let n = 0; n < 8; n += 1) response.write(piece)
        response.end()
        return 'handled'
      })

    await expect(storage({ limitMs: 5_000 }).read(name, mostBytes)).rejects.toThrow(StorageUnavailable)
  })

  test('one that says yes and keeps nothing, or half, is unavailable', async () => {
    const yes = (_: unknown, response: { writeHead(n: number): { end(): unknown } }) => {
      response.writeHead(200).end()
      return 'handled' as const
    }
    s3.faults.push(yes)
    await expect(storage().write(name, bytes)).rejects.toThrow(StorageUnavailable)

    s3.objects.set(`127.0.0.1/pictures/${name}`, Buffer.from('half'))
    s3.faults.push(yes)
    await expect(storage().write(name, bytes)).rejects.toThrow(StorageUnavailable)
  })

  test('nobody is told what the store says', async () => {
    s3.faults.push((_, response) => {
      response.writeHead(403).end('a bucket that is secret')
      return 'handled'
    })

    const refused = await storage()
      .read(name, mostBytes)
      .catch((error: unknown) => error)

    expect(refused).toBeInstanceOf(StorageUnavailable)
    expect(String((refused as Error).message)).not.toContain('secret')
  })
})

describe('a folder', () => {
  test('gives back what was written, until it is removed, and holds no half files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loggia-media-'))
    const local = createFolderStorage(join(folder, 'media'))

    expect(await local.read(name, mostBytes)).toBeUndefined()
    await local.write(name, bytes)
    await local.write(name, bytes)
    expect(Buffer.from((await local.read(name, mostBytes)) ?? [])).toEqual(Buffer.from(bytes))
    expect(await readdir(join(folder, 'media', 'ab'))).toEqual([name])
    await local.remove(name)
    await local.remove(name)
    expect(await local.read(name, mostBytes)).toBeUndefined()
    await rm(folder, { recursive: true })
  })

  test('keeps nothing of a file that could not be written to its end', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loggia-media-'))
    await mkdir(join(folder, 'ab', name, 'in the way'), { recursive: true })

    await expect(createFolderStorage(folder).write(name, bytes)).rejects.toThrow(StorageUnavailable)
    expect(await readdir(join(folder, 'ab'))).toEqual([name])
    await rm(folder, { recursive: true })
  })

  test('that cannot be written to is unavailable', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loggia-media-'))
    await writeFile(join(folder, 'file'), '')
    const local = createFolderStorage(join(folder, 'file'))

    await expect(local.write(name, bytes)).rejects.toThrow(StorageUnavailable)
    await rm(folder, { recursive: true })
  })
})
