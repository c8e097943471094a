import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { answerWith, formatReply, openLoopback, trustTestAuthority } from '@loggia/outbound/testing'
import type { Loopback } from '@loggia/outbound/testing'
import { openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { ProofWay } from '@loggia/protocol/console/access/kinds'

type Seller = MemberActor & { readonly sellerId: Id<'sel'> }

describe('R259: verifying an address', () => {
  let world: World
  let operator: MemberActor
  let seller: Seller
  let loopback: Loopback
  /** What names resolve to, and their TXT records. */
  let addressOf: (host: string) => string
  let records: Readonly<Record<string, readonly string[] | Error>>
  beforeAll(async () => {
    trustTestAuthority()
    world = await openWorld({
      resolvers: {
        // Asynchronous, like real resolvers.
        lookup: (host, _options, done) =>
          queueMicrotask(() => done(null, [{ address: addressOf(host), family: 4 }])),
        lookupTexts: async (name) => {
          const found = records[name] ?? []
          if (found instanceof Error) throw found
          return Promise.resolve(found)
        },
      },
    })
  })
  beforeEach(async () => {
    await world.reset()
    addressOf = () => '127.0.0.1'
    records = {}
    loopback = openLoopback()
    operator = await world.given.operator()
    seller = await world.given.seller()
  })
  afterEach(() => loopback.close())
  afterAll(() => world.close())

  const access = () => world.market.access
  const publicationOf = async (id: Id<'adr'>, of: Seller = seller) => {
    const { items } = await world.market.views.listAddresses(of.sellerId, { limit: 50 })
    const found = items.find((one) => one.id === id)
    if (!found) throw new Error('The address is not listed')
    return found.toPublish
  }
  const verify = (addressId: Id<'adr'>, way: ProofWay = 'file', of: Seller = seller) =>
    access().verifyAddress(of, { addressId, way })
  const kindsOf = async (id: string) => (await listHistory(world.platform.db, id)).map(({ kind }) => kind)
  /** A server without TLS that answers every request with this reply. */
  const serve = async (reply: () => Buffer): Promise<string> => {
    const { port } = await loopback.plain((socket) => void socket.on('data', () => socket.write(reply())))
    return `http://127.0.0.1:${port}/produce`
  }

  test('the file proves it, and it is approved at once; all of it is recorded and told', async () => {
    let text = ''
    const { id } = await access().addAddress(seller, await serve(() => formatReply(200, text)))
    text = `${(await publicationOf(id)).line}\n`

    const verified = await verify(id)

    const now = world.clock.now()
    expect(verified).toMatchObject({ state: 'approved', decidedAt: now })
    expect(verified.proof).toEqual({ state: 'verified', way: 'file', at: now })
    const history = await listHistory(world.platform.db, id)
    expect(history.map(({ kind }) => kind)).toEqual(['address.added', 'address.verified', 'address.approved'])
    expect(history.at(-1)).toMatchObject({ data: { proof: 'file' }, actor: { id: seller.memberId } })
    const { items } = await world.market.notifications.list(
      { kind: 'seller', id: seller.sellerId },
      { limit: 5 },
    )
    expect(items).toMatchObject([{ kind: 'address_decided', data: { approved: true } }])
    await expect(verify(id)).rejects.toMatchObject({ code: 'access.address_verified' })
  })

  test('over TLS, an operator sees the addresses, the version, the certificate and the status', async () => {
    let text = 'nothing yet'
    const { port } = await loopback.secure(
      (socket) => void socket.on('data', () => socket.write(formatReply(200, text))),
    )
    const { id } = await access().addAddress(seller, `https://saas.test:${port}/`)

    await expect(verify(id)).resolves.toMatchObject({ proof: { state: 'failed', fault: 'other_text' } })
    text = (await publicationOf(id)).line
    await access().probeAddress(operator, id)

    const shown = await world.market.views.getAddress(id)
    expect(shown).toMatchObject({
      // A look of an operator decides nothing.
      state: 'pending',
      proof: { state: 'verified', way: 'file' },
      probe: {
        addresses: ['127.0.0.1'],
        tls: {
          version: 'TLSv1.3',
          issuer: 'Loggia tests, Test authority',
          endsAt: '2120-01-01T00:00:00.000Z',
        },
        status: 200,
        tries: [{ way: 'file' }],
      },
    })
    expect(JSON.stringify(shown)).not.toContain(text)
    expect(await kindsOf(id)).toEqual(['address.added', 'address.verification_failed', 'address.verified'])
    expect(await verify(id)).toMatchObject({ state: 'approved' })
  })

  test.each([
    ['certificate_expired', 'expired'],
    ['certificate_self_signed', 'self-signed'],
    ['certificate_wrong_host', 'elsewhere'],
  ] as const)('a fault of the certificate is named: %s', async (fault, certificate) => {
    const { port } = await loopback.secure(answerWith(formatReply(200, '')), { certificate })
    const { id } = await access().addAddress(seller, `https://saas.test:${port}/`)

    expect((await verify(id)).proof).toMatchObject({ state: 'failed', fault })
  })

  test('a TXT record proves it, and it is approved as soon as the server answers whatever it likes', async () => {
    const { port } = await loopback.secure(answerWith(formatReply(404, '')))
    const { id } = await access().addAddress(seller, `https://saas.test:${port}/produce`)
    const { recordName = '', line } = await publicationOf(id)

    expect((await verify(id, 'dns')).proof).toMatchObject({ state: 'failed', fault: 'record_not_found' })
    records = { [recordName]: ['v=spf1 -all'] }
    expect((await verify(id, 'dns')).proof).toMatchObject({ fault: 'other_record' })
    records = { [recordName]: new Error('ESERVFAIL') }
    expect((await verify(id, 'dns')).proof).toMatchObject({ fault: 'record_failed' })
    records = { [recordName]: [line] }
    addressOf = () => '10.0.0.1'
    const proof = { state: 'verified', way: 'dns' }
    expect(await verify(id, 'dns')).toMatchObject({ state: 'pending', proof })
    records = {}
    addressOf = () => '127.0.0.1'
    expect(await verify(id, 'dns')).toMatchObject({ state: 'approved', proof })
    expect(await kindsOf(id)).toEqual([
      'address.added',
      ...Array.from({ length: 3 }, () => 'address.verification_failed'),
      'address.verified',
      'address.approved',
    ])
    const inDev = await access().addAddress(seller, 'http://127.0.0.1:1/')
    await expect(verify(inDev.id, 'dns')).rejects.toMatchObject({ code: 'access.record_needs_domain' })
  })

  test('a TXT record approves no host with a wrong certificate', async () => {
    const { port } = await loopback.secure(answerWith(formatReply(200, '')), { certificate: 'expired' })
    const { id } = await access().addAddress(seller, `https://saas.test:${port}/`)
    const { recordName = '', line } = await publicationOf(id)
    records = { [recordName]: [line] }

    expect(await verify(id, 'dns')).toMatchObject({
      state: 'pending',
      proof: { state: 'verified' },
      probe: { tries: [{ way: 'file', fault: 'certificate_expired' }, { way: 'dns' }] },
    })
  })

  test('the token of another seller proves nothing, not even on one host', async () => {
    const other = await world.given.seller()
    let text = ''
    const url = await serve(() => formatReply(200, text))
    const theirs = await access().addAddress(other, url)
    const mine = await access().addAddress(seller, url)
    text = (await publicationOf(theirs.id, other)).line

    expect((await verify(mine.id)).proof).toMatchObject({ state: 'failed', fault: 'other_text' })
    await expect(verify(theirs.id)).rejects.toMatchObject({ code: 'access.address_not_found' })
    await expect(access().probeAddress(seller, mine.id)).rejects.toMatchObject({ kind: 'forbidden' })

    text = `${text}\n${(await publicationOf(mine.id)).line}\n`
    expect((await verify(mine.id)).proof).toMatchObject({ state: 'verified' })
    expect((await verify(theirs.id, 'file', other)).proof).toMatchObject({ state: 'verified' })
  })

  test('a host that repeats what it is asked for proves nothing', async () => {
    const { port } = await loopback.plain(
      (socket) => void socket.on('data', (asked: Buffer) => socket.write(formatReply(200, asked))),
    )
    const { id } = await access().addAddress(seller, `http://127.0.0.1:${port}/`)

    expect((await verify(id)).proof).toMatchObject({ fault: 'other_text' })
  })

  test('a redirect is not followed, wherever it leads', async () => {
    let text = ''
    const elsewhere = await loopback.plain(
      (socket) => void socket.on('data', () => socket.write(formatReply(200, text))),
    )
    const location = `http://127.0.0.1:${elsewhere.port}/`
    const url = await serve(() => formatReply(302, '', { Location: location }))
    const { id } = await access().addAddress(seller, url)
    text = (await publicationOf(id)).line

    expect((await verify(id)).proof).toMatchObject({ fault: 'redirected' })
    expect(elsewhere.connections()).toBe(0)
  })

  test.each(['10.0.0.1', '169.254.169.254', '192.168.1.1', '0.0.0.0'])(
    'a name that leads to %s is not asked, whatever it led to before',
    async (inside) => {
      const answers = ['127.0.0.1', inside]
      addressOf = () => answers.shift() ?? inside
      const { id } = await access().addAddress(seller, 'https://saas.test:1/')

      expect((await verify(id)).proof).toMatchObject({ fault: 'connection_refused' })
      expect((await verify(id)).proof).toMatchObject({ fault: 'address_forbidden' })
    },
  )

  test('an endless file is cut', async () => {
    const url = await serve(() => formatReply(200, 'x'.repeat(100_000)))
    const { id } = await access().addAddress(seller, url)

    expect((await verify(id)).proof).toMatchObject({ fault: 'file_too_long' })
  })

  test('what an operator has rejected is approved by an operator only, and has another token', async () => {
    let text = ''
    const url = await serve(() => formatReply(200, text))
    const { id } = await access().addAddress(seller, url)
    const before = await publicationOf(id)
    await access().decideAddress(operator, id, { approve: false, reason: 'another company’s server' })
    text = before.line
    await expect(verify(id)).rejects.toMatchObject({ code: 'access.address_rejected' })

    await access().addAddress(seller, url)
    expect((await verify(id)).proof).toMatchObject({ fault: 'other_text' })
    text = (await publicationOf(id)).line
    const verified = await verify(id)

    expect(verified).toMatchObject({ state: 'pending', proof: { state: 'verified' } })
    await access().decideAddress(operator, id, { approve: true })
    expect(await world.market.views.getAddress(id)).toMatchObject({
      state: 'approved',
      proof: { state: 'verified' },
    })
  })

  test('a rejection holds for every address of the seller on that host, and for no other seller', async () => {
    let text = ''
    const [url, otherPort] = [
      await serve(() => formatReply(200, text)),
      await serve(() => formatReply(200, text)),
    ]
    const rejected = await access().addAddress(seller, url)
    await access().decideAddress(operator, rejected.id, {
      approve: false,
      reason: 'another company’s server',
    })

    for (const other of [`${url}2`, otherPort]) {
      const { id } = await access().addAddress(seller, other)
      text = (await publicationOf(id)).line
      expect(await verify(id)).toMatchObject({ state: 'pending', proof: { state: 'verified' } })
    }
    const owner = await world.given.seller()
    const { id } = await access().addAddress(owner, url)
    text = (await publicationOf(id, owner)).line
    expect(await verify(id, 'file', owner)).toMatchObject({ state: 'approved' })
  })

  test('a rejection from before there were proofs holds too', async () => {
    let text = ''
    const url = await serve(() => formatReply(200, text))
    const { id } = await access().addAddress(seller, url)
    await access().decideAddress(operator, id, { approve: false, reason: 'another company’s server' })
    await access().addAddress(seller, url)
    await world.platform.db.script('update production_address set by_hand = false')
    await world.platform.db.script(await findUpdate())
    text = (await publicationOf(id)).line

    expect(await verify(id)).toMatchObject({ state: 'pending', proof: { state: 'verified' } })
  })

  test('a result for an address that has changed meanwhile is not saved', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    let text = ''
    const { port, connections } = await loopback.plain(
      (socket) => void socket.on('data', () => void promise.then(() => socket.write(formatReply(200, text)))),
    )
    const url = `http://127.0.0.1:${port}/`
    const { id } = await access().addAddress(seller, url)
    text = (await publicationOf(id)).line

    const verifying = verify(id)
    await expect.poll(connections).toBe(1)
    await access().decideAddress(operator, id, { approve: false, reason: 'not yours' })
    await access().addAddress(seller, url)
    resolve()

    await expect(verifying).rejects.toMatchObject({ code: 'access.address_changed' })
    expect(await world.market.views.getAddress(id)).toMatchObject({
      state: 'pending',
      proof: { state: 'unverified' },
    })
  })

  test('where operators want to see each address, a proof is shown to them and approves nothing', async () => {
    await world.market.settings.changeSettings(operator, { approveVerifiedAddresses: false })
    let text = ''
    const { id } = await access().addAddress(seller, await serve(() => formatReply(200, text)))
    text = (await publicationOf(id)).line

    expect(await verify(id)).toMatchObject({ state: 'pending', proof: { state: 'verified' } })
    expect(await verify(id)).toMatchObject({ state: 'pending' })
    expect(await kindsOf(id)).toEqual(['address.added', 'address.verified'])
    await world.market.settings.changeSettings(operator, { approveVerifiedAddresses: true })
    expect(await verify(id)).toMatchObject({ state: 'approved' })
  })

  test('a look of an operator finds what is published, and fails nothing', async () => {
    let text = ''
    const { id } = await access().addAddress(seller, await serve(() => formatReply(404, text)))

    await access().probeAddress(operator, id)
    expect(await world.market.views.getAddress(id)).toMatchObject({
      proof: { state: 'unverified' },
      probe: { status: 404, tries: [{ way: 'file', fault: 'file_not_found' }] },
    })
    text = (await publicationOf(id)).line
    expect(await kindsOf(id)).toEqual(['address.added'])
  })

  test('a seller may verify six times a minute, and a host is asked twenty times by all', async () => {
    const { id } = await access().addAddress(seller, 'https://limited.example/')
    for (let n = 0; n < 6; n += 1) await verify(id, 'dns')

    await expect(verify(id, 'dns')).rejects.toMatchObject({
      code: 'access.verification_limited',
      details: { limit: 6 },
    })
    for (let n = 0; n < 14; n += 1) {
      const other = await world.given.seller()
      const theirs = await access().addAddress(other, 'https://limited.example/')
      await verify(theirs.id, 'dns', other)
    }
    const last = await world.given.seller()
    const theirs = await access().addAddress(last, 'https://limited.example/')
    await expect(verify(theirs.id, 'dns', last)).rejects.toMatchObject({ details: { limit: 20 } })
  })
})

/** The statement of the migration that finds addresses which an operator has rejected. */
async function findUpdate(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../migrations/0049-addresses.sql'), 'utf8')
  const from = text.indexOf('update production_address a set by_hand')
  return text.slice(from, text.indexOf(';', from) + 1)
}
