import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { readMovedAgain } from './use-clock.ts'

test('a step of the clock reads the page again, but asks no seller and not for the clock', async () => {
  const queries = new QueryClient()
  const asked: string[] = []
  const observe = (key: string, meta?: Record<string, unknown>): void => {
    const queryFn = (): number => asked.push(key)
    new QueryObserver(queries, { queryKey: [key], queryFn, ...(meta && { meta }) }).subscribe(() => undefined)
  }
  observe('GET /api/clock')
  observe('GET /api/buyer/services/:serviceId')
  observe('access', { asksSeller: true })
  await expect.poll(() => asked.length).toBe(3)

  readMovedAgain(queries)

  await expect.poll(() => asked.length).toBe(4)
  expect(asked.at(-1)).toBe('GET /api/buyer/services/:serviceId')
  await expect.poll(() => queries.isFetching()).toBe(0)
  expect(asked).toHaveLength(4)
})
