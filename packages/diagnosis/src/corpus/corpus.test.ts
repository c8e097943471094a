import { expect, test } from 'vitest'
import { schemes } from './case.ts'
import { corpus } from './corpus.ts'
import { judge } from './judge.ts'
import type { Judged } from './judge.ts'

const judged = corpus.map((one) => ({ ...judge(one), scheme: one.scheme, mistakes: one.mistakes }))
const count = (list: readonly Judged[], found: Judged['found']): number =>
  list.filter((one) => one.found === found).length

/** The counts of a scheme in one line. */
function lineOf(scheme: string, list: readonly Judged[]): string {
  const wrong = list.filter((one) => one.wrong.length > 0).length
  const longest = Math.max(...list.map(({ listed }) => listed))
  const [named, half, missed] = (['named', 'half named', 'missed'] as const).map((found) =>
    count(list, found),
  )
  return `${scheme}: ${list.length} cases, ${named} named, ${half} half named, ${missed} missed, ${wrong} with a wrong assertion, at most ${longest} causes listed`
}

const report = (): string =>
  [
    ...schemes.map((scheme) =>
      lineOf(
        scheme,
        judged.filter((one) => one.scheme === scheme),
      ),
    ),
    lineOf('all', judged),
    'Not named:',
    ...judged
      .filter(({ found }) => found !== 'named')
      .map(
        ({ found, name, mistakes }) => `  ${name} (${found}): ${mistakes.join(' ') || 'Nothing to blame.'}`,
      ),
    'Asserted wrongly:',
    ...judged
      .filter(({ wrong }) => wrong.length > 0)
      .map(({ name, wrong }) => `  ${name}: ${wrong.join(' ')}`),
  ].join('\n')

test('the corpus has at least 120 cases, each with a name of its own', () => {
  process.stdout.write(`${report()}\n`)
  expect(corpus.length).toBeGreaterThanOrEqual(120)
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length)
})

test('no two cases of the corpus ask the same question', () => {
  const asked = corpus.map(({ plant }) => JSON.stringify(plant()))
  const again = corpus.filter((_, at) => asked.indexOf(asked[at] ?? '') !== at)
  expect(again.map(({ name }) => name)).toEqual([])
})

test('what is planted is a mistake: the proof is never the right one', () => {
  const right = judged.filter(
    ({ mistakes, sentences }) =>
      mistakes.length > 0 &&
      sentences.some((sentence) => sentence.startsWith('proved: The computed signature is correct')),
  )
  expect(right.map(({ name }) => name)).toEqual([])
})

test('at least 97 of 100 planted mistakes are named, and nothing is asserted that is not so', () => {
  const named = count(judged, 'named')
  const wrong = judged.filter((one) => one.wrong.length > 0)

  expect(named / judged.length).toBeGreaterThanOrEqual(0.97)
  expect(wrong.map(({ name }) => name)).toEqual([])
})
