// `npm run new domain NAME`, `npm run new page NAME`: writes its files and adds its name to the lists of all.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../setup/progress.mjs'
import { planDomain } from './domain.mjs'
import { NewFault } from './fault.mjs'
import { planPage } from './page.mjs'
import { writeAll } from './write.mjs'

const usage = `Usage:
  npm run new domain NAME          a domain: table, rules, service, routes, event, message, and a page in the seller centre.
                                   NAME is a plural, such as "warranties" or "service-windows".
  npm run new page NAME            a page of a centre: address, entry in the menu, texts in both languages.

Options, after "--":
  --zh TEXT           what it is called in Chinese ("保修"); without it the Chinese texts carry the English name
  --singular NAME     of a domain: its singular, where it does not follow from the plural
  --prefix abc        of a domain: the three letters that its ids begin with
  --above DOMAIN      of a domain: which domain comes next in the order; ${'"notifications"'} unless you say so
  --centre CENTRE     of a page: seller, buyer or operator; seller unless you say so
`

const kinds = { domain: planDomain, page: planPage }

const options = {
  zh: { type: 'string' },
  singular: { type: 'string' },
  prefix: { type: 'string' },
  above: { type: 'string' },
  centre: { type: 'string' },
  help: { type: 'boolean' },
}

function readArguments(args) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new NewFault(`${error.message}\n\n${usage}`)
  }
}

function format(paths) {
  const known = paths.filter((path) => /\.(tsx?|css)$/.test(path))
  const program = join(projectRoot, 'node_modules/oxfmt/bin/oxfmt')
  const { status, stderr } = spawnSync(process.execPath, [program, ...known], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The files are there; they could not be formatted:\n${stderr}`)
}

const listed = (files) => files.map(({ path }) => `  ${path}\n`).join('')

function run(args) {
  const { values, positionals } = readArguments(args)
  const [kind, name, ...more] = positionals
  if (values.help || kind === undefined) return usage
  if (!Object.hasOwn(kinds, kind)) throw new NewFault(`There is no kind "${kind}".\n\n${usage}`)
  if (more.length > 0) throw new NewFault(`One name is enough: what is "${more.join(' ')}"?\n\n${usage}`)
  const plan = kinds[kind](projectRoot, name, values)
  writeAll(projectRoot, plan)
  format([...plan.created, ...plan.changed].map(({ path }) => path))
  return [
    `New files:\n${listed(plan.created)}`,
    `Files that others are named in too, now with this one:\n${listed(plan.changed)}`,
    `Next:\n${plan.next.map((step) => `  ${step}\n`).join('')}`,
  ].join('\n')
}

try {
  process.stdout.write(run(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof NewFault)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
