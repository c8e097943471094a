// Checks the marks in docs/spec/commerce.md: each rule has one mark, a test names each rule that is built or partly
// built, and no test names one that is not built.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, listFiles } from './files.mjs'
import { namedRules } from './rules-named.mjs'

export const rulesPath = 'docs/spec/commerce.md'

const definition = /^\* (R\d+[a-z]?)\b/
/** A mark is at the end of a line. */
const marked = /\*\*(built|not built|partly(?:: (?=\S)([^*]+))?)\*\*$/
const oneOf = '**built**, **partly: what is missing** or **not built**'

/** Complaints as `file:line: what`. */
export async function findRuleFaults(root) {
  const { rules, faults } = readRules(readFileSync(join(root, rulesPath), 'utf8'))
  if (rules.length === 0) return [`${rulesPath}: no rule was seen: the check is blind`]
  return [...faults, ...compare(rules, readTests(root))]
}

/**
 * The rules that a text defines, each with its line, chapter number and mark; and the faults in them. A rule ends at
 * the next rule, heading or horizontal line.
 */
export function readRules(text) {
  const rules = []
  const faults = []
  let chapter = ''
  let rule
  for (const [index, line] of text.split('\n').entries()) {
    const at = `${rulesPath}:${index + 1}`
    const name = definition.exec(line)?.[1]
    if (line.startsWith('## ')) chapter = line.slice(3)
    if (/^(#|---$)/.test(line)) rule = undefined
    if (name) {
      if (rules.some((one) => one.name === name)) faults.push(`${at}: ${name} is defined a second time`)
      rules.push((rule = { name, line: index + 1, chapter, marks: [] }))
    }
    const mark = marked.exec(line)
    if (mark && !rule) faults.push(`${at}: the mark ${mark[0]} belongs to no rule; take it away`)
    if (mark) rule?.marks.push({ state: mark[1].split(':')[0], missing: mark[2] })
  }
  for (const { name, line, marks } of rules) faults.push(...faultsOfMarks(name, line, marks))
  return { rules: rules.map(({ marks, ...one }) => ({ ...one, ...marks[0] })), faults }
}

function faultsOfMarks(name, line, marks) {
  const at = `${rulesPath}:${line}: ${name}`
  if (marks.length === 0) return [`${at} does not say whether it is built; end it with ${oneOf}`]
  if (marks.length > 1) return [`${at} has ${marks.length} marks; leave the one that is true`]
  if (marks[0].state === 'partly' && !marks[0].missing) return [`${at} is built partly; say what is missing`]
  return []
}

function readTests(root) {
  return listFiles(root)
    .filter(isTest)
    .flatMap((path) => namedRules(path, readFileSync(join(root, path), 'utf8')))
}

/** Contradictions between marks and tests. */
function compare(rules, named) {
  const known = new Map(rules.map((rule) => [rule.name, rule]))
  // A range such as R50–R53 names every defined rule in it.
  const names = named.flatMap(({ at, from, to }) => spread(rules, from, to).map((name) => ({ at, name })))
  const seen = new Set(names.map(({ name }) => name))
  const unnamed = rules.filter(({ name, state }) => state && state !== 'not built' && !seen.has(name))
  return [
    ...unnamed.map(
      ({ name, line, state }) =>
        `${rulesPath}:${line}: ${name} is marked ${state}, and no test names it; name it in the title of a test that proves it (“${name}: …”), or mark it otherwise`,
    ),
    ...names.flatMap(({ at, name }) => {
      const rule = known.get(name)
      if (!rule) return [`${at}: names ${name}, a rule that ${rulesPath} does not have; mend the number`]
      return rule.state === 'not built'
        ? [
            `${at}: names ${name}, which ${rulesPath}:${rule.line} marks not built; mark it otherwise, or do not name it`,
          ]
        : []
    }),
  ]
}

function spread(rules, from, to) {
  if (from === to) return [from]
  const place = (name) => Number.parseInt(name.slice(1), 10)
  const between = rules
    .map(({ name }) => name)
    .filter((name) => place(name) > place(from) && place(name) < place(to))
  return [from, ...between, to]
}
