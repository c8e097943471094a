import { getFirstSentence, flattenTree } from './tree.ts'
import type { CommandNode, OptionNode } from './tree.ts'

/** The completion script for zsh: the file _loggia in a folder of $fpath, or to be sourced after compinit. */
export function writeZshCompletion(program: CommandNode): string {
  const nodes = flattenTree(program)
  const { name } = program
  return `#compdef ${name}
# Completion of ${name} for zsh: ${name} completion zsh > "\${fpath[1]}/_${name}"
_${name}() {
  local here=${name} before=\${words[CURRENT-1]} word
  local -a found
  for word in \${words[2,CURRENT-1]}; do
    case "$here $word" in
      (${nodes
        .slice(1)
        .map(({ path }) => `'${path}'`)
        .join('|')}) here="$here $word" ;;
    esac
  done
  case "$here $before" in
${nodes.flatMap(valueCases).join('\n')}
  esac
  case "$here" in
${nodes.map(foundCase).join('\n')}
  esac
}
if [[ "\${funcstack[1]}" = _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`
}

const quoteText = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

const entry = (word: string, description: string): string =>
  quoteText(`${word.replaceAll(':', String.raw`\:`)}:${getFirstSentence(description)}`)

function foundCase({ path, commands, options, words }: CommandNode): string {
  const named = [
    ...commands.map(({ name, description }) => entry(name, description)),
    ...words.map((word) => entry(word, word)),
  ]
  const flags = options.flatMap((option) => option.flags.map((flag) => entry(flag, option.description)))
  const describe = (tag: string, list: readonly string[]): string =>
    list.length === 0 ? '' : `found=(${list.join(' ')}); _describe ${tag} found; `
  return `    (${quoteText(path)}) ${describe('word', named)}${describe('option', flags)};;`
}

const valueCases = ({ path, options }: CommandNode): string[] =>
  options.flatMap((option) => {
    if (option.value === 'none') return []
    const pattern = option.flags.map((flag) => quoteText(`${path} ${flag}`)).join('|')
    return [`    (${pattern}) ${actionOf(option)} ;;`]
  })

function actionOf({ value }: OptionNode): string {
  if (value === 'file') return '_files; return'
  return typeof value === 'string' ? 'return' : `compadd -- ${value.join(' ')}; return`
}
