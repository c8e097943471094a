import { Argument } from 'commander'
import type { Command } from 'commander'
import { bashCompletion } from '../completion/bash.ts'
import { fishCompletion } from '../completion/fish.ts'
import { treeOf } from '../completion/tree.ts'
import type { CommandNode } from '../completion/tree.ts'
import { zshCompletion } from '../completion/zsh.ts'
import type { Io } from '../io.ts'
import type { Done } from '../schemes/scheme.ts'

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const satisfies Readonly<
  Record<string, (program: CommandNode) => string>
>

export function addCompletion(program: Command, io: Io, done: Done): void {
  program
    .command('completion')
    .description('Print what lets a shell complete the command line; its first lines say where to put it.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(shells)))
    .action((shell: keyof typeof shells) => {
      io.stdout.write(shells[shell](treeOf(program)))
      done('ok')
    })
}
