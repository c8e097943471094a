import type { Argument, Command, Option } from 'commander'

/** An option as a shell completes it. */
export type OptionNode = {
  /** Its long and short form, dashes included. */
  readonly flags: readonly string[]
  readonly description: string
  /** What follows it: nothing, one of some words, the name of a file, or something that nobody can guess. */
  readonly value: 'none' | 'file' | 'free' | readonly string[]
}

/** A command as a shell completes it; `path` begins with the program's name. */
export type CommandNode = {
  readonly path: string
  readonly name: string
  readonly description: string
  readonly commands: readonly CommandNode[]
  readonly options: readonly OptionNode[]
  /** Words that an argument may be. */
  readonly words: readonly string[]
}

/** The commands as they are registered, with all below them. */
export function toTree(command: Command, parent = ''): CommandNode {
  const path = `${parent} ${command.name()}`.trim()
  return {
    path,
    name: command.name(),
    description: command.description(),
    commands: command.commands.map((one) => toTree(one, path)),
    options: [
      ...command.options.map(optionNode),
      { flags: ['--help', '-h'], description: 'show help', value: 'none' },
    ],
    words: command.registeredArguments.flatMap(({ argChoices }: Argument) => argChoices ?? []),
  }
}

const optionNode = (option: Option): OptionNode => ({
  flags: [option.long, option.short].filter((flag) => flag !== undefined && flag !== null),
  description: option.description,
  value: valueOf(option),
})

function valueOf({ required, optional, argChoices, flags }: Option): OptionNode['value'] {
  if (!required && !optional) return 'none'
  return argChoices ?? (/<file>|\[file\]/.test(flags) ? 'file' : 'free')
}

/** A command and all below it. */
export const flattenTree = (node: CommandNode): CommandNode[] => [node, ...node.commands.flatMap(flattenTree)]

/** The first sentence of a description, for the one line that a shell shows. */
export const getFirstSentence = (text: string): string =>
  /^.*?[.:;,](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? text
