import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readOrCreateSecret } from './secret.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loggia-secret-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a secret is made once, for its owner only', async () => {
  const first = await readOrCreateSecret(folder, randomBytes)
  const second = await readOrCreateSecret(folder, randomBytes)

  expect(second).toBe(first)
  expect(first.length).toBeGreaterThanOrEqual(32)
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['secret'])
})

test('a start that died on the way leaves nothing that is taken for a secret', async () => {
  await writeFile(join(folder, 'secret.new'), 'half')

  expect(await readOrCreateSecret(folder, randomBytes)).not.toContain('half')
})

test('half a secret is not used', async () => {
  await writeFile(join(folder, 'secret'), 'half')

  await expect(readOrCreateSecret(folder, randomBytes)).rejects.toThrow('is incomplete')
})

test.skipIf(process.getuid?.() === 0)('one that may not be read is said', async () => {
  await writeFile(join(folder, 'secret'), 'x'.repeat(40))
  await chmod(join(folder, 'secret'), 0)

  await expect(readOrCreateSecret(folder, randomBytes)).rejects.toThrow('cannot be read (EACCES)')
})
