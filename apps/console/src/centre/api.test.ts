import { ApiProblem } from '@loggia/client'
import { MutationObserver, QueryClient, QueryObserver, onlineManager } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { createChange } from './api.ts'

const stale = 'GET /api/operator/site'
const other = 'GET /api/operator/history'

/** Sends a change while a page shows two lists, and says how often each was read afterwards. */
async function countReads(answer: () => Promise<never>): Promise<Record<string, number>> {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  const reads = { [stale]: 0, [other]: 0 }
  const leave = ([stale, other] as const).map((key) =>
    new QueryObserver(queries, { queryKey: [key, {}], queryFn: () => (reads[key] += 1) }).subscribe(() => {}),
  )
  await expect.poll(() => queries.isFetching()).toBe(0)
  const before = { ...reads }
  const key = 'PUT /api/operator/sites'
  const change = createChange({ request: answer }, queries, { key, stale: [stale] })
  await new MutationObserver(queries, change).mutate({ body: { sites: [] } }).catch(() => {})
  await expect.poll(() => queries.isFetching()).toBe(0)
  for (const end of leave) end()
  return { [stale]: reads[stale] - before[stale], [other]: reads[other] - before[other] }
}

const refuse = (status: number) => () =>
  Promise.reject(new ApiProblem({ status, code: 'sites.list_changed', detail: '' }))

test('after a change the page reads again what is stale, and nothing else', async () => {
  expect(await countReads(() => Promise.resolve({} as never))).toEqual({ [stale]: 1, [other]: 0 })
})

test.for([404, 409, 422])('so it does after a refusal because of how things stand (%i)', async (status) => {
  expect(await countReads(refuse(status))).toEqual({ [stale]: 1, [other]: 0 })
})

test.for([0, 400, 429, 503])(
  'a change that could not be made for another reason changes nothing (%i)',
  async (status) => {
    expect(await countReads(refuse(status))).toEqual({ [stale]: 0, [other]: 0 })
  },
)

test('a change without a connection fails at once, and is not sent once there is one', async () => {
  const queries = new QueryClient()
  const key = 'PUT /api/operator/sites'
  const change = createChange({ request: refuse(0) }, queries, { key, stale: [] })
  onlineManager.setOnline(false)
  try {
    await expect(new MutationObserver(queries, change).mutate({ body: { sites: [] } })).rejects.toThrow(
      ApiProblem,
    )
  } finally {
    onlineManager.setOnline(true)
  }
})
