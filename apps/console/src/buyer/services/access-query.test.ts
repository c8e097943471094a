import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { readMovedAgain } from '../../centre/clock/use-clock.ts'
import { createAccessQuery } from './access-query.ts'

test('R299: a step of a moved clock reads the page again, but asks no seller and not for the clock', async () => {
  const queries = new QueryClient()
  const asked: string[] = []
  const ask = (key: string): Promise<never> => Promise.resolve(asked.push(key) as never)
  const read = (key: string) => ({ queryKey: [key], queryFn: () => ask(key) })
  const access = createAccessQuery({ request: ask }, 'sub_1')
  for (const query of [read('GET /api/clock'), read('GET /api/buyer/services/:serviceId'), access])
    new QueryObserver(queries, query as ReturnType<typeof read>).subscribe(() => undefined)
  await expect.poll(() => asked.length).toBe(3)

  readMovedAgain(queries)

  await expect.poll(() => asked.length).toBe(4)
  await expect.poll(() => queries.isFetching()).toBe(0)
  expect(asked).toEqual([
    'GET /api/clock',
    'GET /api/buyer/services/:serviceId',
    'POST /api/buyer/services/:serviceId/access',
    'GET /api/buyer/services/:serviceId',
  ])
})
