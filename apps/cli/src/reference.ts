import type { Command, Option } from 'commander'

/** The reference page of all registered commands with their arguments and options. */
export const writeReferencePage = (program: Command): string => `# The command line

In a clone it is \`npm run loggia -- <command>\`, with paths relative to where you stand. To have it as \`loggia\`, put a link on your PATH: \`ln -s "$PWD/scripts/loggia.mjs" ~/.local/bin/loggia\`.
This page is made from the commands themselves.

Exit codes are the same everywhere: 0 fine, 1 the answer is no, 2 the command could not run. The answer of \`check\` is no too when a must could not be judged or the run was stopped: [conformance.md](conformance.md). Results go to standard output, with \`--json\` as JSON; progress and what went wrong go to
standard error. A key is given by \`--key\`, by \`--key-file\` or in the variable \`LOGGIA_ACCESS_KEY\`; the latter two are not seen by other users of the machine. Members of a request are given as
\`name=value\`; what an activity needs and is not given comes from a sample.

| command | what it does |
|---|---|
${leavesOf(program)
  .map(
    (command) =>
      `| [\`${pathOf(command)}\`](#${pathOf(command).replaceAll(' ', '-')}) | ${cell(command.description())} |`,
  )
  .join('\n')}

${leavesOf(program).map(section).join('\n\n')}
`

const leavesOf = (command: Command): Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf)

const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()

// A bar would end the cell of the table, and an angle bracket would begin a tag.
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;')

function section(command: Command): string {
  const args = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`
    return `| \`${name}\`${argument.required ? ', needed' : ''} | ${cell(withChoices(argument.description, argument.argChoices))} |`
  })
  const options = command.options.map(
    (option) => `| \`${option.flags}\`${option.mandatory ? ', needed' : ''} | ${cell(optionText(option))} |`,
  )
  const usage = `${pathOf(command)} ${command.usage()}`.trim()
  const table =
    [...args, ...options].length === 0 ? '' : `\n\n| | |\n|---|---|\n${[...args, ...options].join('\n')}`
  return `## ${pathOf(command)}\n\n${command.description()}\n\n\`\`\`\n${usage}\n\`\`\`${table}`
}

const withChoices = (text: string, choices: readonly string[] | undefined): string =>
  choices ? `${text}: ${choices.map((choice) => `\`${choice}\``).join(', ')}` : text

function optionText({ description, argChoices, defaultValue }: Option): string {
  const text = withChoices(description, argChoices)
  return defaultValue === undefined ? text : `${text}; \`${String(defaultValue)}\` if absent`
}
