// What `npm run new domain` writes: files from templates, and entries in the few files that list every domain.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rooms } from '../check/structure-rules.mjs'
import { NewFault } from './fault.mjs'
import {
  addRow,
  addService,
  addStatementFrom,
  addToObject,
  addToUnion,
  readObject,
  readUnion,
  requireUndeclared,
} from './insert.mjs'
import { idPrefixOf, namesOf, placeholdersOf, requireChinese } from './names.mjs'
import { inPages } from './page.mjs'
import { createFill, readTemplates, requireUnused } from './write.mjs'

const market = 'packages/marketplace/src'
const migrations = `${market}/migrations`

/**
 * Returns `{ created, changed, next }`: all files with their new texts, and the next steps for a person. Throws a
 * NewFault before anything is written.
 */
export function planDomain(root, name, { zh, singular, prefix, above = 'notifications' } = {}) {
  const names = namesOf(name, singular)
  requireChinese(zh)
  const read = (path) => ({ path, text: readFileSync(join(root, path), 'utf8') })
  const ids = read('packages/kernel/src/ids.ts')
  requireFree(root, names, read(`${market}/marketplace.ts`))
  requireUnused(
    'domain',
    [names.plural, names.singular].flatMap(({ camel, pascal }) => [camel, pascal]),
  )
  const idPrefix = idPrefixOf(names, readUnion(ids, { type: 'IdPrefix' }), prefix)
  const fill = createFill(
    new Map([
      ...placeholdersOf(names),
      ['smp', idPrefix],
      ['样品', zh ?? names.singular.text],
      ['0000', nextNumber(root)],
    ]),
  )
  return {
    created: readTemplates('domain').map(({ path, text }) => ({ path: fill(path), text: fill(text) })),
    changed: [
      inMarketplace(read(`${market}/marketplace.ts`), names, above),
      inContract(read('packages/protocol/src/console/parts.ts'), names),
      addToUnion(ids, { type: 'IdPrefix' }, idPrefix),
      inPages(root, {
        centre: 'seller',
        name: names.plural,
        routes: `${names.singular.camel}Routes`,
        after: 'productRoutes',
      }),
      inArrangement(read('docs/development/arrangement.md'), names, above),
    ],
    next: nextSteps(names, zh),
  }
}

/** Throws if a folder, a domain or a table has this name. */
function requireFree(root, { plural, singular }, marketplace) {
  if (rooms.includes(plural.kebab) || readObject(marketplace, { object: 'domains' }).includes(plural.kebab))
    throw new NewFault(`There is a "${plural.kebab}" in ${market} already.`)
  const taken = [
    `${market}/${plural.kebab}`,
    `packages/protocol/src/console/${plural.kebab}`,
    `apps/console/src/seller/${plural.kebab}`,
  ].find((path) => existsSync(join(root, path)))
  if (taken) throw new NewFault(`${taken} is there already: take another name.`)
  const made = readdirSync(join(root, migrations))
    .filter((path) => path.endsWith('.sql'))
    .find((path) =>
      new RegExp(`create table (if not exists )?${singular.snake}\\b`).test(
        readFileSync(join(root, migrations, path), 'utf8'),
      ),
    )
  if (made) throw new NewFault(`${migrations}/${made} makes a table "${singular.snake}": take another name.`)
}

function nextNumber(root) {
  const numbers = readdirSync(join(root, migrations)).map((path) => Number(/^(\d{4})-/.exec(path)?.[1] ?? 0))
  return String(Math.max(...numbers) + 1).padStart(4, '0')
}

function inMarketplace(file, { plural }, above) {
  const part = `${plural.camel}Part`
  requireUndeclared(file, [plural.camel, `create${plural.pascal}`, part])
  const statement = `const ${plural.camel} = create${plural.pascal}(platform)`
  const withService = addService(file, { before: above }, { variable: plural.camel, statement })
  const inDomains = addToObject(
    withService,
    { object: 'domains', before: above },
    `'${plural.kebab}': ${part}`,
  )
  return [
    `import { create${plural.pascal} } from './${plural.kebab}/index.ts'`,
    `import { ${part} } from './${plural.kebab}/part.ts'`,
  ].reduce((known, one) => addStatementFrom(known, one), inDomains)
}

function inContract(file, { plural, singular }) {
  const parts = ['Facts', 'Messages', 'Routes'].map((part) => `${singular.camel}${part}`)
  requireUndeclared(file, parts)
  const [facts, messages, routes] = parts
  const imports = [
    `import { ${facts} } from './${plural.kebab}/facts.ts'`,
    `import { ${messages} } from './${plural.kebab}/messages.ts'`,
    `import { ${routes} } from './${plural.kebab}/routes.ts'`,
  ]
  const withRoutes = addToObject(file, { object: 'consoleApi', before: 'notificationRoutes' }, `...${routes}`)
  const part = `'${plural.kebab}': { facts: ${facts}, messages: ${messages} }`
  const withParts = addToObject(withRoutes, { object: 'parts', after: plural.kebab }, part)
  return imports.reduce((known, one) => addStatementFrom(known, one), withParts)
}

const inArrangement = (file, { plural }, above) =>
  addRow(
    file,
    { head: '| domain | owns |', before: above },
    `| ${plural.kebab} | ${plural.text} that sellers declare for a time |`,
  )

const nextSteps = ({ plural, singular }, zh) => [
  `npm run docs                 the pages of docs/reference that are made from the code`,
  `npm run check                all checks`,
  `npm test -- ${plural.kebab}`,
  `npm start                    then sign in as a seller: /seller/${plural.kebab}`,
  ...(zh === undefined
    ? [`The Chinese texts say "${singular.text}": write its Chinese name there (or begin again with --zh).`]
    : []),
  `What it is for stands in its README and in docs/development/arrangement.md: write that first, then change the rules.`,
]
