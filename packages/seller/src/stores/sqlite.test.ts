import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSqliteStore } from './sqlite.ts'

describe.skipIf(process.platform === 'win32')('the files of a SQLite store', () => {
  const now = (): number => 0
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'loggia-sqlite-'))
    file = join(folder, 'seller.db')
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const rightsOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

  test('are their owner’s alone, with the two that SQLite keeps beside them', async () => {
    const store = createSqliteStore(file, { now })
    await store.remember('n', 60_000)

    expect([file, `${file}-wal`, `${file}-shm`].map(rightsOf)).toEqual(['600', '600', '600'])
    await store.close?.()
  })

  test('keep the rights that an owner gave them, and what they hold', async () => {
    writeFileSync(file, '')
    chmodSync(file, 0o640)
    const store = createSqliteStore(file, { now })
    await store.remember('n', 60_000)
    await store.close?.()

    const again = createSqliteStore(file, { now })

    expect(rightsOf(file)).toBe('640')
    expect(await again.remember('n', 60_000)).toBe(false)
    await again.close?.()
  })

  test('a path that cannot be opened is refused by SQLite, and one in memory makes none', async () => {
    expect(() => createSqliteStore(join(folder, 'missing', 'seller.db'))).toThrow('unable to open')
    const store = createSqliteStore(':memory:', { now })

    expect(await store.remember('n', 60_000)).toBe(true)
    await store.close?.()
  })
})
