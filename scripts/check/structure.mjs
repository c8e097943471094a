// Checks the structure of the code: which file may import which, and what a file of a given name may contain.
// dependency-cruiser reads the imports with TypeScript 6; without a usable TypeScript it reads nothing and finds no
// fault, so the number of modules is checked too. The rules are in structure-rules.mjs.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import ts from 'typescript'
import { isTest, listFiles } from './files.mjs'
import { findContentFaults } from './structure-contents.mjs'
import { findFolderFaults } from './structure-folders.mjs'
import { findNameFaults } from './structure-names.mjs'
import { findImportFaults } from './structure-rules.mjs'
import { findSizeFaults } from './structure-sizes.mjs'
import { findSpreadFaults } from './structure-spreads.mjs'

const rooms = ['packages', 'apps', 'examples', 'e2e', 'bench']
const fewestModules = 100

/** Complaints as sentences. Only tests of the check itself lower `fewest`. */
export async function findStructureFaults(root, fewest = fewestModules) {
  const files = listFiles(root).filter((path) => rooms.includes(path.split('/')[0]))
  const code = files.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  const sources = code.filter((path) => !isTest(path)).map((path) => readSource(root, path))
  const { modules, cycles } = await readImports(root)
  const faults = [
    ...findTooFew(code, modules, fewest),
    ...cycles,
    ...modules.flatMap((module) => module.imports.flatMap((one) => findImportFaults(module.path, one))),
    ...sources.flatMap(({ path, source }) => [
      ...findContentFaults(path, source),
      ...findSizeFaults(path, source),
      ...findNameFaults(path, source),
    ]),
    ...findSpreadFaults(sources),
    ...findFolderFaults(files),
  ]
  return [...new Set(faults)]
}

function readSource(root, path) {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const text = readFileSync(join(root, path), 'utf8')
  return { path, source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind) }
}

async function readImports(root) {
  const { output } = await cruise(
    rooms.filter((room) => existsSync(join(root, room))),
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: [{ name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } }] },
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)(dist|output)/' },
      // Type imports count: a domain that uses types of another one depends on it.
      tsPreCompilationDeps: true,
    },
    { exportsFields: ['exports'], conditionNames: ['loggia-source', 'import', 'node', 'default', 'types'] },
  )
  return { modules: output.modules.map(asModule), cycles: output.summary.violations.map(asCycle) }
}

const asModule = ({ source, dependencies }) => ({
  path: source,
  imports: dependencies.map((one) => ({
    specifier: one.module,
    path: one.resolved,
    builtin: one.coreModule,
    typeOnly: one.dependencyTypes.includes('type-only'),
    resolved: !one.couldNotResolve,
  })),
})

const asCycle = ({ from, cycle }) =>
  `${from}: imports itself in a circle: ${cycle.map((step) => step.name).join(' → ')}`

function findTooFew(code, modules, fewest) {
  const seen = new Set(modules.map(({ path }) => path))
  const unseen = code.filter((path) => !seen.has(path))
  const imports = modules.reduce((sum, module) => sum + module.imports.length, 0)
  return [
    ...(code.length < fewest
      ? [`Only ${code.length} modules were seen, fewer than ${fewest}: the check is blind.`]
      : []),
    ...(imports < code.length / 2
      ? [`Only ${imports} imports in ${code.length} modules were seen: the check is blind.`]
      : []),
    ...unseen.map((path) => `${path}: dependency-cruiser did not see this module`),
  ]
}
