import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { namedRules } from './rules-named.mjs'
import { rulesPage } from './rules-page.mjs'
import { findRuleFaults, rulesPath } from './rules.mjs'

// In two halves, so that the titles below are not taken for titles of this file.
const r = (number) => 'R' + number
const sound = `# Rules
**built** stands behind a rule.

## 1. Buying

* ${r(1)} What is bought is paid. \`[doc]\` **built**
* ${r(2)} Of several ways to pay. \`[doc]\`

| way | name |
|---|---|
| 1 | cash |

  \`[decide]\` **partly: cash only**

**By the way**
* ${r('2a')} What is paid is receipted. \`[doc]\` **built**

---

## 2. Selling
* ${r(3)} What is sold is settled. **not built**
`
const tests = `test('${r(1)}: pays', () => {})
describe.each([['cash']])('with %s (${r(2)})', () => {})
test.each([['${r('2a')}: a receipt', 1], ['${r(3)} is no rule here', 2]])('%s', () => {})
`

let root
const plant = (path, text) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loggia-rules-'))
  plant(rulesPath, sound)
  plant('packages/a.test.ts', tests)
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

test('marks that say what the tests say have no fault', async () => {
  await expect(findRuleFaults(root)).resolves.toEqual([])
})

test.each([
  [
    ' **built**\n*',
    '\n*',
    `6: ${r(1)} does not say whether it is built; end it with **built**, **partly: what is missing** or **not built**`,
  ],
  ['**built**\n*', '**built** and\n*', `6: ${r(1)} does not say whether it is built`],
  ['**built**\n*', '**Built**\n*', `6: ${r(1)} does not say whether it is built`],
  ['**built**\n*', '**built**\n  **not built**\n*', `6: ${r(1)} has 2 marks; leave the one that is true`],
  ['partly: cash only', 'partly', `7: ${r(2)} is built partly; say what is missing`],
  ['---\n', '---\n**built**\n', '19: the mark **built** belongs to no rule; take it away'],
  [
    '## 2. Selling',
    '## 2. Selling **not built**',
    '20: the mark **not built** belongs to no rule; take it away',
  ],
  [`* ${r(3)} `, `* ${r(1)} `, `21: ${r(1)} is defined a second time`],
  ['**not built**', '**built**', `21: ${r(3)} is marked built, and no test names it; name it in the title`],
  ['**not built**', '**partly: no banks**', `21: ${r(3)} is marked partly, and no test names it`],
])('in the page “%s” as “%s” is told: %s', async (found, planted, wanted) => {
  const text = sound.replace(found, () => planted)
  expect(text).not.toBe(sound)
  plant(rulesPath, text)

  const faults = await findRuleFaults(root)

  expect(faults.map((fault) => fault.replace(`${rulesPath}:`, ''))).toEqual(
    expect.arrayContaining([expect.stringContaining(wanted)]),
  )
})

test.each([
  ['a title', `test('${r(3)}: settles', () => {})`],
  ['the end of a title', `it('settles (${r(3)})', () => {})`],
  ['a title with values', `test(\`${r(3)}: settles \${count}\`, () => {})`],
  ['a group that may be skipped', `describe.skipIf(!x)('${r(3)}: banks', () => {})`],
  ['a row of a table', `test.each([['${r(3)}: settles']])('%s', () => {})`],
  ['a row of a table elsewhere', `const rows = [['${r(1)}, ${r(3)}: settles']]`],
  ['a range', `test('${r(1)}–${r(4)}: all of it', () => {})`],
])('what is not built is named by %s', async (_, code) => {
  plant('e2e/b.test.tsx', code)

  const faults = await findRuleFaults(root)

  expect(faults[0]).toMatch(
    new RegExp(
      `^e2e/b\\.test\\.tsx:1: names ${r(3)}, which ${rulesPath}:21 marks not built; mark it otherwise`,
    ),
  )
})

test.each([
  ['a comment', `// ${r(3)}: settles`],
  ['what is expected', `expect(text).toBe('${r(3)}: settles')`],
  ['a name that only holds it', `test('A${r(3)}: settles', () => {})`],
  ['a file that is no test', `test('${r(3)}: settles', () => {})`, 'packages/b.ts'],
])('%s names no rule', async (_, code, path = 'packages/b.test.ts') => {
  plant(path, code)

  await expect(findRuleFaults(root)).resolves.toEqual([])
})

test('a rule that the page does not have is told with the place of its name', async () => {
  plant('packages/b.test.ts', `\ntest('${r(99)}: settles', () => {})\n`)

  await expect(findRuleFaults(root)).resolves.toEqual([
    `packages/b.test.ts:2: names ${r(99)}, a rule that ${rulesPath} does not have; mend the number`,
  ])
})

test('a page without rules is a fault, not a clean sheet', async () => {
  plant(rulesPath, '# Rules\n')

  await expect(findRuleFaults(root)).resolves.toEqual([`${rulesPath}: no rule was seen: the check is blind`])
})

test('a range names its ends, and what is between them', () => {
  expect(namedRules('a.test.ts', `test('${r(1)}–${r(3)}, ${r(7)}: all', () => {})`)).toEqual([
    { at: 'a.test.ts:1', from: r(1), to: r(3) },
    { at: 'a.test.ts:1', from: r(7), to: r(7) },
  ])
})

test('the page of what is built is what the marks come to', async () => {
  const folder = join(import.meta.dirname, '../..')

  const page = rulesPage(readFileSync(join(folder, rulesPath), 'utf8'))

  await expect(page).toMatchFileSnapshot(join(folder, 'docs/reference/rules.md'))
})
