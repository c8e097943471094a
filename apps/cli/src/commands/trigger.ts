import { Option } from 'commander'
import type { Command } from 'commander'
import { omitUndefined } from '@loggia/kernel'
import type { Acted } from '@loggia/emulator/schema'
import { askEmulator } from '../emulator/ask.ts'
import type { Question, WhereOptions } from '../emulator/ask.ts'
import { events, readCount } from '../emulator/events.ts'
import type { Event, Given } from '../emulator/events.ts'
import { formatActed } from '../emulator/lines.ts'
import { waitUntilOpen } from '../emulator/wait.ts'
import { findKey, print } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions } from '../options.ts'

/** After three hours the marketplace gives an opening up and pays the money back. */
const marketWaitsSeconds = 3 * 3600

export function addTrigger(program: Command, io: Io, done: (answer: Answer) => void): void {
  const trigger = program
    .command('trigger')
    .description('Trigger an event in a running emulator, and print the calls that follow.')
    .addHelpText(
      'after',
      `\nExamples:\n${events.map(({ example }) => `  loggia trigger ${example}`).join('\n')}`,
    )
  for (const event of events) addEvent(trigger, io, { event, done })
}

function addEvent(
  trigger: Command,
  io: Io,
  { event, done }: { event: Event; done: (answer: Answer) => void },
): void {
  const command = trigger.command(event.name).description(event.description)
  if (event.argument) command.argument(`<${event.argument[0]}>`, event.argument[1])
  for (const option of event.options ?? []) command.addOption(option())
  if (event.opens)
    command.addOption(
      new Option(
        '--wait [seconds]',
        'wait until the service is active or has failed (default: 10800, as long as the marketplace waits)',
      ).argParser(readCount),
    )
  if (event.keyed !== undefined) addKeyOptions(command, event.keyed)
  command.option('--emulator <url>', 'the URL of the emulator (or set the variable LOGGIA_EMULATOR)')
  addJsonOption(command)
    .addHelpText(
      'after',
      `\nExample:\n  loggia trigger ${event.example}\n\nExit code 1 if the marketplace or the seller refuses${event.opens ? '; with --wait, also if the service is not active' : ''}.`,
    )
    .action(async (...given: unknown[]) => {
      const argument = event.argument ? String(given[0]) : ''
      const all = given[event.argument ? 1 : 0] as WhereOptions & KeyOptions & Given
      const { emulator, json, key: _key, keyFile: _file, wait, ...options } = all
      const key = event.keyed === undefined ? undefined : await findKey(io, all)
      const asked = { ...options, ...omitUndefined({ key }) }
      const where: WhereOptions = omitUndefined({ emulator, json: json || undefined })
      const question = event.question(argument, asked)
      done(await happen(io, where, { event, question, wait }))
    })
}

async function happen(
  io: Io,
  where: WhereOptions,
  { event, question, wait }: { event: Event; question: Question; wait: unknown },
): Promise<Answer> {
  const replied = await askEmulator(io, where, question)
  if (!replied.ok) {
    const { code, detail } = replied
    if (where.json) print(io, true, { data: { code, detail }, lines: [] })
    io.stderr.write(`Refused (${code}): ${detail}\n`)
    return 'no'
  }
  if (wait !== undefined) {
    const mostSeconds = wait === true ? marketWaitsSeconds : Number(wait)
    const { acted: done, isOpen } = await waitUntilOpen(io, where, {
      acted: replied.reply as Acted,
      mostSeconds,
    })
    print(io, where.json, { data: done, lines: formatActed(done) })
    return isOpen ? 'ok' : 'no'
  }
  const { lines, yes } = event.show(replied.reply)
  print(io, where.json, { data: replied.reply, lines })
  return yes ? 'ok' : 'no'
}
