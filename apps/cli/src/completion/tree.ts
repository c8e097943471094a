import type { Argument, Command, Option } from 'commander'

/** An option in a form for shell completions. */
export type OptionNode = {
  /** Its long and short form, including the dashes. */
  readonly flags: readonly string[]
  readonly description: string
  /** The value after it: none, one of some words, a file name, or a free text. */
  readonly value: 'none' | 'file' | 'free' | readonly string[]
}

/** A command in a form for shell completions; `path` begins with the program's name. */
export type CommandNode = {
  readonly path: string
  readonly name: string
  readonly description: string
  readonly commands: readonly CommandNode[]
  readonly options: readonly OptionNode[]
  /** The words that its argument may be. */
  readonly words: readonly string[]
}

/** Converts a registered command and all its subcommands. */
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

/** Returns a command and all its subcommands in one list. */
export const flattenTree = (node: CommandNode): CommandNode[] => [node, ...node.commands.flatMap(flattenTree)]

/** The first sentence of a description, because a shell shows one line. */
export const getFirstSentence = (text: string): string =>
  /^.*?[.:;,](?=\s|$)/.exec(text)?.[0].slice(0, -1) ?? text
