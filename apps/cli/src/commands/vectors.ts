import type { Command } from 'commander'
import { print } from '../io.ts'
import type { Answer, Io } from '../io.ts'
import { runVectors } from '../vectors/run-vectors.ts'

export function addVectors(program: Command, io: Io, done: (answer: Answer) => void): void {
  program
    .command('vectors')
    .description(
      'Run the published test vectors of the protocol through this implementation. Exit code 1 if one fails.',
    )
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const results = await runVectors()
      const failed = results.filter((one) => !one.passed).length
      print(io, options.json, {
        data: { results, passed: results.length - failed, failed },
        lines: [
          ...results.map(
            (one) =>
              `${one.passed ? 'pass' : 'FAIL'}  ${one.file}  ${one.id}${one.note ? `  ${one.note}` : ''}`,
          ),
          `${results.length - failed} passed, ${failed} failed`,
        ],
      })
      done(failed === 0 ? 'ok' : 'no')
    })
}
