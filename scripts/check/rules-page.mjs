import { readRules } from './rules.mjs'

const head = `# Which rules are built

Made from the marks of [spec/commerce.md](../spec/commerce.md), which says what they mean; a test keeps them equal
(\`npm run docs\` writes it anew).

| chapter | rules | built | partly | not built |
|---|---|---|---|---|
`

/** The page docs/reference/rules.md for the text of commerce.md. */
export function rulesPage(text) {
  const { rules } = readRules(text)
  const chapters = [...Map.groupBy(rules, ({ chapter }) => chapter)]
  return [
    head,
    ...chapters.map(([chapter, own]) => countsOf(chapter, own)),
    countsOf('**all**', rules),
    '\n## Built partly\n\n| rule | what is missing, or all there is |\n|---|---|\n',
    ...rules.filter(is('partly')).map(({ name, missing }) => `| ${name} | ${missing} |\n`),
    '\n## Not built\n\n',
    ...chapters.flatMap(([chapter, own]) => listOf(chapter, own.filter(is('not built')))),
  ].join('')
}

const is = (state) => (rule) => rule.state === state

function countsOf(name, rules) {
  const counts = ['built', 'partly', 'not built'].map((state) => rules.filter(is(state)).length)
  return `| ${[name, rules.length, ...counts].join(' | ')} |\n`
}

const listOf = (chapter, rules) =>
  rules.length === 0 ? [] : [`- ${chapter}: ${rules.map(({ name }) => name).join(', ')}\n`]
