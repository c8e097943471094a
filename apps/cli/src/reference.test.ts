import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { createProgram } from './run.ts'
import { writeReferencePage } from './reference.ts'

const root = join(import.meta.dirname, '../../..')
const stream = new PassThrough()
const program = createProgram(
  {
    stdin: stream,
    stdout: stream,
    stderr: stream,
    cwd: root,
    env: {},
    nowMs: () => 0,
    randomBytes: (length) => new Uint8Array(length),
    fetch: globalThis.fetch,
  },
  () => undefined,
)

test('the page of the command line says what the commands say', async () => {
  await expect(writeReferencePage(program)).toMatchFileSnapshot(join(root, 'docs/reference/command-line.md'))
})

test('README names every command, and no other', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const row = /^\| `npm run loggia -- <command>` \|(.*)\|$/m.exec(readme)?.[1] ?? ''
  const named = [...row.matchAll(/`([a-z]+)`/g)].map(([, name]) => name)

  expect(named).toEqual(program.commands.map((command) => command.name()))
})

const all = (command: Command): Command[] => [command, ...command.commands.flatMap(all)]
const leaves = all(program).filter(({ commands }) => commands.length === 0)
const options = leaves.flatMap((command) => command.options)

test('an option has one short form everywhere, and a short form one option', () => {
  const forms = new Map<string, Set<string>>()
  for (const { long, short } of options)
    for (const [key, other] of [
      [long, short ?? 'none'],
      [short, long],
    ])
      if (key) forms.set(key, (forms.get(key) ?? new Set()).add(other ?? 'none'))

  expect([...forms].filter(([, others]) => others.size > 1)).toEqual([])
})

test('every command can print JSON, but those whose output is for machines anyway', () => {
  const without = leaves.filter((command) => !command.options.some(({ long }) => long === '--json'))

  expect(without.map((command) => command.name())).toEqual(['export', 'completion'])
})
