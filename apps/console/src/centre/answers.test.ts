import { InfiniteQueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { listAnswers, parseAnswers } from './answers.ts'
import { createQueries } from './api.ts'

test('a list that came with its page is read again from its beginning, not after “null”', async () => {
  const queryKey = ['GET /api/operator/to-do', 'pages', {}, undefined]
  const came = createQueries([
    [queryKey, { pages: [{ items: ['old'], next: '20' }], pageParams: [undefined] }],
    [['GET /api/operator/queues', {}], { items: [], nothing: null }],
  ])
  const queries = createQueries(parseAnswers(JSON.stringify(listAnswers(came))))
  const asked: unknown[] = []
  const observer = new InfiniteQueryObserver(queries, {
    queryKey,
    queryFn: ({ pageParam }) => {
      asked.push(pageParam)
      return { items: ['new'] }
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: () => undefined,
  })
  const leave = observer.subscribe(() => {})

  await queries.invalidateQueries({ queryKey: ['GET /api/operator/to-do'] })
  leave()

  expect(asked).toEqual([undefined])
  expect(observer.getCurrentResult().data).toMatchObject({ pages: [{ items: ['new'] }] })
})
