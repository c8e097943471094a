import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decryptSecret } from '@loggia/signing'
import { kitProtocols, startEmulator } from '../index.ts'
import type { ActedJointly, Emulator, JointAsk } from '../index.ts'
import { replyToKit } from './stand-in.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ startsAt: '2026-01-31T02:00:00.000Z' })
})
afterAll(() => emulator.close())
beforeEach(() => emulator.reset())

const told = ({ exchanges }: Pick<ActedJointly, 'exchanges'>): string[] =>
  exchanges.map(({ activity, outcome }) => `${activity} ${outcome}`)
const codeOf = (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  )
const bodiesOf = ({ exchanges }: Pick<ActedJointly, 'exchanges'>) =>
  exchanges.map(({ request }) => JSON.parse(request.body) as Record<string, unknown>)
async function connect(more: Partial<JointAsk> = {}): Promise<ActedJointly> {
  await emulator.buy({ product: 'joint' })
  return emulator.joint({ act: 'connect', ...more })
}

test('the company has departments on three levels and a dozen people, whom nobody was told of', async () => {
  const { company, credential, app } = await emulator.company()

  expect(company.departments).toHaveLength(6)
  const parentOf = (code?: string) => company.departments.find((one) => one.code === code)?.parent
  expect(parentOf(parentOf('rd-platform'))).toBe(company.departments[0]?.code)
  expect(company.people).toHaveLength(12)
  expect([credential, app]).toEqual([undefined, undefined])
})

test('a service is connected, first for the credential and then for the company', async () => {
  const done = await connect()

  expect(told(done)).toEqual([
    'tenantSync confirmed',
    'applicationSync confirmed',
    'allOrgSync confirmed',
    'tenantSync confirmed',
    'applicationSync confirmed',
    'allOrgSync confirmed',
  ])
  expect(bodiesOf(done).map(({ testFlag, instanceId }) => [testFlag, instanceId === ''])).toEqual([
    ...Array.from({ length: 3 }, () => [1, true]),
    ...Array.from({ length: 3 }, () => [0, false]),
  ])
  expect(done.app).toMatchObject({ state: 'connected', departments: { confirmed: 6 } })
  const privateKey = createPrivateKey(done.credential?.privateKey ?? '')
  const sealed = String(bodiesOf(done)[4]?.['clientSecret'])
  expect(decryptSecret({ privateKey, sealed })).toMatch(/^.{20,}$/)
})

test('people are assigned, changed and withdrawn by the market’s own rules', async () => {
  await connect()
  const assigned = await emulator.joint({ act: 'assign', people: ['admin'], role: 'admin' })
  await emulator.joint({ act: 'assign', people: ['su.wan', 'zhou.yu'] })
  const disabled = await emulator.joint({ act: 'disable', people: ['su.wan'] })
  const moved = await emulator.joint({ act: 'move-people', people: ['su.wan'], to: 'market' })
  const renamed = await emulator.joint({ act: 'rename-person', people: ['zhou.yu'], name: '周屿之' })
  const left = await emulator.joint({ act: 'leave', people: ['zhou.yu'] })
  const withdrawn = await emulator.joint({ act: 'withdraw' })

  expect(bodiesOf(assigned)).toMatchObject([{ flag: 1, userList: [{ userName: 'admin', role: 'admin' }] }])
  expect(bodiesOf(disabled)).toMatchObject([{ flag: 2, userList: [{ userName: 'su.wan', enable: 'false' }] }])
  expect(bodiesOf(moved)).toMatchObject([{ flag: 2, userList: [{ userName: 'su.wan', orgCode: 'market' }] }])
  expect(bodiesOf(renamed)).toMatchObject([{ flag: 2, userList: [{ name: '周屿之' }] }])
  expect(bodiesOf(left)).toMatchObject([{ flag: 0, userList: [{ userName: 'zhou.yu' }] }])
  expect(bodiesOf(withdrawn)).toMatchObject([{ flag: 3, userList: [{}, {}] }])
  expect(withdrawn.app?.people).toMatchObject({ waiting: 0 })
})

test('departments are added, renamed, moved and removed; one with people in it is not', async () => {
  await connect()
  const added = await emulator.joint({
    act: 'add-department',
    name: '测试组',
    department: 'rd-test',
    to: 'rd',
  })
  const renamed = await emulator.joint({ act: 'rename-department', department: 'rd-test', name: '质量组' })
  const moved = await emulator.joint({ act: 'move-department', department: 'rd-test', to: 'market' })
  const removed = await emulator.joint({ act: 'remove-department', department: 'rd-test' })

  expect([added, renamed, moved, removed].flatMap(bodiesOf)).toMatchObject([
    { flag: 1, orgCode: 'rd-test', parentCode: 'rd' },
    { flag: 2, orgName: '质量组' },
    { flag: 2, parentCode: 'market' },
    { flag: 0, orgCode: 'rd-test' },
  ])
  expect(await codeOf(emulator.joint({ act: 'remove-department', department: 'rd' }))).toMatch(/^directory\./)
})

test('the key of the credential is changed, and connected apps follow when it is adopted', async () => {
  await connect()
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString()

  const changed = await emulator.joint({ act: 'change-key', publicKey: pem, oaep: 'sha1-sha1' })
  const adopted = await emulator.joint({ act: 'adopt' })

  // The test connection follows at once.
  expect(bodiesOf(changed)).toMatchObject([{ testFlag: 1, flag: 2 }])
  expect(bodiesOf(adopted)).toMatchObject([{ testFlag: 0, flag: 2 }])
  const sealed = String(bodiesOf(adopted)[0]?.['clientSecret'])
  expect(decryptSecret({ privateKey, sealed, hashes: ['sha1-sha1'] })).toMatch(/^.{20,}$/)
  expect(adopted.credential?.privateKey).toBeUndefined()
})

test('a fault is sent again by the schedule, and asks once it has failed five times', async () => {
  await connect()
  emulator.faults.add({ fault: 'bad-signature', activity: 'authSync', times: 5 })

  const refused = await emulator.joint({ act: 'assign', people: ['admin'] })
  expect(refused.exchanges).toMatchObject([{ fault: 'bad-signature', outcome: 'refused' }])
  await emulator.advance({ minutes: 16 })
  expect((await emulator.company()).app).toMatchObject({
    people: { failed: 1 },
    asks: { subject: 'people', decisions: ['repeat', 'continue'] },
  })
  const decided = await emulator.joint({ act: 'decide' })

  expect(told(decided)).toEqual(['authSync confirmed'])
  expect(await codeOf(emulator.joint({ act: 'decide' }))).toBe('emulator.nothing_asks')
})

test('a dissolved company is forgotten, and a reset brings it back', async () => {
  await connect()
  await emulator.joint({ act: 'assign', people: ['admin'] })
  const ended = await emulator.joint({ act: 'dissolve' })

  expect(bodiesOf(ended).map(({ flag }) => flag)).toEqual([0, 0, 0])
  expect(ended).toMatchObject({ company: { dissolved: true }, app: { state: 'ended' } })
  await emulator.reset()
  expect(await emulator.company()).toMatchObject({ company: { dissolved: false } })
  expect(told(await connect())).toHaveLength(6)
})

test('the test account is told once', async () => {
  await emulator.joint({ act: 'apply' })
  const requested = await emulator.joint({ act: 'request-test' })

  expect(bodiesOf(requested)).toMatchObject([{ testFlag: 1, instanceId: '', flag: 1 }])
  expect(await codeOf(emulator.joint({ act: 'request-test' }))).toBe('app.test_requested')
})

test('what is not there is refused', async () => {
  const codes = []
  for (const ask of [
    { act: 'connect' },
    { act: 'assign' },
    { act: 'adopt' },
    { act: 'disable', people: ['nobody'] },
    { act: 'move-people', to: 'nowhere' },
    { act: 'add-department' },
  ] as const)
    codes.push(await codeOf(emulator.joint(ask)))

  expect(codes).toEqual([
    'emulator.no_joint',
    'emulator.no_app',
    'emulator.no_credential',
    'emulator.person_unknown',
    'emulator.department_unknown',
    'emulator.needs',
  ])
})

test.each(kitProtocols)(
  'a server of one’s own is called in %s with its key, also after a reset',
  async (protocol) => {
    const key = 'aKeyOfTheKitOfThisTest0000000001'
    const paths: string[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const path = request.url ?? ''
        paths.push(path)
        const by = { accessKey: key, nowMs: Date.now(), nonces: { remember: () => true } }
        void replyToKit({ path, headers: request.headers, body: Buffer.concat(chunks) }, by).then((reply) =>
          response.writeHead(200, { 'content-type': 'application/json', ...reply?.headers }).end(reply?.body),
        )
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/people`

    await emulator.useKit({ url, key, protocol })
    await emulator.reset()
    const done = await connect()
    const assigned = await emulator.joint({ act: 'assign', people: ['gu.huai'] })
    server.closeAllConnections()
    server.close()

    const root = protocol === 'kit-v2' ? '/people/produceAPI/v2/' : '/people/produceAPI/'
    expect(paths.at(-1)).toBe(`${root}authSync`)
    expect(new Set([...told(done), ...told(assigned)].map((one) => one.split(' ')[1]))).toEqual(
      new Set(['confirmed']),
    )
    expect((await emulator.state()).kit).toEqual({ url, key, protocol, standIn: false })
  },
)
