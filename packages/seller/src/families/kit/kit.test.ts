import { describe, expect, test } from 'vitest'
import { oaepHashes, verifyBodySign } from '@loggia/signing'
import { createMemoryStore, createSeller, refuse } from '../../index.ts'
import type { AppAsked, EnterpriseAsked, KitHandlers, PeopleAsked, SellerOptions } from '../../index.ts'
import { createTestKit } from '../../testing.ts'
import {
  listCodes,
  kitKey,
  noHandlers,
  now,
  oldKey,
  other,
  pair,
  startKit,
  toPem,
  toPublic,
} from '../../tried-kit.ts'

describe.each(['v2', 'v1'] as const)('%s of the joint kit', (generation) => {
  test('handlers are told everything in the same words, and each answer is signed over its bytes', async () => {
    const [enterprises, apps, people]: [EnterpriseAsked[], AppAsked[], PeopleAsked[]] = [[], [], []]
    const departments: unknown[] = []
    const { kit, problems } = startKit(
      {
        syncEnterprise: (asked) => void enterprises.push(asked),
        syncApp: (asked) => void apps.push(asked),
        syncPeople: (asked) => void people.push(asked),
        syncDepartment: (asked) => void departments.push(asked),
        syncDepartments: (asked) => void departments.push(asked),
      },
      { generation, instanceId: 'i-1' },
    )

    const replies = [
      await kit.enterprise({ name: '𠮷野家' }),
      await kit.app({ clientSecret: '密钥 +/=' }),
      await kit.departments([
        { code: '1', name: '总部' },
        { code: '2', name: '研发部', parentCode: '1' },
      ]),
      await kit.department({ code: '3', name: '市场部', parentCode: '1' }, 'change'),
      await kit.people(
        [{ userName: '张三', departmentCode: '2', role: 'admin', isEnabled: false, employment: 'intern' }],
        'change',
      ),
    ]

    const common = { protocol: `kit-${generation}`, isTest: false, instanceId: 'i-1', tenantId: 'tenant-1' }
    expect(listCodes(replies)).toEqual(Array(5).fill('000000'))
    expect(new Set(replies.map(({ proof, status }) => `${proof} ${status}`))).toEqual(new Set(['fits 200']))
    expect(enterprises).toEqual([
      {
        ...common,
        orderId: 'CS1',
        code: 'code-tenant-1',
        name: '𠮷野家',
        domainName: 'https://example.tenant',
        change: 'add',
      },
    ])
    const appId = 'TESTAPP000000001'
    expect(apps).toEqual([
      { ...common, appId, clientId: 'client-1', clientSecret: '密钥 +/=', change: 'add' },
    ])
    expect(departments).toEqual([
      {
        ...common,
        departments: [
          { code: '1', name: '总部' },
          { code: '2', name: '研发部', parentCode: '1' },
        ],
      },
      { ...common, change: 'change', department: { code: '3', name: '市场部', parentCode: '1' } },
    ])
    expect(people).toEqual([
      {
        ...common,
        appId,
        change: 'change',
        syncedAtMs: now(),
        people: [
          {
            userName: '张三',
            name: '张三',
            departmentCode: '2',
            role: 'admin',
            isEnabled: false,
            employment: 'intern',
          },
        ],
      },
    ])
    expect(problems).toEqual([])
  })

  test('the secret is decrypted with each pair of hashes, and with an older key', async () => {
    const secrets: unknown[] = []
    const options = { kitPrivateKey: [toPem(other), toPem(pair)] } as Partial<SellerOptions>
    const { kit } = startKit(
      { syncApp: (asked) => void secrets.push('clientSecret' in asked && asked.clientSecret) },
      { generation, options },
    )

    for (const oaep of oaepHashes) await kit.app({ oaep, clientSecret: oaep })

    expect(secrets).toEqual([...oaepHashes])
  })

  test('a secret that cannot be decrypted is 000101 and reported, and no reason to keep an app', async () => {
    const changes: string[] = []
    const { kit, problems } = startKit(
      { syncApp: ({ change }) => void changes.push(change) },
      { generation, publicKey: toPublic(other) },
    )

    const added = await kit.app()
    const deleted = await kit.app({ change: 'delete' })

    expect(listCodes([added, deleted])).toEqual(['000101', '000000'])
    expect(changes).toEqual(['delete'])
    expect(problems).toMatchObject([
      { code: 'field_not_opened', detail: 'clientSecret', activity: 'syncApp' },
    ])
  })

  test('a forged call is refused before its secret is looked at', async () => {
    const { kit, problems } = startKit({}, { generation, publicKey: toPublic(other) })

    const reply = await kit.app({}, { accessKey: 'another key' })

    expect(reply.resultCode).toBe('000001')
    expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
      ['signature_refused', 'signature_differs'],
    ])
  })

  test('either of two keys signs, and the answer is signed with the same', async () => {
    const { kit } = startKit({}, { generation })

    const reply = await kit.enterprise({}, { accessKey: oldKey })

    expect(reply).toMatchObject({ resultCode: '000000', proof: 'fits' })
  })

  test('a handler may refuse, and what it throws is told to the seller alone', async () => {
    const { kit, problems } = startKit(
      {
        syncEnterprise: () => refuse('noResource'),
        syncPeople: () => {
          throw new Error('no')
        },
      },
      { generation },
    )

    const refused = await kit.enterprise()
    const failed = await kit.people([{ userName: 'a' }])

    expect(listCodes([refused, failed])).toEqual(['000100', '000005'])
    expect(problems.map(({ code }) => code)).toEqual(['handler_failed'])
  })

  test('a call of 500 people with long values is read', async () => {
    let count = 0
    const { kit } = startKit({ syncPeople: ({ people }) => void (count = people.length) }, { generation })
    const people = Array.from({ length: 500 }, (_, at) => ({
      userName: `u-${at}`.padEnd(64, 'x'),
      name: '张'.repeat(64),
      position: '管'.repeat(64),
      email: `${'e'.repeat(100)}@example.com`,
    }))

    expect((await kit.people(people)).resultCode).toBe('000000')
    expect(count).toBe(500)
  })
})

test('a list of 20,000 departments with the longest values is read, in both generations', async () => {
  const list = Array.from({ length: 20_000 }, (_, at) => ({
    code: `${at}`.padEnd(64, 'x'),
    name: '部'.repeat(128),
    parentCode: 'p'.padEnd(64, 'x'),
  }))
  const counts: number[] = []
  const handlers: Partial<KitHandlers> = {
    syncDepartments: ({ departments }) => void counts.push(departments.length),
  }

  for (const generation of ['v2', 'v1'] as const) {
    const { kit } = startKit(handlers, { generation })
    expect((await kit.departments(list)).resultCode).toBe('000000')
  }
  expect(counts).toEqual([20_000, 20_000])
})

test('V1 takes times in UTC+8 alone, so that no call can be sent again eight hours later', async () => {
  const { kit, seller } = startKit({}, { generation: 'v1' })
  const reply = await kit.enterprise()
  const later = (hours: number): number => now() + hours * 3_600_000
  const aged = createSeller({
    kitKey,
    kitPrivateKey: toPem(pair),
    store: createMemoryStore({ now }),
    now: () => later(8),
    onProblem: () => undefined,
    kit: noHandlers,
  })

  expect(await seller(reply.request()).then((one) => one.text())).toContain('000000')
  expect(await aged(reply.request()).then((one) => one.text())).toContain('000001')
})

test('V2 takes a request once, and for a minute', async () => {
  const { kit, seller } = startKit()
  const reply = await kit.enterprise()

  expect((await seller(reply.request()).then((one) => one.text())).slice(0, 24)).toContain('000002')
  expect(listCodes([await kit.enterprise({}, { lateByMs: 61_000 })])).toEqual(['000002'])
  expect(listCodes([await kit.enterprise({}, { lateByMs: -61_000 })])).toEqual(['000002'])
  expect(
    listCodes([await kit.enterprise({}, { alter: (body) => body.replace('"flag":1', '"flag":0') })]),
  ).toEqual(['000001'])
})

test('calls about one company run one after the other, those about others beside them', async () => {
  const seen: string[] = []
  let go: () => void = () => undefined
  const wait = new Promise<void>((resolve) => (go = resolve))
  const { kit, seller } = startKit({
    syncEnterprise: async ({ tenantId, change }) => {
      seen.push(`${tenantId} ${change} begins`)
      if (tenantId === 'tenant-1' && change === 'add') await wait
      seen.push(`${tenantId} ${change} ends`)
    },
  })
  const elsewhere = createTestKit({ seller, kitKey, now, tenantId: 'tenant-2' })

  const first = kit.enterprise()
  await expect.poll(() => seen).toEqual(['tenant-1 add begins'])
  const second = kit.enterprise({ change: 'delete' })
  await elsewhere.enterprise()
  go()

  expect(listCodes(await Promise.all([first, second]))).toEqual(['000000', '000000'])
  expect(seen).toEqual([
    'tenant-1 add begins',
    'tenant-2 add begins',
    'tenant-2 add ends',
    'tenant-1 add ends',
    'tenant-1 delete begins',
    'tenant-1 delete ends',
  ])
})

test('the kit stands beside other families at one address, with a key of its own', async () => {
  const options = { accessKey: 'basic', saas: { open: () => ({ frontEndUrl: 'https://app.example' }) } }
  const { kit, seller } = startKit({}, { options: options as Partial<SellerOptions> })
  const wrongKey = createTestKit({ seller, kitKey: 'basic', now })
  const unknown = new Request('https://seller.example/produceAPI/v2/memberSync', {
    method: 'POST',
    body: '{}',
  })
  const reply = await seller(unknown)
  const proof = { accessKey: kitKey, header: reply.headers.get('body-sign') ?? undefined }

  expect((await kit.enterprise()).resultCode).toBe('000000')
  expect((await wrongKey.enterprise()).resultCode).toBe('000001')
  expect(verifyBodySign({ ...proof, body: new Uint8Array(await reply.arrayBuffer()) })).toMatchObject({
    ok: true,
  })
})

test('adapters are told its paths, and none by a seller that does not serve it', () => {
  const saas = { open: () => ({ frontEndUrl: 'https://app.example' }) }
  const without = createSeller({ accessKey: 'basic', store: createMemoryStore({ now }), saas })

  expect(startKit().seller.pathsBelow).toHaveLength(10)
  expect(without.pathsBelow).toEqual([])
})

test.each([
  [{ kitPrivateKey: undefined }, 'kitPrivateKey is missing'],
  [{ kitPrivateKey: toPublic(pair) }, 'kitPrivateKey is a public key'],
  [{ kitPrivateKey: 'words' }, 'kitPrivateKey cannot be read'],
  [{ kitPrivateKey: `${toPem(pair)}\n` }, undefined],
  [{ kitKey: undefined }, 'kitKey is missing'],
  [{ kitKey: undefined, accessKey: 'basic' }, 'kitKey is missing'],
  [{ kit: {} }, 'kit.syncEnterprise is missing: it stores a company'],
  [{ protocols: ['kit-v2'] }, undefined],
])('the options %#, are checked', (given, message) => {
  const making = () => startKit({}, { options: given as Partial<SellerOptions> })

  if (message === undefined) expect(making).not.toThrow()
  else expect(making).toThrow(message)
})

test('a generation that is not served is refused', async () => {
  const options = { protocols: ['kit-v2'] } as Partial<SellerOptions>
  const { kit } = startKit({}, { generation: 'v1', options })

  expect(await kit.enterprise()).toMatchObject({
    resultCode: '000002',
    resultMsg: 'The joint kit V1.0 is not served here.',
  })
})
