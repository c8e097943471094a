import type { Command, Option } from 'commander'

/** The reference page of all registered commands with their arguments and options. */
export const writeReferencePage = (program: Command): string => `# The command line

In a clone, run \`npm run loggia -- <command>\`; paths are relative to your current folder. To run it as \`loggia\`, link it to your PATH: \`ln -s "$PWD/scripts/loggia.mjs" ~/.local/bin/loggia\`.
This page is generated from the commands.

All commands use the same exit codes: 0 for success, 1 for a negative result, 2 if the command could not run. \`check\` also returns 1 if a required check could not be judged or the run was stopped: [conformance.md](conformance.md). Results go to standard output (as JSON with \`--json\`), progress and errors to
standard error. Give a key with \`--key\`, \`--key-file\` or the variable \`LOGGIA_ACCESS_KEY\`; other users of the machine cannot see the last two. Give the fields of a request as
\`name=value\`; required fields that you omit are taken from a sample.

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
    return `| \`${name}\`${argument.required ? ', required' : ''} | ${cell(withChoices(argument.description, argument.argChoices))} |`
  })
  const options = command.options.map(
    (option) =>
      `| \`${option.flags}\`${option.mandatory ? ', required' : ''} | ${cell(optionText(option))} |`,
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
  return defaultValue === undefined ? text : `${text} (default: \`${String(defaultValue)}\`)`
}
