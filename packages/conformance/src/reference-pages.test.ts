import { join } from 'node:path'
import { protocolTraits } from '@loggia/protocol/protocols'
import { expect, test } from 'vitest'
import { corpus } from './corpus/index.ts'
import { checkedProtocols, suites } from './suites.ts'
import type { CheckedProtocol } from './suites.ts'
import type { Check } from './engine/check.ts'

const folder = join(import.meta.dirname, '../../../docs/reference')
const nameOf = (protocol: CheckedProtocol): string => protocolTraits[protocol].name['en-US']

const cell = (text: string): string => text.replaceAll('|', '\\|')
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
const code = (text: string): string => `\`${text}\``
const groupsOf = (checks: readonly Check[]): string[] => [...new Set(checks.map(({ group }) => group))]
const countOf = (checks: readonly Check[], level: Check['level']): number =>
  checks.filter((check) => check.level === level).length

const checkTable = (checks: readonly Check[], group: string): string =>
  [
    `### ${group}`,
    '',
    row('check', 'level', 'promise', 'source', 'how to mend it'),
    '|---|---|---|---|---|',
    ...checks
      .filter((check) => check.group === group)
      .map(({ id, level, title, source, fix }) => row(code(id), level, title, source, fix)),
  ].join('\n')

const withOrders = (checks: readonly Check[]): string => `## With --orders

Judged only where the run answers the order query: [conformance.md](conformance.md#the-order-query).

${checkTable(checks, 'The order query')}

`

function pageOf(protocol: CheckedProtocol): string {
  const { checks, orderChecks } = suites[protocol]
  const { plain, wrong } = corpus[protocol]
  return `# ${nameOf(protocol)}: the checks, and the sellers that fail them

Made from the code; do not edit. What the words mean: [conformance.md](conformance.md).

## Checks

${groupsOf(checks)
  .map((group) => checkTable(checks, group))
  .join('\n\n')}

${orderChecks.length > 0 ? withOrders(orderChecks) : ''}## Correct sellers that are plain

They follow no advice, and no must fails with them. Each is as it should be, but:

${plain.map(({ name }) => `- it ${name}`).join('\n')}

## Wrong sellers

Each has one defect. Found by: the checks that name it, each tried; a check in brackets cannot but fail with it.

| seller | defect | found by |
|---|---|---|
${wrong.map(({ name, defect, found, also = [] }) => row(code(name), defect, [...found.map(code), ...also.map((id) => `(${code(id)})`)].join(' '))).join('\n')}
`
}

const overview = `# Conformance of a seller’s server

Made from the code; do not edit.

\`loggia check URL --protocol NAME --key KEY\` judges a seller’s server by named checks. It opens, renews, freezes and releases instances there, under orders that nobody
placed: aim it at a test installation. What it opened it releases at the end, also after Ctrl-C, and names what it could not release; its order numbers begin with \`CS00\`, which those of no
market do, and with \`--orders\` its buyer is called *loggia check*. [The command and its options](command-line.md).

| protocol | checks | must | should | wrong sellers that show that each can fail |
|---|---|---|---|---|
${checkedProtocols
  .map((protocol) => {
    const { checks } = suites[protocol]
    const { wrong } = corpus[protocol]
    return row(
      `[${nameOf(protocol)}](conformance-${protocol}.md)`,
      ...[checks.length, countOf(checks, 'must'), countOf(checks, 'should'), wrong.length].map(String),
    )
  })
  .join('\n')}

## Words

**must**: a real marketplace would notice it, or it endangers money, access or what belongs to others: right proofs are accepted and wrong ones not acted upon, what a marketplace asks for is
answered in its form and in time, a repeat does nothing twice, and nothing is said to be done that was not. One that is broken makes the exit code 1. **should**: advice, told as a warning, such as
strictness about requests that no marketplace sends, and the code with which something is refused.

**refused**: any answer that does not say that it was done, whatever its HTTP status and its code, and that leaves nothing done. What is not answered is not refused.

**skip**: there was nothing to judge, and the reason stands beside it. Where a product has no use for it (an optional interface that the server does not offer, \`--key-bits\` that was not given), nothing is left
open. Where it had to be judged (there was no instance to try it on, an opening did not end within \`--ready-within\`, a call of the same activity ran into the time limit of 20 s before, a request had
no reply), a must is *left open*: nobody knows whether the server conforms, and the exit code is 1 unless \`--allow-skips\` is given. No check passes on a request that had no reply. A run ends after 90 s at
the latest, later only if \`--ready-within\` gives more than 10 s; usually it takes a few seconds.

## One request first

Before the checks a run sends one right request that changes nothing, a query of an instance that does not exist (to order notification a notification), and if that is not answered as the protocol knows it, a purchase.
Where no marketplace could work with either answer, the run **stops** with the sentence that the seller centre has for it, and exit code 1: a wrong path, a redirect and its target, a login, the page of a
gateway, a body parser before the adapter, compression, no answer within \`--limit\`. A refusal with any HTTP status and a \`resultCode\` in JSON stops nothing. If both are refused and the \`Date\` of the
replies is a minute or more from this machine's clock, it says by how much. A server that cannot be connected to is exit code 2. A server that is gone during the run is told with the request that it took last.

## The order query

SaaS V2.0 and order notification send the ids of an order only, so a seller that asks the marketplace what was bought finds none of a run's orders and opens nothing. With \`--orders\` the run answers
[the order query](../spec/open-apis.md#3-order-query) itself, at \`http://127.0.0.1:8190\` with the AK and SK of the emulator unless told otherwise: set the base URL of the open APIs of the server that is checked to it. Every purchase
buys 5, a change upon renewal and an upgrade lead to 20, and \`v2.orders.*\` judge that the orders are asked for, with a right proof, and opened. How many were opened no reply of V2.0 says: look at it
in your product.

## Reports

\`--report FILE\` writes by the end of the name \`.json\`, \`.xml\` (JUnit) or \`.html\`, and may be repeated; \`--json\` prints the first:

\`\`\`
{ url, protocol, passed, failed, warned, skipped, leftOpen, stopped, instances: { opened, left },
  causes: [{ kind: "stop" | "fail" | "open" | "warn", sentence, fix, checks: [id] }],
  checks: [{ id, title, level, source, outcome: "pass" | "fail" | "warn" | "skip", why, fix, exchanges }] }
\`\`\`

A **cause** is one thing that is wrong, told once with every check that is not green for it; the lines at the terminal and the page tell causes, and all three forms keep every check. \`leftOpen\` counts musts,
\`stopped\` is null unless the run ended before its end, \`instances.left\` names those that could not be released. \`why\` and \`fix\` are null where nothing is wrong. An exchange has \`name\`, \`request\` (\`method\`, \`url\`, \`headers\`, \`body\`), \`reply\` (\`status\`, \`headers\`, \`body\`, or null), \`noReply\` and
\`tookMs\`. The access key is in none of them.
`

test('the page of conformance counts what there is', async () => {
  await expect(overview).toMatchFileSnapshot(join(folder, 'conformance.md'))
})

test.each(checkedProtocols)('the page of %s lists its checks and its wrong sellers', async (protocol) => {
  await expect(pageOf(protocol)).toMatchFileSnapshot(join(folder, `conformance-${protocol}.md`))
})

test('there are at least 150 checks, and at least 60 wrong sellers', () => {
  const all = checkedProtocols.map((protocol) => ({ ...suites[protocol], ...corpus[protocol] }))

  expect(all.reduce((sum, { checks }) => sum + checks.length, 0)).toBeGreaterThanOrEqual(150)
  expect(all.reduce((sum, { wrong }) => sum + wrong.length, 0)).toBeGreaterThanOrEqual(60)
})
