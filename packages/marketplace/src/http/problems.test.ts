import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemRegistry } from '@loggia/kernel'
// Loading the whole edge registers the refusals of every domain.
import '../http.ts'
import { statusOf } from './problems.ts'

const head = `# Codes of refusals

Every refusal is RFC 9457 \`problem+json\` with one of these codes; clients go by the code and never by the words. The values
in braces are members of \`details\`. This page is made from the domains' \`problems.ts\`, and a test keeps them equal
(\`npm run docs\` writes it anew).

| code | status | 中文 | English |
| --- | --- | --- | --- |
`

const page = (): string => {
  const rows = [...problemRegistry]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { kind, zh, en }]) => `| \`${code}\` | ${statusOf[kind]} | ${zh} | ${en} |\n`)
  return `${head}${rows.join('')}| \`server.fault\` | 500 | 服务器出错；原因只在它自己的日志里 | A fault of the server; the reason is in its own log only |\n`
}

test('the reference page holds every code with its status and both sentences', async () => {
  expect(problemRegistry.size).toBeGreaterThan(40)
  await expect(page()).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../docs/reference/problems.md'),
  )
})

test('every sentence is written in both languages and names the same values', () => {
  for (const [code, { zh, en }] of problemRegistry) {
    const valuesOf = (text: string) => new Set(text.match(/\{\w+\}/g))

    expect(zh, code).toMatch(/\p{Script=Han}/u)
    expect(en, code).not.toMatch(/\p{Script=Han}/u)
    expect(valuesOf(zh), code).toEqual(valuesOf(en))
  }
})
