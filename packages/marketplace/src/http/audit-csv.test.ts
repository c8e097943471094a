import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry, AuditFilter } from '@loggia/protocol/console'
import type { Views } from '../views/index.ts'
import { createViewRoutes } from '../views/routes/index.ts'
import type { AnyHandlers } from './contract-routes.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

let edge: StubEdge
let asked: AuditFilter | undefined
const entry = (kind: string, name: string, data = {}): AuditEntry => ({
  subject: 'ord_1',
  sequence: 1,
  at: '2026-11-24T06:33:00.000Z',
  kind,
  actor: { kind: 'member', id: 'mbr_1', name, of: [] },
  data,
})
const views = {
  listAudit: async (filter: AuditFilter) => {
    asked = filter
    return {
      items: [
        entry('order.paid', '林知遥', { note: 'a "b"\n, c' }),
        entry('order.paid', '=HYPERLINK("http://evil.example")'),
      ],
    }
  },
} as unknown as Views
const url = '/api/operator/history.csv'
beforeAll(async () => {
  const handlers = { [`GET ${url}`]: createViewRoutes(views)[`GET ${url}`] } as unknown as AnyHandlers
  edge = await openStubEdge({ handlers })
})
afterAll(() => edge.close())

test('the record is a table that a spreadsheet opens, and no cell of it is a formula', async () => {
  const reply = await edge.ask('GET', `${url}?kind=order.&actor=member`, await edge.visitor('operator'))

  expect(reply.statusCode).toBe(200)
  expect(reply.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="loggia-history.csv"',
    'cache-control': 'no-store',
  })
  expect(asked).toEqual({ kind: 'order.', actor: 'member' })
  expect(reply.body).toBe(
    [
      '\uFEFF时间,对象,序号,事件,操作者类型,操作者 ID,操作者,数据',
      '2026-11-24 14:33:00,ord_1,1,order.paid,member,mbr_1,林知遥,"{""note"":""a \\""b\\""\\n, c""}"',
      `2026-11-24 14:33:00,ord_1,1,order.paid,member,mbr_1,"'=HYPERLINK(""http://evil.example"")",{}`,
      '',
    ].join('\r\n'),
  )
})

test.each(['buyer', 'seller', 'member'] as const)('it is not for a %s', async (role) => {
  expect((await edge.ask('GET', url, await edge.visitor(role))).statusCode).toBe(403)
})

test('nor for nobody, and a filter that is none is refused', async () => {
  expect((await edge.ask('GET', url)).statusCode).toBe(401)
  const wrong = await edge.ask('GET', `${url}?kind=Robert%27)&from=now`, await edge.visitor('operator'))
  expect(wrong.statusCode).toBe(400)
  expect(wrong.json()).toMatchObject({ code: 'request.invalid' })
})
