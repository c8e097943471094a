import { Command, CommanderError } from 'commander'
import { addCall } from './commands/call.ts'
import { addCheck } from './commands/check.ts'
import { addCompletion } from './commands/completion.ts'
import { addDiagnose } from './commands/diagnose.ts'
import { addEmulate } from './commands/emulate.ts'
import { addExport } from './commands/export.ts'
import { addOpen, addSeal } from './commands/seal.ts'
import { addSign } from './commands/sign.ts'
import { addTrigger } from './commands/trigger.ts'
import { addVectors } from './commands/vectors.ts'
import { addVerify } from './commands/verify.ts'
import { addVersion } from './commands/version.ts'
import { CannotRun } from './io.ts'
import type { Answer, Io } from './io.ts'

/** In the order of the help. */
const commands = [
  addEmulate,
  addTrigger,
  addCheck,
  addCall,
  addSign,
  addVerify,
  addDiagnose,
  addSeal,
  addOpen,
  addVectors,
  addExport,
  addCompletion,
  addVersion,
]

/** Registers all commands. `done` is called with the answer of the command that ran. */
export function createProgram(io: Io, done: (answer: Answer) => void): Command {
  const program = new Command('loggia')
    .description('Tools for sellers and operators of a Loggia marketplace.')
    .addHelpText('after', '\nExit codes: 0 success, 1 negative result, 2 the command could not run.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: (text) => io.stderr.write(text) })
  for (const add of commands) add(program, io, done)
  // Otherwise each command would end the process itself, with commander's exit code.
  for (const command of below(program)) command.exitOverride().copyInheritedSettings(program)
  return program
}

const below = (command: Command): Command[] => command.commands.flatMap((one) => [one, ...below(one)])

/** Runs one command line (without program and script). Resolves to 0 for yes, 1 for no, 2 if it could not run. */
export async function run(words: readonly string[], io: Io): Promise<0 | 1 | 2> {
  let answer: Answer = 'ok'
  const program = createProgram(io, (given) => (answer = given))
  try {
    await program.parseAsync(words, { from: 'user' })
    return answer === 'ok' ? 0 : 1
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (!(error instanceof CannotRun)) throw error
    io.stderr.write(`${error.message}\n`)
    return 2
  }
}
