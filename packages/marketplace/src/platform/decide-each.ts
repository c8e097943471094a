import { Problem, defineProblems } from '@loggia/kernel'
import type { Platform } from './tx.ts'

export const decisionProblems = defineProblems('decision', {
  failed: {
    kind: 'unavailable',
    zh: '系统出错，此项未处理。请稍后再试。',
    en: 'Something went wrong, and this one was not decided. Try again later.',
  },
})

/** What became of one of several things that were decided in one request, by its id. */
export type DecidedOne<I extends string> =
  | { readonly id: I; readonly done: true }
  | {
      readonly id: I
      readonly done: false
      readonly problem: { readonly code: string; readonly text: { readonly zh: string; readonly en: string } }
    }

/**
 * Decides one after the other, each in the transaction that `decide` opens, so that a refusal undoes nothing else. Says of
 * each id, once and in the given order, that it was decided or why not. A fault is logged, and does not keep what was
 * already decided from being reported.
 */
export async function decideEach<I extends string>(
  { log }: Pick<Platform, 'log'>,
  ids: readonly I[],
  decide: (id: I) => Promise<unknown>,
): Promise<{ results: DecidedOne<I>[] }> {
  const results: DecidedOne<I>[] = []
  for (const id of new Set(ids)) {
    try {
      await decide(id)
      results.push({ id, done: true })
    } catch (error) {
      const isRefusal = error instanceof Problem
      if (!isRefusal) log.error({ id, error }, 'One of several decisions failed')
      const { code, sentences } = isRefusal ? error : decisionProblems.failed()
      results.push({
        id,
        done: false,
        problem: { code, text: { zh: sentences['zh-CN'], en: sentences['en-US'] } },
      })
    }
  }
  return { results }
}
