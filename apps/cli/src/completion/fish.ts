import { getFirstSentence, flattenTree } from './tree.ts'
import type { CommandNode, OptionNode } from './tree.ts'

/** The completion script for fish: the file loggia.fish in ~/.config/fish/completions. */
export function writeFishCompletion(program: CommandNode): string {
  const nodes = flattenTree(program)
  const { name } = program
  return `# Completion of ${name} for fish: ${name} completion fish > ~/.config/fish/completions/${name}.fish
function __${name}_at
    set -l here ${name}
    set -l words (commandline -opc)
    for word in $words[2..-1]
        switch "$here $word"
            case ${nodes
              .slice(1)
              .map(({ path }) => quoteText(path))
              .join(' ')}
                set here "$here $word"
        end
    end
    test "$here" = "$argv"
end
complete -c ${name} -f
${nodes.flatMap((node) => linesOf(node, name)).join('\n')}
`
}

const quoteText = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`

function linesOf({ path, commands, options, words }: CommandNode, program: string): string[] {
  const line = (rest: string): string =>
    `complete -c ${program} -n ${quoteText(`__${program}_at ${path}`)} ${rest}`
  return [
    ...commands.map(({ name, description }) =>
      line(`-a ${name} -d ${quoteText(getFirstSentence(description))}`),
    ),
    ...(words.length === 0 ? [] : [line(`-a ${quoteText(words.join(' '))}`)]),
    ...options.map((option) =>
      line(`${flagsOf(option)} -d ${quoteText(getFirstSentence(option.description))}`),
    ),
  ]
}

function flagsOf({ flags, value }: OptionNode): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
  return [...named, ...valueOf(value)].join(' ')
}

function valueOf(value: OptionNode['value']): string[] {
  if (value === 'none') return []
  if (value === 'file') return ['-r', '-F']
  return typeof value === 'string' ? ['-x'] : ['-x', '-a', quoteText(value.join(' '))]
}
