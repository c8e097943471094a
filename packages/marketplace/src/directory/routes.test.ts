import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { createMarketplaceHttp } from '../http.ts'
import { exportedTables } from '../marketplace.ts'
import { exportRows, runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

let world: World
let server: FastifyInstance
let browserFiles: string
let owner: Headers
let buyer: MemberActor
type Headers = Readonly<Record<string, string>>
let root: string

beforeAll(async () => {
  world = await openWorld()
  browserFiles = await mkdtemp(join(tmpdir(), 'loggia-browser-files-'))
  server = await createMarketplaceHttp(world.market, world.platform, {
    baseUrl: 'http://market.example',
    renderPage: (page) => JSON.stringify(page),
    browserFiles,
  })
  buyer = await world.given.buyer()
  owner = await signIn(buyer.name.toLowerCase().replace(' ', '-'))
  const { json } = await send('POST', '/api/buyer/enterprises', { name: '澄澜', tenantCode: 'chenglan' })
  root = `/api/buyer/enterprises/${String(json.id)}`
})
afterAll(async () => {
  await server.close()
  await world.close()
  await rm(browserFiles, { recursive: true, force: true })
})

async function signIn(mailbox: string): Promise<Headers> {
  const { token, session } = await world.market.parties.signIn({
    email: `${mailbox}@loggia.example`,
    password: 'a password of tests',
    userAgent: 'a test',
    ip: '192.0.2.1',
  })
  return { cookie: `loggia_session=${token}`, 'x-loggia-csrf': session.csrfToken }
}

let keys = 0
async function send(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  headers = owner,
) {
  const reply = await server.inject({
    method,
    url,
    headers: { ...headers, 'idempotency-key': `k${(keys += 1)}`, 'accept-language': 'en' },
    ...(payload && { payload }),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, text: reply.body, json: isJson ? reply.json() : undefined }
}

/** A member of the buyer with these grants. */
async function colleague(mailbox: string, grants: string[]): Promise<Headers> {
  await runInTx(world.platform, { actor: system }, (tx) =>
    world.market.parties.addMember(tx, {
      email: `${mailbox}@loggia.example`,
      name: mailbox,
      password: 'a password of tests',
      language: 'en-US',
      rights: { main: false, grants },
      ...(buyer.buyerId && { buyerId: buyer.buyerId }),
    }),
  )
  return signIn(mailbox)
}

describe('the directory over HTTP', () => {
  test('is for members with its permission only, reading too', async () => {
    const without = await colleague('buyer-only', ['purchase'])
    const keeper = await colleague('keeper', ['directory'])

    for (const path of ['', '/people', '/departments', '/people.csv'])
      expect((await send('GET', root + path, undefined, without)).json).toMatchObject({
        code: 'parties.right_missing',
      })
    expect((await send('GET', root, undefined, keeper)).json).toMatchObject({
      name: '澄澜',
      tenantCode: 'chenglan',
    })
  })

  test('a company’s code may be a label of a host name', async () => {
    const create = async (length: number) =>
      (await send('POST', '/api/buyer/enterprises', { name: '澄澜', tenantCode: 'x'.repeat(length) })).status
    expect([await create(64), await create(63)]).toEqual([400, 201])
  })

  test('a department and a person are created, changed, found and exported', async () => {
    const top = (await send('GET', `${root}/departments`)).json.items[0]
    const department = await send('POST', `${root}/departments`, {
      name: '研发部',
      parentId: top.id,
      code: 'RD',
    })
    expect(department).toMatchObject({ status: 201, json: { code: 'RD', above: [{ name: '澄澜' }] } })

    const added = await send('POST', `${root}/people`, {
      userName: 'lin',
      name: '林知遥',
      departmentId: department.json.id,
      mobile: '+86 13800000000',
      employeeType: 1,
    })
    expect(added).toMatchObject({ status: 201, json: { account: 'none', groups: [], state: 'active' } })
    const changed = await send('PUT', `${root}/people/${String(added.json.id)}`, {
      name: '林知遥',
      departmentId: department.json.id,
      email: 'lin@example.com',
      changedAt: added.json.changedAt,
    })
    expect(changed.json).not.toHaveProperty('mobile')

    expect((await send('GET', `${root}/people?q=${encodeURIComponent('知遥')}`)).json.items).toMatchObject([
      { userName: 'lin', department: { code: 'RD', name: '研发部' }, email: 'lin@example.com' },
    ])
    expect(
      (await send('GET', `${root}/people-count?departmentId=${String(top.id)}&below=false`)).json,
    ).toEqual({
      people: 0,
    })
    const csv = await send('GET', `${root}/people.csv`)
    expect(csv.text.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFUser name,Name,Department code,Department,State,Position,Employee code,Employee type,Mobile,Email,Place of work,Entry date,Account linked',
      'lin,林知遥,RD,澄澜/研发部,active,,,,,lin@example.com,,,0',
    ])
    expect((await send('GET', `${root}/departments.csv`)).text).toContain('RD,研发部,10001,澄澜/研发部')
    const refused = await send('DELETE', `${root}/departments/${String(department.json.id)}`)
    expect(refused).toMatchObject({
      status: 409,
      json: { code: 'directory.department_has_people', rule: 'R275' },
    })
  })

  test('a file is checked, then imported, with what is wrong in both languages', async () => {
    const content = Buffer.from('用户名,姓名,部门编码\nwang,王,10001\nli,,10001').toString('base64')
    const file = { name: 'people.csv', mediaType: 'text/csv', content }

    const preview = await send('POST', `${root}/imports/preview`, { what: 'people', file })
    expect(preview.json).toMatchObject({ rows: 2, added: 1, faulty: 1, applied: false })
    expect(preview.json.faults).toEqual([
      {
        line: 3,
        column: '姓名',
        code: 'directory.name_unfit',
        text: { zh: '名称须为 1 至 64 个字符。', en: 'A name has 1 to 64 characters.' },
      },
    ])
    const done = await send('POST', `${root}/imports`, { what: 'people', file, complete: false })
    expect(done.json).toMatchObject({ added: 1, applied: true })
  })

  test('people are acted on, by ids or as a filter finds them', async () => {
    const { people } = (await send('GET', `${root}/people-count`)).json
    const of = { filter: {}, expected: people }

    expect((await send('POST', `${root}/people-acts`, { act: 'disable', of })).json).toEqual({
      changed: people,
      unchanged: 0,
    })
    expect((await send('GET', root)).json.counts).toMatchObject({ people, disabled: people })
    const late = await send('POST', `${root}/people-acts`, {
      act: 'enable',
      of: { filter: { q: 'x' }, expected: 9 },
    })
    expect(late).toMatchObject({ status: 409, json: { code: 'directory.people_changed' } })
    await send('POST', `${root}/people-acts`, { act: 'enable', of })
    expect((await send('GET', `${root}/history?limit=1`)).json.items).toMatchObject([
      { kind: 'person.enabled', actor: { name: buyer.name }, data: { names: expect.any(Array) } },
    ])
  })

  test('whoever is invited sees who invites, and accepts signed in', async () => {
    const person = (await send('GET', `${root}/people?q=lin`)).json.items[0]
    const invited = await send('POST', `${root}/people/${String(person.id)}/invitation`, {})
    const token = String(invited.json.path).split('#')[1]
    const stranger = await world.given.seller()
    const headers = await signIn(stranger.name.toLowerCase().replace(' ', '-'))

    expect((await send('POST', '/api/directory-invitation', { token }, {})).status).toBe(401)
    expect((await send('POST', '/api/directory-invitation', { token }, headers)).json).toEqual({
      enterprise: { name: '澄澜' },
      person: { name: '林知遥', userName: 'lin' },
    })
    await send('POST', '/api/directory-invitation/acceptance', { token }, headers)

    expect((await send('GET', '/api/directory-entries', undefined, headers)).json.items).toMatchObject([
      { enterprise: { name: '澄澜' }, department: '研发部', userName: 'lin' },
    ])
    expect((await send('GET', `${root}/people/${String(person.id)}`)).json).toMatchObject({
      account: 'linked',
      member: { name: stranger.name },
    })
  })

  test('a token is shown once, and no list has it', async () => {
    const made = await send('POST', `${root}/scim-tokens`, { name: 'Entra' })
    expect(made.json.token).toMatch(/^loggia_scim_[\w-]{43}$/)

    const listed = await send('GET', `${root}/scim-tokens`)
    expect(listed.json.items).toMatchObject([
      { name: 'Entra', masked: `••••${String(made.json.token).slice(-4)}` },
    ])
    expect(listed.text).not.toContain(made.json.token)
    await send('DELETE', `${root}/scim-tokens/${String(made.json.id)}`)
    expect((await send('GET', `${root}/scim-tokens`)).json.items).toEqual([])
  })

  test('what operators take out has companies and departments, and nobody’s data', async () => {
    const lines: string[] = []
    for await (const row of exportRows(world.platform.db, exportedTables)) lines.push(JSON.stringify(row))
    const all = lines.join('\n')

    expect(all).toContain('chenglan')
    expect(all).toContain('研发部')
    for (const secret of ['林知遥', 'lin@example.com', '王']) expect(all).not.toContain(secret)
  })
})
