import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemRegistry } from '@loggia/kernel'
// Loading the whole edge registers the refusals of every domain.
import '../http.ts'
import { partyProblems } from '../parties/problems/index.ts'
import { statusOf, toProblemReply } from './problems.ts'

const head = `# Codes of refusals

Every refusal is RFC 9457 \`problem+json\` with one of these codes. Clients decide by the code, never by the sentence. Values
in braces are members of \`details\`: \`{count:member/members}\` is a number with the word that agrees with it, \`{max:size}\` a number of bytes
shown as a size. The rules behind a refusal ([commerce.md](../spec/commerce.md)) are its member \`rule\`.
This page is generated from the domains' \`problems.ts\` by \`npm run docs\`; a test compares them.

| code | status | rule | 中文 | English |
| --- | --- | --- | --- | --- |
`

const page = (): string => {
  const rows = [...problemRegistry]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { kind, rule = '', zh, en }]) =>
        `| \`${code}\` | ${statusOf[kind]} | ${rule} | ${zh} | ${en} |\n`,
    )
  return `${head}${rows.join('')}| \`server.fault\` | 500 |  | 服务器出错，原因仅记录在服务器日志中。 | A server error. The cause is only in the server log. |\n`
}

test('the reference page holds every code with its status and both sentences', async () => {
  expect(problemRegistry.size).toBeGreaterThan(40)
  await expect(page()).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../docs/reference/problems.md'),
  )
})

test('every sentence is written in both languages and names the same values', () => {
  for (const [code, { zh, en }] of problemRegistry) {
    const valuesOf = (text: string) => new Set(text.match(/(?<=\{)\w+/g))

    expect(zh, code).toMatch(/\p{Script=Han}/u)
    expect(en, code).not.toMatch(/\p{Script=Han}/u)
    expect(valuesOf(zh), code).toEqual(valuesOf(en))
  }
})

test('English words after a number agree with it, and Chinese ones need not', () => {
  for (const [code, { zh, en }] of problemRegistry) {
    for (const [, form = ''] of (zh + en).matchAll(/\{\w+:([^}]*)\}/g))
      expect(form, code).toMatch(/^(size|[^/]+\/[^/]+)$/)
    expect(zh, code).not.toMatch(/\{\w+:[^}]*\//)
    // Such as "{max} images"; a verb after a value of another kind is in the list.
    const plural = en.match(/\{\w+\} (?!is\b|has\b|does\b|times\b|costs\b|bytes\b)[a-z]+s\b/)
    expect(plural?.[0], code).toBeUndefined()
  }
})

test('a refusal about one member of the body names it, and only that member', () => {
  const { field } = toProblemReply(partyProblems.email_taken(), { language: 'en-US', requestId: 'req_1' })

  expect(field).toBe('email')
  for (const [code, { field: named = 'x' }] of problemRegistry)
    expect(named, code).toMatch(/^[a-z]\w*(\.[a-z]\w*)*$/i)
})

test('no sentence names a rule: the rule is a member of its own', () => {
  for (const [code, { rule, zh, en }] of problemRegistry) {
    expect(zh + en, code).not.toMatch(/\bR\d/)
    if (rule !== undefined) expect(rule, code).toMatch(/^R\d+[a-z]?(?:(?:, |–)R\d+[a-z]?)*$/)
  }
})
