// Names of the domains use words of the glossary, or of the domain's README: each part of an exported type, a table or
// a state. Prefixes of ids and table names are listed exactly, and nothing is listed that the code no longer has.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainWords } from './glossary-plain.mjs'

const glossary = 'docs/development/glossary.md'
const market = 'packages/marketplace/src'
const contract = 'packages/protocol/src/console'
/** Lists of the contract whose values are checked too, not only their names. */
const stateList = /(states|breakers|kinds|modes|models|periods|verifications)$/i

/** Complaints about words that the glossary lacks, and about prefixes and tables in it that the code does not have. */
export function findGlossaryFaults(root, plain = plainWords) {
  const code = readNames(root)
  const { words, spelled } = readGlossary([readFileSync(join(root, glossary), 'utf8'), ...readReadmes(root)])
  const exact = [...code.prefixes, ...code.tables]
  return [
    ...exact
      .filter(({ name }) => !spelled.has(name))
      .map(({ name, path }) => `${path}: ${name} does not stand in ${glossary}`),
    ...code.names.flatMap(({ name, path }) =>
      splitIntoWords(name)
        .filter((word) => !words.has(word) && !plain.has(word))
        .map((word) => `${path}: “${word}” of ${name} is no word of ${glossary}, and none of every day`),
    ),
    ...[...spelled]
      .filter((name) => /^[a-z]+_[a-z_]*$/.test(name) && !exact.some((one) => one.name === name))
      .map((name) => `${glossary}: the code has no ${name}`),
  ]
}

function readNames(root) {
  const read = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '')
  const inFolders = (folder, file) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `${folder}/${entry.name}/${file}`)
      .map((path) => ({ path, text: read(path) }))
  const kinds = inFolders(contract, 'kinds.ts')
  const tables = inFolders(market, 'tables.ts').flatMap(({ path, text }) =>
    matches(/^export type \w+Tables = \{([^]*?)^\}/gm, text).flatMap((members) =>
      matches(/^ {2}(\w+)\??:/gm, members).map((name) => ({ path, name })),
    ),
  )
  const ids = 'packages/kernel/src/ids.ts'
  return {
    tables,
    prefixes: matches(/^ {2}\| '(\w+)'$/gm, read(ids)).map((name) => ({ path: ids, name: `${name}_` })),
    names: [
      ...tables,
      ...[...inFolders(market, 'schema.ts'), ...readSchemaFolders(root), ...kinds].flatMap(({ path, text }) =>
        matches(/^export type (\w+)/gm, text).map((name) => ({ path, name })),
      ),
      ...kinds.flatMap(({ path, text }) => readStates(text).map((name) => ({ path, name }))),
    ],
  }
}

/** The files of the domains whose `schema.ts` has become a folder. */
const readSchemaFolders = (root) =>
  globSync(`${market}/*/schema/*.ts`, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

const matches = (pattern, text) => [...text.matchAll(pattern)].map(([, found]) => found)

function readStates(text) {
  return [...text.matchAll(/^export const (\w+) = \[([^\]]*)\] as const/gm)].flatMap(([, name, values]) =>
    stateList.test(name) ? [name, ...matches(/'([a-z_]+)'/g, values)] : [name],
  )
}

/** The tables of words in the domains' READMEs: `| word | in code | what it is |`. */
const readReadmes = (root) =>
  readdirSync(join(root, market), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(root, market, entry.name, 'README.md'))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      matches(/^\| word \| in code \|[^\n]*\n((?:\|[^\n]*\n)+)/gm, readFileSync(path, 'utf8')),
    )

/** The words of all rows, and the names in backticks in their second cells. */
function readGlossary(texts) {
  const rows = texts.flatMap((text) => text.split('\n')).filter((line) => /^\| (?!word |---)/.test(line))
  const words = new Set()
  const spelled = new Set()
  for (const row of rows) {
    const [, first = '', second = '', third = ''] = row.split('|')
    for (const name of matches(/`([^`]+)`/g, second)) spelled.add(name)
    const named = [first, second, ...matches(/[*`]([^*`]+)[*`]/g, third)].join(' ')
    for (const word of splitIntoWords(named)) words.add(word)
  }
  return { words, spelled }
}

/** `OrderLines` → order, line: in lower case and singular. */
const splitIntoWords = (name) =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .map((word) => word.replace(/ies$/, 'y').replace(/(?<=ss)es$|(?<=[^su])s$/, ''))
    .filter((word) => word.length > 1)
