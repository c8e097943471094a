import { Argument } from 'commander'
import type { Command } from 'commander'
import { writeBashCompletion } from '../completion/bash.ts'
import { writeFishCompletion } from '../completion/fish.ts'
import { toTree } from '../completion/tree.ts'
import type { CommandNode } from '../completion/tree.ts'
import { writeZshCompletion } from '../completion/zsh.ts'
import type { Io } from '../io.ts'
import type { Done } from '../schemes/scheme.ts'

const shells = {
  bash: writeBashCompletion,
  zsh: writeZshCompletion,
  fish: writeFishCompletion,
} as const satisfies Readonly<Record<string, (program: CommandNode) => string>>

export function addCompletion(program: Command, io: Io, done: Done): void {
  program
    .command('completion')
    .description('Print a completion script for a shell. Its first lines show how to install it.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(shells)))
    .action((shell: keyof typeof shells) => {
      io.stdout.write(shells[shell](toTree(program)))
      done('ok')
    })
}
