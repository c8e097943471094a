import type { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { print } from '../io.ts'
import type { Answer, Io } from '../io.ts'

export function addVersion(program: Command, io: Io, done: (answer: Answer) => void): void {
  program
    .command('version')
    .description('Print the version.')
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => {
      print(io, options.json, { data: { version: manifest.version }, lines: [`loggia ${manifest.version}`] })
      done('ok')
    })
}
