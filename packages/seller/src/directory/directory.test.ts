import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { createDirectoryHandlers, createMemoryDirectory, refuse } from '../index.ts'
import type { DirectoryStore } from '../index.ts'
import { createSqliteDirectory } from '../stores/sqlite.ts'
import { createTestKit } from '../testing.ts'
import type { TestKitReply } from '../testing.ts'
import { listCodes, kitKey, now, pair, startKit, toPublic } from '../tried-kit.ts'

const folder = mkdtempSync(join(tmpdir(), 'loggia-directory-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const directories: Readonly<Record<string, () => DirectoryStore>> = {
  memory: createMemoryDirectory,
  SQLite: () => createSqliteDirectory(join(folder, `${(files += 1)}.db`), { sealedBy: kitKey }),
}

describe.each(Object.keys(directories))('a directory in %s', (engine) => {
  const open = (): DirectoryStore => directories[engine]?.() ?? createMemoryDirectory()
  const of = { instanceId: '', tenantId: 'tenant-1' }
  const ofApp = { ...of, appId: 'TESTAPP000000001' }

  test('keeps what it is told, and takes every repeat', async () => {
    const directory = open()
    const { kit } = startKit(createDirectoryHandlers(directory))
    const told: (() => Promise<TestKitReply>)[] = [
      () => kit.enterprise(),
      () => kit.app(),
      () => kit.departments([{ code: '1', name: '总部' }]),
      () => kit.department({ code: '2', name: '研发部', parentCode: '1' }),
      () => kit.people([{ userName: 'a' }, { userName: 'b' }]),
      () => kit.people([{ userName: 'a', name: '改名', isEnabled: false }], 'change'),
      () => kit.people([{ userName: 'b' }], 'withdraw'),
      () => kit.departments([{ code: '1', name: '集团' }]),
    ]

    for (const tell of told) for (const _ of [1, 2]) expect((await tell()).resultCode).toBe('000000')

    expect(await directory.findTenant(of)).toMatchObject({ name: '示例企业', isTest: true })
    expect(await directory.listTenants()).toHaveLength(1)
    expect(await directory.findApp(ofApp)).toEqual({ ...ofApp, clientId: 'client-1', clientSecret: 'secret' })
    expect(await directory.listDepartments(of)).toEqual([
      { ...of, code: '1', name: '集团' },
      { ...of, code: '2', name: '研发部', parentCode: '1' },
    ])
    expect(await directory.listPeople(ofApp)).toEqual([
      {
        ...ofApp,
        userName: 'a',
        name: '改名',
        departmentCode: '10000',
        role: 'user',
        isEnabled: false,
      },
    ])
    expect(await directory.findPerson(ofApp, 'b')).toBeUndefined()
    await directory.close?.()
  })

  test('R274: deletes what is gone with success, and everything of a company with it', async () => {
    const directory = open()
    const { kit, seller } = startKit(createDirectoryHandlers(directory))
    const elsewhere = createTestKit({ seller, kitKey, publicKey: toPublic(pair), now, tenantId: 'tenant-2' })
    for (const one of [kit, elsewhere]) {
      await one.enterprise()
      await one.app()
      await one.departments([{ code: '1', name: '总部' }])
      await one.people([{ userName: 'a' }])
    }

    const replies = [
      await kit.enterprise({ change: 'delete' }),
      await kit.enterprise({ change: 'delete' }),
      await kit.app({ change: 'delete' }),
      await kit.people([{ userName: 'a' }], 'delete'),
      await kit.department({ code: '1', name: '总部' }, 'delete'),
    ]

    expect(listCodes(replies)).toEqual(Array(5).fill('000000'))
    expect(await directory.findApp(ofApp)).toBeUndefined()
    expect(await directory.listPeople(ofApp)).toEqual([])
    expect(await directory.listDepartments(of)).toEqual([])
    expect((await directory.listTenants()).map(({ tenantId }) => tenantId)).toEqual(['tenant-2'])
    expect(await directory.listPeople({ ...ofApp, tenantId: 'tenant-2' })).toHaveLength(1)
    await directory.close?.()
  })

  test('what the seller refuses is not kept', async () => {
    const directory = open()
    const { kit } = startKit(
      createDirectoryHandlers(directory, { syncPeople: () => refuse('noResource', 'No seats are left.') }),
    )

    const reply = await kit.people([{ userName: 'a' }])

    expect(reply).toMatchObject({ resultCode: '000100', resultMsg: 'No seats are left.' })
    expect(await directory.listPeople(ofApp)).toEqual([])
    await directory.close?.()
  })
})

describe('secrets in a file', () => {
  const app = { instanceId: 'i', tenantId: 't', appId: 'a', clientId: 'c', clientSecret: 'the-secret-itself' }

  test('are sealed, and opened with an older key too', async () => {
    const file = join(folder, 'sealed.db')
    const before = createSqliteDirectory(file, { sealedBy: 'old' })
    await before.putApp(app)
    await before.close?.()
    const after = createSqliteDirectory(file, { sealedBy: ['new', 'old'] })

    expect(await after.findApp(app)).toEqual(app)
    await after.close?.()
    expect(readFileSync(file).includes('the-secret-itself')).toBe(false)
  })

  test('are told as lost if no key opens them', async () => {
    const db = new DatabaseSync(':memory:')
    await createSqliteDirectory(db, { sealedBy: 'old' }).putApp(app)
    const other = createSqliteDirectory(db, { sealedBy: 'new' })

    await expect(other.findApp(app)).rejects.toThrow('sealedBy')
    expect(() => createSqliteDirectory(db, { sealedBy: '' })).toThrow('sealedBy is missing')
  })
})
