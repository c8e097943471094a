import { join } from 'node:path'
import { expect, test } from 'vitest'
import { corpus } from './corpus/index.ts'
import { checkedProtocols, describeProtocol, suites } from './suites.ts'
import type { CheckedProtocol } from './suites.ts'
import type { Check } from './engine/check.ts'

const folder = join(import.meta.dirname, '../../../docs/reference')
const nameOf = (protocol: CheckedProtocol): string => describeProtocol(protocol).name['en-US']

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
    row('check', 'level', 'promise', 'source', 'how to fix it'),
    '|---|---|---|---|---|',
    ...checks
      .filter((check) => check.group === group)
      .map(({ id, level, title, source, fix }) => row(code(id), level, title, source, fix)),
  ].join('\n')

const withOrders = (checks: readonly Check[]): string => `## With --orders

Judged only if the run serves the order query: [conformance.md](conformance.md#the-order-query).

${groupsOf(checks)
  .map((group) => checkTable(checks, group))
  .join('\n\n')}

`

function pageOf(protocol: CheckedProtocol): string {
  const { checks, orderChecks } = suites[protocol]
  const { plain, wrong } = corpus[protocol]
  return `# ${nameOf(protocol)}: the checks, and the sellers that fail them

Generated from the code; do not edit. The terms are explained in [conformance.md](conformance.md).

## Checks

${groupsOf(checks)
  .map((group) => checkTable(checks, group))
  .join('\n\n')}

${orderChecks.length > 0 ? withOrders(orderChecks) : ''}## Correct sellers without extras

They follow no advice, but pass every must. Each is correct, but:

${plain.map(({ name }) => `- it ${name}`).join('\n')}

## Wrong sellers

Each has one defect. Found by: the checks that report it, each of them tested; a check in brackets necessarily fails as well.

| seller | defect | found by |
|---|---|---|
${wrong.map(({ name, defect, found, also = [] }) => row(code(name), defect, [...found.map(code), ...also.map((id) => `(${code(id)})`)].join(' '))).join('\n')}
`
}

const overview = `# Conformance of a seller’s server

Generated from the code; do not edit.

\`loggia check URL --protocol NAME --key KEY\` checks whether a seller’s server conforms to a protocol. It creates, renews, freezes and releases instances there, with orders that nobody
placed, so use a test installation. At the end, also after Ctrl-C, it releases the instances that it created, and lists the ones that it could not release. Its order numbers start with \`CS00\`, unlike those of any
marketplace, and with \`--orders\` its buyer is called *loggia check*. [The command and its options](command-line.md).

| protocol | checks | must | should | wrong sellers, which prove that each check can fail |
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

## Terms

**must**: a failure would be noticed by a real marketplace, or would endanger money, access or the data of others. Correct signatures are accepted and wrong ones have no effect, requests of a marketplace are
answered in the right form and in time, a repeat has no second effect, and success is only reported for what was done. If one fails, the exit code is 1. **should**: advice, reported as a warning, such as
strictness about requests that no marketplace sends, and the code of a refusal.

**refused**: any response that does not report success, whatever its HTTP status and code, to a request without effect. A request without a response is not refused.

**skip**: there was nothing to judge, and the reason is given. If a product does not need the check (an optional interface that the server does not offer, \`--key-bits\` that was not given), nothing is left
open. If it should have been judged (there was no instance to test with, an activation did not end within \`--ready-within\`, an earlier call of the same activity exceeded the time limit of 20 s, a request got
no response), a must is *left open*: it is unknown whether the server conforms, and the exit code is 1 unless \`--allow-skips\` is given. No check passes for a request without a response. A run ends after 90 s at
the latest, later only if \`--ready-within\` is more than 10 s; usually it takes a few seconds.

## One request first

Before the checks, a run sends one correct request that changes nothing, a query of an instance that does not exist (for order notification, a notification; for the license protocols, a request about a license or an instance that does not exist). If the response does not conform to the protocol, it sends a purchase.
If no marketplace could work with either response, the run **stops** with the same sentence as in the Seller Centre, and exit code 1: a wrong path, a redirect and its target, a sign-in page, the page of a
gateway, a body parser before the adapter, compression, no response within \`--limit\`. A refusal with any HTTP status and a \`resultCode\` in JSON does not stop the run. If both are refused and the \`Date\` of the
responses differs by a minute or more from this machine's clock, the run reports the difference. If the server cannot be connected to, the exit code is 2. If the server stops during the run, the last request that it accepted is reported.

## The order query

SaaS V2.0, online activation of licenses and order notification send only the IDs of an order, so a seller that asks the marketplace what was bought finds none of a run's orders and creates no instances. With \`--orders\`, the run serves
[the order query](../spec/open-apis.md#3-order-query) itself, by default at \`http://127.0.0.1:8190\` with the AK and SK of the emulator. Set the open API base URL of the server under test to it. Every purchase
has the quantity 5, a change on renewal and an upgrade lead to 20, and \`v2.orders.*\` check that the orders are queried with a correct signature, and activated. The activated quantity is in no response of V2.0: check it
in your product. For online activation of licenses, the run also takes [the upload of licenses](../spec/license.md#36-upload-of-a-license) at this URL, and \`license-online.upload.*\` check what is uploaded.

## Authorisation codes

The marketplace makes authorisation codes, so a run of \`license-code\` needs some that the server knows, such as test codes: \`--licenses CODE,CODE\`. They are used in this order: renewing and freezing; releasing; releasing
while frozen; releasing for a refund; requests with testFlag 1; requests with testFlag 0; wrong requests; a forged release. All but the first and the last two are released. With fewer than six, checks are left open; with six
or seven, the first one is used for wrong requests and the forged release as well. Without the option the run invents codes, which is enough for a server that accepts every code; one that refuses them as unknown is left open.

## Companies of the joint kit

A run of \`kit-v2\` or \`kit-v1\` tells the server of companies with apps, departments and people that do not exist, as debugging calls do: without an instance, and with testFlag 1. At its end it deletes the companies again.

- \`--public-key FILE\` is required: the public key of the server's app credential, with which the run encrypts the secrets of apps.
- \`--oaep LIST\` says with which hashes the server decrypts them, such as \`sha256-sha256,sha256-sha1\`: the first is used everywhere, and each is checked.
- \`--instance ID\` names an instance that the server knows. With it, the calls of a real order are sent too.

Nothing in a response of the kit shows what the server has stored: that people may sign in is checked by \`sso\`.

## The sign-in of people

A run of \`sso\` is the marketplace and the browser. URL, \`--key\` and \`--public-key\` are those of the joint kit V2.0: by it the run tells the server of two companies, whose address is the run itself on 127.0.0.1, so the server has
to run on this machine and take http addresses. At its end it deletes the companies again. Then people sign in, over the addresses that a browser would open:

- \`--callback URL\` is required: the callback address of the app credential.
- \`--start URL\`, with \`{company}\` and \`{path}\`, and \`--logout URL\`: without them, those of \`createSsoSessions\` of the kit, beside the callback.
- \`--page URL\` is a page that contains the name or the user name of whoever is signed in: by it the run sees who is.
- \`--app ID\` is the app ID, if the server knows its own.

The browser follows redirects and keeps cookies; it runs no scripts. One run waits for some seconds until tokens have run out, and for a token call that hangs. Only OAuth 2.0 is checked: a server that signs people in by CAS or SAML is not.

## Reports

\`--report FILE\` writes a report in the format of the file extension, \`.json\`, \`.xml\` (JUnit) or \`.html\`, and may be repeated; \`--json\` prints the first format:

\`\`\`
{ url, protocol, passed, failed, warned, skipped, leftOpen, stopped, instances: { opened, left },
  causes: [{ kind: "stop" | "fail" | "open" | "warn", sentence, fix, checks: [id] }],
  checks: [{ id, title, level, source, outcome: "pass" | "fail" | "warn" | "skip", why, fix, exchanges }] }
\`\`\`

A **cause** is one mistake, reported once with all affected checks. The terminal output and the HTML page list causes, and all three formats contain every check. \`leftOpen\` counts musts,
\`stopped\` is null unless the run ended early, and \`instances.left\` lists the instances that could not be released. \`why\` and \`fix\` are null if nothing is wrong. An exchange has \`name\`, \`request\` (\`method\`, \`url\`, \`headers\`, \`body\`), \`reply\` (\`status\`, \`headers\`, \`body\`, or null), \`noReply\` and
\`tookMs\`. None of them contains the access key.
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
