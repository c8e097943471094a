import type { Command } from 'commander'
import { CannotRun, print } from '../io.ts'
import type { Answer, Io } from '../io.ts'
import { addJsonOption } from '../options.ts'
import type { Done } from '../schemes/scheme.ts'
import { runVectors } from '../vectors/run-vectors.ts'

export function addVectors(program: Command, io: Io, done: Done): void {
  const command = program
    .command('vectors')
    .description(
      'Run the published test vectors of the protocols through this implementation. Exit code 1 if one fails.',
    )
    .argument('[files...]', 'run only the files whose names start with this, such as saas-v1 or body-sign')
  addJsonOption(command).action(async (files: string[], options: { json?: boolean }) =>
    done(await vectors(io, files, options.json)),
  )
}

async function vectors(io: Io, files: readonly string[], json: boolean | undefined): Promise<Answer> {
  const all = await runVectors()
  const unknown = files.find((name) => !all.some(({ file }) => file.startsWith(name)))
  if (unknown !== undefined)
    throw new CannotRun(
      `There are no vectors named ${unknown}. Available: ${[...new Set(all.map(({ file }) => file))].join(', ')}`,
    )
  const results =
    files.length === 0 ? all : all.filter(({ file }) => files.some((name) => file.startsWith(name)))
  const failed = results.filter((one) => !one.passed).length
  print(io, json, {
    data: { results, passed: results.length - failed, failed },
    lines: [
      ...results.map(
        (one) => `${one.passed ? 'pass' : 'FAIL'}  ${one.file}  ${one.id}${one.note ? `  ${one.note}` : ''}`,
      ),
      `${results.length - failed} passed, ${failed} failed`,
    ],
  })
  return failed === 0 ? 'ok' : 'no'
}
