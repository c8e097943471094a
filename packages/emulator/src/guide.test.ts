import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripTypeScriptTypes } from 'node:module'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emulatorKey, startEmulator } from './index.ts'
import type { Emulator } from './index.ts'

const guides = join(import.meta.dirname, '../../../docs/guides')
const read = (name: string): string => readFileSync(join(guides, name), 'utf8')
const guide = read('test-with-the-emulator.md')
const blocksOf = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block)

/** The stand-in of another emulator plays the server of the guide's reader. */
let server: Emulator
beforeAll(async () => {
  server = await startEmulator()
})
afterAll(() => server.close())

test('both languages show the same blocks', () => {
  const chinese = read('test-with-the-emulator.zh-CN.md')

  for (const language of ['ts', 'sh']) expect(blocksOf(chinese, language)).toEqual(blocksOf(guide, language))
})

test('the key that the guide names is the one that holds', () => {
  expect(guide).toContain(`\`${emulatorKey}\``)
})

type Work = () => unknown
/** Collects the tests that a test file registers. */
function collect(source: string, given: Readonly<Record<string, unknown>>) {
  const hooks = { beforeAll: [] as Work[], beforeEach: [] as Work[], afterAll: [] as Work[] }
  const cases: { name: string; run: Work }[] = []
  const all = {
    ...given,
    beforeAll: (work: Work) => hooks.beforeAll.push(work),
    beforeEach: (work: Work) => hooks.beforeEach.push(work),
    afterAll: (work: Work) => hooks.afterAll.push(work),
    test: (name: string, run: Work) => cases.push({ name, run }),
  }
  // The imports of the block are replaced by `given`.
  const body = stripTypeScriptTypes(source.replace(/^import .*$/gm, ''))
  runInNewContext(body, all)
  return { hooks, cases }
}
const runAll = async (works: readonly Work[]): Promise<void> => {
  for (const work of works) await work()
}

test('the tests of the guide pass as they are written, against a server that is correct', async () => {
  const [block = ''] = blocksOf(guide, 'ts')
  const { url: sellerUrl } = (await server.state()).seller
  const { hooks, cases } = collect(block, { startEmulator, expect, sellerUrl, accessKey: emulatorKey })
  expect(cases).toHaveLength(3)

  await runAll(hooks.beforeAll)
  try {
    for (const { run } of cases) await runAll([...hooks.beforeEach, run])
  } finally {
    await runAll(hooks.afterAll)
  }
})

/** The replies to the requests of a block. */
async function ask(script: string): Promise<unknown[]> {
  const options = { env: { EMULATOR: server.url, PATH: process.env['PATH'] } }

  const replies: unknown[] = []
  for (const line of script.trim().split('\n')) {
    const { stdout } = await promisify(execFile)('sh', ['-c', line], options)
    replies.push(JSON.parse(stdout))
  }
  return replies
}
const requests = blocksOf(guide, 'sh').filter((block) => block.startsWith('curl'))

test('the requests of the guide about joint products are answered as it says', async () => {
  const called = (...activities: string[]) => ({ exchanges: activities.map((activity) => ({ activity })) })
  const connected = ['tenantSync', 'applicationSync', 'allOrgSync']

  expect(await ask(requests[0] ?? '')).toMatchObject([
    { service: { state: 'active' } },
    { ...called(...connected, ...connected), app: { state: 'connected' } },
    { ...called('authSync'), app: { people: { confirmed: 2 } } },
    called('singleOrgSync'),
    called('authSync'),
    called('applicationSync'),
    called('applicationSync'),
    { ...called('authSync', 'applicationSync', 'tenantSync'), app: { state: 'ended' } },
    { services: [] },
  ])
})

test('the requests of the guide are answered as it says', async () => {
  expect(await ask(requests[1] ?? '')).toMatchObject([
    { service: { state: 'active' } },
    { fault: 'time-out' },
    { exchanges: [{ outcome: 'unreachable' }] },
    { exchanges: [{ outcome: 'confirmed' }] },
    { exchanges: [{ attempt: 1 }, { attempt: 2 }] },
    { services: [] },
  ])
})
