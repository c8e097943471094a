import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../setup/progress.mjs'
import { domains } from './domains.mjs'

const read = (path) => readFileSync(join(projectRoot, path), 'utf8')
const folder = 'docs/development'

test('the page of the arrangement names every domain in its order', () => {
  const [, table] = read(`${folder}/arrangement.md`).split('| domain | owns |\n')
  const rows = table.split('\n\n')[0].split('\n').slice(1)

  expect(rows.map((row) => /^\| ([a-z-]+) \|/.exec(row)?.[1])).toEqual(domains)
})

test('the page of the stack names every dependency, and no other', () => {
  const manifests = globSync(
    ['package.json', '{packages,apps,examples}/*/package.json', '{e2e,bench}/package.json'],
    {
      cwd: projectRoot,
    },
  )
  const used = manifests
    .map((path) => JSON.parse(read(path)))
    .flatMap((one) =>
      Object.keys({ ...one.dependencies, ...one.devDependencies, ...one.optionalDependencies }),
    )
    .filter((name) => !/^@(loggia|types)\//.test(name))
  const page = read(`${folder}/stack.md`)
  const named = [...page.matchAll(/`(@?[a-z][\w.-]*(?:\/[a-z][\w.-]*)?)`/g)].map(([, name]) => name)
  const inTable = page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split(' | ')[1])
    .flatMap((choice) => [...choice.matchAll(/`([^`]+)`/g)].map(([, name]) => name))

  expect(manifests.length).toBeGreaterThan(10)
  expect([...new Set(used)].filter((name) => !named.includes(name))).toEqual([])
  expect(inTable.filter((name) => !used.includes(name))).toEqual([])
})

test('every package and app says what it is', () => {
  const folders = globSync(['{packages,apps,examples}/*/package.json', '{e2e,bench}/package.json'], {
    cwd: projectRoot,
  }).map(dirname)
  const readmes = globSync(['{packages,apps,examples}/*/README.md', '{e2e,bench}/README.md'], {
    cwd: projectRoot,
  }).map(dirname)

  expect(folders.filter((one) => !readmes.includes(one))).toEqual([])
})

test('the pages for developers lead to files that are there', () => {
  const pages = [
    `${folder}/*.md`,
    '{README,CONTRIBUTING,SECURITY,docs/architecture}.md',
    '{packages,apps}/*/README.md',
    'bench/README.md',
  ]
  const broken = globSync(pages, { cwd: projectRoot }).flatMap((path) =>
    [...read(path).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(([, target]) => join(dirname(path), target))
      .filter((target) => globSync(target, { cwd: projectRoot }).length === 0),
  )

  expect(broken).toEqual([])
})

test('every command of npm has its place in the one door, and is told to people', () => {
  const { scripts } = JSON.parse(read('package.json'))
  const door = read('scripts/run.mjs')
  const told = read('README.md') + read('CONTRIBUTING.md')
  const asTyped = (name) => (['start', 'test'].includes(name) ? `npm ${name}` : name)

  for (const [name, script] of Object.entries(scripts)) {
    expect(script).toBe(`node scripts/run.mjs ${name}`)
    expect(door).toMatch(new RegExp(`^  '?${name}'?: \\{`, 'm'))
    expect(told).toContain(asTyped(name))
  }
})
