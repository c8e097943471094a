import { flattenTree } from './tree.ts'
import type { CommandNode, OptionNode } from './tree.ts'

/** The completion script for bash, to be sourced. It reads the words before the cursor and starts no process. */
export function writeBashCompletion(program: CommandNode): string {
  const nodes = flattenTree(program)
  const { name } = program
  return `# Completion of ${name} for bash: source <(${name} completion bash)
_${name}() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} here=${name} words= i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$here \${COMP_WORDS[i]}" in
    ${nodes
      .slice(1)
      .map(({ path }) => `'${path}'`)
      .join(' | ')}) here="$here \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$here $before" in
${nodes.flatMap(valueCases).join('\n')}
  *)
    case "$here" in
${nodes.map((node) => `    '${node.path}') words='${wordsOf(node).join(' ')}' ;;`).join('\n')}
    esac
    ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -F _${name} ${name}
`
}

const wordsOf = ({ commands, options, words }: CommandNode): string[] => [
  ...commands.map(({ name }) => name),
  ...words,
  ...options.flatMap(({ flags }) => flags),
]

const valueCases = ({ path, options }: CommandNode): string[] =>
  options.flatMap((option) => {
    if (option.value === 'none') return []
    const pattern = option.flags.map((flag) => `'${path} ${flag}'`).join(' | ')
    return [`  ${pattern}) ${actionOf(option)} ;;`]
  })

function actionOf({ value }: OptionNode): string {
  if (value === 'file') return `local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$word")); return`
  return typeof value === 'string' ? 'return' : `words='${value.join(' ')}'`
}
