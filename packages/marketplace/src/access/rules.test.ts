import { describe, expect, test } from 'vitest'
import type { ProofFault } from '@loggia/protocol/console/access/kinds'
import type { SupervisionFlow } from '@loggia/protocol/console/supervision/kinds'
import { protocolTraits, protocols } from '@loggia/protocol/protocols'
import type { Protocol } from '@loggia/protocol/protocols'
import type { Product } from '../catalog/index.ts'
import {
  decideAddedAgain,
  decideAddress,
  decideApproval,
  decideBinding,
  decideOrderChannel,
  decideProof,
  requireAddress,
  requireProvable,
  requireSayable,
  requireUnbound,
} from './rules.ts'
import type { Address, AddressState, Binding, InterfaceClass, Key, ProtocolChoice } from './schema.ts'

const never = () => false
const refusedWith = (work: () => unknown): unknown => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

describe('R260: a production address', () => {
  test.each([
    ['https://saas.example', 'https://saas.example/'],
    ['https://saas.example/produce', 'https://saas.example/produce'],
    ['https://saas.example/index.php?r=produce', 'https://saas.example/index.php?r=produce'],
    ['https://saas.example/?', 'https://saas.example/'],
    ['https://saas.example:8443/a/b', 'https://saas.example:8443/a/b'],
    ['HTTPS://SaaS.Example/Produce', 'https://saas.example/Produce'],
    ['https://saas.example:443/', 'https://saas.example/'],
    ['https://例子.example/', 'https://xn--fsqu00a.example/'],
    ['https://10.saas.example/', 'https://10.saas.example/'],
  ])('%s is kept as %s', (text, kept) => {
    expect(requireAddress(text, never)).toBe(kept)
  })

  test.each([
    ['http://saas.example/', 'url_not_https'],
    ['ftp://saas.example/', 'url_not_https'],
    ['javascript:alert(1)', 'url_not_https'],
    ['saas.example/produce', 'url_malformed'],
    ['', 'url_malformed'],
    ['https://', 'url_malformed'],
    ['https://user@saas.example/', 'url_has_credentials'],
    ['https://user:password@saas.example/', 'url_has_credentials'],
    ['https://saas.example/?activity=x', 'url_query_name'],
    ['https://saas.example/?tenant', 'url_query_unfit'],
    ['https://saas.example/?a=1&a=2', 'url_query_unfit'],
    ['https://saas.example/#top', 'url_has_fragment'],
    ['https://203.0.113.7/', 'url_not_a_domain'],
    ['https://0xCB007107/', 'url_not_a_domain'],
    ['https://3405803783/', 'url_not_a_domain'],
    ['https://127.1/', 'url_not_a_domain'],
    ['https://[2001:db8::1]/', 'url_not_a_domain'],
    ['https://localhost/', 'url_not_a_domain'],
    ['https://saas/', 'url_not_a_domain'],
    ['https://saas./', 'url_not_a_domain'],
    ['https://app.localhost/', 'url_not_a_domain'],
    ['https://printer.local/', 'url_not_a_domain'],
    ['https://metadata.internal./', 'url_not_a_domain'],
    [`https://saas.example/${'x'.repeat(512)}`, 'url_too_long'],
    // Percent-encoded, each of these characters takes nine.
    [`https://saas.example/${'账'.repeat(100)}`, 'url_too_long'],
  ])('%s is refused with %s', (text, code) => {
    expect(refusedWith(() => requireAddress(text, never))).toBe(`access.${code}`)
  })

  test('of 512 characters passes, of 513 does not', () => {
    const url = `https://saas.example/${'x'.repeat(512 - 'https://saas.example/'.length)}`

    expect(requireAddress(url, never)).toHaveLength(512)
    expect(refusedWith(() => requireAddress(`${url}x`, never))).toBe('access.url_too_long')
  })

  test('may be private or plain http where the installation allows its host, and nothing else about it changes', () => {
    const allows = (url: URL) => url.host === '127.0.0.1:8081'

    expect(requireAddress('http://127.0.0.1:8081/produce', allows)).toBe('http://127.0.0.1:8081/produce')
    expect(refusedWith(() => requireAddress('http://127.0.0.1:8082/produce', allows))).toBe(
      'access.url_not_https',
    )
    expect(refusedWith(() => requireAddress('http://127.0.0.1:8081/#a=1', allows))).toBe(
      'access.url_has_fragment',
    )
    expect(refusedWith(() => requireAddress('http://u:p@127.0.0.1:8081/', allows))).toBe(
      'access.url_has_credentials',
    )
    expect(refusedWith(() => requireAddress('ftp://127.0.0.1:8081/', allows))).toBe('access.url_not_https')
  })
})

const address = (state: AddressState, id: Address['id'] = 'adr_1'): Address => ({
  id,
  sellerId: 'sel_1',
  url: 'https://saas.example/',
  state,
  createdAt: 0 as Address['createdAt'],
  token: 'a0'.repeat(16),
  proof: { state: 'unverified' },
  byHand: false,
})

describe('the states of an address', () => {
  test.each(['pending', 'approved', 'rejected'] as const)(
    '%s: it is decided only while it is pending',
    (state) => {
      expect(refusedWith(() => decideAddress(address(state), { approve: true }))).toBe(
        state === 'pending' ? 'accepted' : 'access.address_decided',
      )
    },
  )

  test('approval approves, rejection needs a reason', () => {
    expect(decideAddress(address('pending'), { approve: true })).toBe('approved')
    expect(decideAddress(address('pending'), { approve: false, reason: 'certificate expired' })).toBe(
      'rejected',
    )
    for (const reason of [undefined, '', ' '])
      expect(refusedWith(() => decideAddress(address('pending'), { approve: false, reason }))).toBe(
        'access.reason_missing',
      )
  })

  test('a rejected one may be added again, another may not', () => {
    expect(decideAddedAgain(address('rejected'))).toBe('pending')
    for (const state of ['pending', 'approved'] as const)
      expect(refusedWith(() => decideAddedAgain(address(state)))).toBe('access.address_known')
  })
})

describe('R259: what a look at the host does', () => {
  const now = 5 as Address['createdAt']
  const verified = { state: 'verified', way: 'file', at: 1 as Address['createdAt'] } as const
  const tries = (fault?: ProofFault) => ({
    probe: { tries: [{ way: 'file', ...(fault && { fault }) }] } as const,
  })

  test('the token proves it, another text fails what the seller tried, and a look of an operator fails nothing', () => {
    const pending = address('pending')

    expect(decideProof(pending, { ...tries(), now })).toEqual({ state: 'verified', way: 'file', at: now })
    expect(decideProof(pending, { ...tries('other_text'), triedWay: 'file', now })).toEqual({
      state: 'failed',
      way: 'file',
      at: now,
      fault: 'other_text',
    })
    expect(decideProof(pending, { ...tries('other_text'), now })).toBe(pending.proof)
  })

  test('a proof stays, and a rejected address gets none', () => {
    const proved: Address = { ...address('pending'), proof: verified }

    expect(decideProof(proved, { ...tries('other_text'), triedWay: 'file', now })).toBe(verified)
    expect(decideProof(address('rejected'), { ...tries(), now })).toEqual({ state: 'unverified' })
    expect(refusedWith(() => requireProvable({ ...proved, state: 'approved' }))).toBe(
      'access.address_verified',
    )
    expect(refusedWith(() => requireProvable(proved))).toBe('accepted')
    expect(refusedWith(() => requireProvable(address('rejected')))).toBe('access.address_rejected')
    expect(refusedWith(() => requireProvable(address('approved')))).toBe('accepted')
  })

  const approved = (
    seen: Partial<Address>,
    { mayApprove = true, rejected = [] as readonly string[] } = {},
  ): AddressState => {
    const probe = { at: '', durationMs: 1, addresses: [], status: 404, tries: [] }
    const seenOf: Address = { ...address('pending'), proof: verified, probe, ...seen }
    return decideApproval(seenOf, { mayApprove, rejected, now }).state
  }

  test('a proof approves what waits, if that is allowed and the server has answered', () => {
    expect(approved({})).toBe('approved')
    expect(approved({}, { mayApprove: false })).toBe('pending')
    expect(approved({ proof: { state: 'unverified' } })).toBe('pending')
    expect(approved({ state: 'rejected' })).toBe('rejected')
    expect(approved({ probe: { at: '', durationMs: 1, addresses: [], tries: [] } })).toBe('pending')
  })

  test.each([
    ['https://saas.example/', 'https://saas.example/', 'pending'],
    ['https://saas.example/saas2', 'https://saas.example/saas', 'pending'],
    ['https://SAAS.example./saas', 'https://saas.example/saas', 'pending'],
    ['https://saas.example../saas', 'https://saas.example./saas', 'pending'],
    ['https://saas.example:8443/saas', 'https://saas.example/saas', 'pending'],
    ['https://saas.example/saas', 'https://saas.example:8443/saas', 'pending'],
    ['https://other.saas.example/saas', 'https://saas.example/saas', 'approved'],
  ] as const)('%s, where an operator has rejected %s, becomes %s', (url, rejected, expected) => {
    expect(approved({ url }, { rejected: [rejected] })).toBe(expected)
  })
})

const product = (state: Product['state']): Product => ({
  id: 'prd_1',
  sellerId: 'sel_1',
  type: 'saas',
  salesMode: 'general',
  state,
  name: { zh: '云账本', en: 'Cloud Ledger' },
  category: 'finance',
  afterSale: { fiveDayRefund: true, upgrades: false, renewalChanges: false },
  hidden: false,
  attributes: [],
  audience: { kind: 'all' },
  buyerData: [],
  buyerParameters: [],
  verification: 'personal',
})
const key = (interfaceClass: InterfaceClass = 'basic', id: Key['id'] = 'key_1'): Key => ({
  id,
  sellerId: 'sel_1',
  interfaceClass,
  hint: 'abcd',
  createdAt: 0 as Key['createdAt'],
  name: '',
})
const v2: ProtocolChoice = { protocol: 'saas-v2' }
const v1: ProtocolChoice = { protocol: 'saas-v1', keyBits: 128 }
const bound: Binding = { addressId: 'adr_1', keyId: 'key_1', speech: v2, switchedOn: true }
const binding = (
  of: {
    state?: Product['state']
    address?: Address
    key?: Key
    speech?: ProtocolChoice
    current?: Binding
    confirm?: boolean
    product?: Product
  } = {},
) =>
  decideBinding({
    product: of.product ?? product(of.state ?? 'draft'),
    address: of.address ?? address('approved'),
    key: of.key ?? key(),
    speech: of.speech ?? v2,
    current: of.current,
    confirm: of.confirm ?? false,
  })

const classRefusals = {
  basic: 'access.key_class_wrong',
  authorisation_code: 'access.key_not_of_codes',
  joint_sync: 'access.key_not_joint',
  common: 'access.key_not_common',
} as const

describe('what a product uses', () => {
  test('R255: only a key of the class basic serves a SaaS product', () => {
    expect(binding()).toEqual(bound)
    for (const other of ['joint_sync', 'authorisation_code', 'common'] as const)
      expect(refusedWith(() => binding({ key: key(other) }))).toBe('access.key_class_wrong')
  })

  const license = (flow?: SupervisionFlow): Product => ({
    ...product('draft'),
    type: 'license',
    ...(flow && { supervision: { flow } as NonNullable<Product['supervision']> }),
  })
  test.each<[string, Product, Protocol[]]>([
    ['SaaS', product('draft'), ['saas-v2', 'saas-v1', 'kit-v2', 'kit-v1']],
    ['License, without a choice', license(), ['license-code']],
    ['License, codes that are collected', license('license_code_collected'), ['license-code']],
    ['License, online', license('license_online'), ['license-online', 'license-v1']],
    ['License, by hand', license('license_offline'), []],
    ['a service of people', { ...product('draft'), type: 'manual_service' }, []],
  ])('R12: %s uses its own protocols, with keys of their class, and no other', (_what, of, expected) => {
    for (const protocol of protocols) {
      const { keyClass } = protocolTraits[protocol]
      const asked = { product: of, speech: { protocol } as ProtocolChoice, key: key(keyClass) }
      const isOwn = expected.includes(protocol)
      expect(refusedWith(() => binding(asked))).toBe(isOwn ? 'accepted' : 'access.protocol_not_of_product')
      if (!isOwn) continue
      const other = key(keyClass === 'basic' ? 'authorisation_code' : 'basic')
      expect(refusedWith(() => binding({ ...asked, key: other }))).toBe(classRefusals[keyClass])
    }
  })

  test.each([
    ['another key', { key: key('basic', 'key_2') }, { keyId: 'key_2' }],
    ['another address', { address: address('approved', 'adr_2') }, { addressId: 'adr_2' }],
    ['another protocol', { speech: v1 }, { speech: v1 }],
  ])('R256: %s in place of a bound one needs to be confirmed', (_what, of, changed) => {
    expect(refusedWith(() => binding({ ...of, current: bound }))).toBe('access.change_needs_confirmation')
    expect(binding({ ...of, current: bound, confirm: true })).toEqual({ ...bound, ...changed })
  })

  test('binding what is bound already changes nothing and needs no word', () => {
    expect(binding({ current: bound })).toBeUndefined()
  })

  test.each([
    ['draft', 'accepted'],
    ['rejected', 'accepted'],
    ['in_review', 'access.address_not_approved'],
    ['listed', 'access.address_not_approved'],
    ['hidden', 'access.address_not_approved'],
    ['suspended', 'access.address_not_approved'],
  ] as const)('R261: a product that is %s moves to a pending address: %s', (state, expected) => {
    expect(
      refusedWith(() =>
        binding({ state, address: address('pending', 'adr_2'), current: bound, confirm: true }),
      ),
    ).toBe(expected)
  })

  test('what V1.0 has no words for is promised by no product that is on sale with it', () => {
    expect(refusedWith(() => binding({ state: 'listed', speech: v1 }))).toBe('accepted')
    const promised = {
      ...product('listed'),
      afterSale: { fiveDayRefund: true, upgrades: true, renewalChanges: true },
    }

    expect(refusedWith(() => requireSayable(promised, v1))).toBe('access.renewal_changes_unspoken')
    expect(refusedWith(() => requireSayable(promised, v2))).toBe('accepted')
  })

  test('a rejected address is used by no product', () => {
    expect(refusedWith(() => binding({ address: address('rejected') }))).toBe('access.address_rejected')
  })

  test('R256: a key in use is not deleted, and the refusal names the products', () => {
    expect(refusedWith(() => requireUnbound([], false))).toBe('accepted')
    expect(() => requireUnbound([product('listed')], false)).toThrow(
      expect.objectContaining({
        code: 'access.key_bound',
        details: { count: 1, products: [{ id: 'prd_1', name: { zh: '云账本', en: 'Cloud Ledger' } }] },
      }),
    )
  })

  test('the key of order notification is not deleted either', () => {
    expect(refusedWith(() => requireUnbound([], true))).toBe('access.key_of_orders')
  })

  test('an address with a query of its own serves V1.0 only, whose proof covers whatever arrives', () => {
    const withQuery: Address = { ...address('approved'), url: 'https://saas.example/index.php?r=produce' }

    expect(refusedWith(() => binding({ address: withQuery }))).toBe('access.url_has_query')
    expect(refusedWith(() => binding({ address: withQuery, speech: v1 }))).toBe('accepted')
    expect(refusedWith(() => decideOrderChannel(withQuery, key('common'), true))).toBe('access.url_has_query')
  })
})

describe('where a seller is told of orders', () => {
  test.each([
    ['a key of another class', address('approved'), key('basic'), true, 'access.key_not_common'],
    ['a rejected address', address('rejected'), key('common'), false, 'access.address_rejected'],
    [
      'an address that still waits',
      address('pending'),
      key('common'),
      true,
      'access.channel_address_not_approved',
    ],
    ['one that still waits, while it is off', address('pending'), key('common'), false, 'accepted'],
    ['an approved one', address('approved'), key('common'), true, 'accepted'],
  ])('with %s', (_what, at, by, on, expected) => {
    expect(refusedWith(() => decideOrderChannel(at, by, on))).toBe(expected)
  })
})
