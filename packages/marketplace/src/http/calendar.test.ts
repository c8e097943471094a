import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCalendar } from '../calendar/index.ts'
import { createCalendarRoutes } from '../calendar/routes.ts'
import type { AnyHandlers } from './contract-routes.ts'
import { openStubEdge } from './stub-edge.ts'
import type { StubEdge } from './stub-edge.ts'

const url = '/api/operator/calendar'
const day = (date: string, more: object = {}) => ({
  date,
  kind: 'holiday',
  name: { zh: '元旦', en: 'New Year, “1”' },
  ...more,
})
const keys = [`GET ${url}`, `GET ${url}.csv`, `POST ${url}/days`, `POST ${url}/removals`]

let edge: StubEdge
beforeAll(async () => {
  // The routes need the platform of the edge, which is opened with them.
  const routes = () => createCalendarRoutes(createCalendar(edge.bare.platform)) as unknown as AnyHandlers
  const handlers: AnyHandlers = Object.fromEntries(
    keys.map((key) => [
      key,
      (...asked) => routes()[key]?.(...asked) ?? Promise.reject(new Error(`${key} has no handler`)),
    ]),
  )
  edge = await openStubEdge({ handlers })
})
afterAll(() => edge.close())

const ask = async (method: string, path: string, payload?: object) =>
  edge.ask(method, `${url}${path}`, await edge.visitor('operator'), payload && { payload })

test('days are set, read by year, exported and removed', async () => {
  const set = await ask('POST', '/days', {
    days: [day('2027-01-01'), day('2027-01-02', { kind: 'workday', name: { zh: ' 补班 ', en: 'Make-up' } })],
  })
  const year = await ask('GET', '?year=2027')
  const csv = await ask('GET', '.csv?year=2027')
  const removed = await ask('POST', '/removals', { from: '2027-01-01', to: '2027-01-31' })

  expect([set.statusCode, set.json()]).toEqual([200, { added: 2, replaced: 0 }])
  expect(year.json()).toMatchObject({
    year: 2027,
    days: [day('2027-01-01'), { date: '2027-01-02', kind: 'workday', name: { zh: '补班', en: 'Make-up' } }],
  })
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="loggia-calendar-2027.csv"',
  })
  expect(csv.body).toBe(
    [
      '\uFEFF日期,类型,中文名称,英文名称',
      '2027-01-01,holiday,元旦,"New Year, “1”"',
      '2027-01-02,workday,补班,Make-up',
      '',
    ].join('\r\n'),
  )
  expect(removed.json()).toEqual({ removed: 2 })
})

test.each<[string, string, object]>([
  ['no date', '/days', { days: [day('2027-02-29')] }],
  ['another century', '/days', { days: [day('1999-12-31')] }],
  ['another kind', '/days', { days: [day('2027-01-01', { kind: 'half' })] }],
  ['no name', '/days', { days: [day('2027-01-01', { name: { zh: '元旦', en: ' ' } })] }],
  ['a long name', '/days', { days: [day('2027-01-01', { name: { zh: '元'.repeat(41), en: 'N' } })] }],
  ['no day', '/days', { days: [] }],
  ['too many days', '/days', { days: Array.from({ length: 401 }, () => day('2027-01-01')) }],
  ['a date twice', '/days', { days: [day('2027-01-01'), day('2027-01-01')] }],
  ['a range without an end', '/removals', { from: '2027-01-01' }],
  ['a range that is reversed', '/removals', { from: '2027-01-02', to: '2027-01-01' }],
])('%s is refused', async (_, path, body) => {
  const reply = await ask('POST', path, body)

  expect([reply.statusCode, reply.headers['content-type']]).toEqual([
    400,
    expect.stringContaining('application/problem+json'),
  ])
})

test.each(['1999', '2100', '2027.5', 'all'])('the year %s is refused', async (year) => {
  expect((await ask('GET', `?year=${year}`)).statusCode).toBe(400)
})

test.each(['buyer', 'seller', 'member'] as const)('a %s neither reads nor changes it', async (role) => {
  const visitor = await edge.visitor(role)
  const replies = [
    await edge.ask('GET', url, visitor),
    await edge.ask('GET', `${url}.csv`, visitor),
    await edge.ask('POST', `${url}/days`, visitor, { payload: { days: [day('2027-01-01')] } }),
    await edge.ask('POST', `${url}/removals`, visitor, { payload: { from: '2027-01-01', to: '2027-12-31' } }),
  ]

  expect(replies.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403])
})
