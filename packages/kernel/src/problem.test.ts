import { expect, test } from 'vitest'
import { Problem, defineProblems, problemRegistry } from './problem.ts'

const problems = defineProblems('kernel_test', {
  too_many: { kind: 'refused', zh: '最多 {max} 个，现在是 {got} 个', en: 'At most {max}, not {got}' },
  gone: { kind: 'not_found', field: 'name', zh: '没有', en: 'Gone' },
  used: { kind: 'refused', zh: '{count} 个成员', en: '{count:member has/members have} it' },
  large: { kind: 'refused', zh: '最大 {max:size}', en: 'At most {max:size}' },
})

test('a problem has the code of its domain, its kind, its details and both sentences filled', () => {
  const problem = problems.too_many({ max: 3, got: 4 })

  expect(problem).toBeInstanceOf(Problem)
  expect(problem).toMatchObject({
    kind: 'refused',
    code: 'kernel_test.too_many',
    details: { max: 3, got: 4 },
    sentences: { 'zh-CN': '最多 3 个，现在是 4 个', 'en-US': 'At most 3, not 4' },
  })
  expect(problem.message).toBe('kernel_test.too_many: At most 3, not 4')
  expect([problem.field, problems.gone().field]).toEqual([undefined, 'name'])
})

test('a value that was not given stays visible as its name, and a value is never filled in turn', () => {
  expect(problems.too_many({ max: '{got}' }).sentences['en-US']).toBe('At most {got}, not {got}')
  expect(problems.too_many().sentences['en-US']).toBe('At most {max}, not {got}')
  expect(problems.large().sentences['en-US']).toBe('At most {max}')
  expect(problems.used().sentences['en-US']).toBe('{count} members have it')
})

test('a value that is a text in both languages is said in the language of the sentence', () => {
  const { sentences } = problems.too_many({ max: { zh: '三', en: 'three' }, got: 4 })

  expect(sentences).toEqual({ 'zh-CN': '最多 三 个，现在是 4 个', 'en-US': 'At most three, not 4' })
})

test.each([
  [0, '0 members have it'],
  [1, '1 member has it'],
  [2, '2 members have it'],
  [21n, '21 members have it'],
])('the words after %s agree with it in English, and are the same in Chinese', (count, text) => {
  const { sentences } = problems.used({ count })

  expect(sentences).toEqual({ 'zh-CN': `${count} 个成员`, 'en-US': text })
})

test('a number of bytes is said as a size', () => {
  const { sentences } = problems.large({ max: 5_000_000 })

  expect(sentences).toEqual({ 'zh-CN': '最大 5 MB', 'en-US': 'At most 5 MB' })
})

test('a cause is kept beside the details, not in them', () => {
  const cause = new Error('inner')

  const problem = problems.gone({}, cause)

  expect(problem.cause).toBe(cause)
  expect(problem.details).toEqual({})
})

test('every code that was defined is in the registry', () => {
  expect(problemRegistry.get('kernel_test.too_many')?.kind).toBe('refused')
  expect(problemRegistry.get('kernel_test.gone')?.kind).toBe('not_found')
})
