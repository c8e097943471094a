import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { readAkSk, signAkSk, verifyAkSk } from './ak-sk.ts'
import type { AkSkVerdict } from './ak-sk.ts'
import type { AkSkRequest } from './ak-sk-canonical.ts'

type Vector = {
  id: string
  note: string
  accessKeyId: string
  secretKey: string
  date: string
  method: string
  target: string
  headers: Record<string, string>
  body: string
  signedHeaders: string
  signature: string
  canonicalUri?: string
  canonicalQuery?: string
  payloadHash?: string
  canonicalHash?: string
  deviations?: string[]
}
const { cases } = JSON.parse(
  readFileSync(new URL('../../protocol/vectors/ak-sk.json', import.meta.url), 'utf8'),
) as { cases: Vector[] }

const timeOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
const nowMs = timeOf('20250102T030405Z')
const pair = { accessKeyId: 'AKEXAMPLE0000000001', secretKey: 'SKexample/secret+0123456789abcdefghijklmn' }
const headers = { host: 'mkt.example.com', 'content-type': 'application/json' }
const order: AkSkRequest = {
  method: 'GET',
  target: '/order/query?orderId=CS2207261447AUY4H&orderLineId=CS2207261447AUY4H-000001',
  headers,
  body: '',
}

/** The request as it arrives, with the two headers that signing adds. */
function signed(request: AkSkRequest, timeMs = nowMs): AkSkRequest {
  return {
    ...request,
    headers: { ...request.headers, ...signAkSk({ ...pair, request, timeMs }).headers },
  }
}

function verified(request: AkSkRequest, now = nowMs): AkSkVerdict {
  const read = readAkSk(request.headers['authorization'] as string | undefined)
  return read.ok ? verifyAkSk({ claim: read.claim, secretKey: pair.secretKey, request, nowMs: now }) : read
}

const codeOf = (verdict: AkSkVerdict): string => (verdict.ok ? 'accepted' : verdict.reason.code)
const authorizationOf = (request: AkSkRequest): string => request.headers['authorization'] as string
const withHeader = (request: AkSkRequest, name: string, value: string | undefined): AkSkRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
})

describe('the vectors', () => {
  test('the file holds every vector of the specification', () => {
    expect(cases.map(({ id }) => id).join(' ')).toBe('V0a V0b V1 V2 V3 V4 V5 V6 V7 V8 V9 N1 N1x')
  })

  test.each(cases.filter(({ deviations }) => !deviations))('$id is signed: $note', (vector) => {
    const { canonicalRequest, headers: made } = signAkSk({
      ...vector,
      request: vector,
      timeMs: timeOf(vector.date),
    })

    const [, uri, query] = canonicalRequest.split('\n')
    if (vector.canonicalUri) expect(uri).toBe(vector.canonicalUri)
    if (vector.canonicalQuery) expect(query).toBe(vector.canonicalQuery)
    if (vector.payloadHash) expect(canonicalRequest.endsWith(`\n${vector.payloadHash}`)).toBe(true)
    if (vector.canonicalHash)
      expect(createHash('sha256').update(canonicalRequest).digest('hex')).toBe(vector.canonicalHash)
    expect(made).toEqual({
      'x-sdk-date': vector.date,
      authorization: `SDK-HMAC-SHA256 Access=${vector.accessKeyId}, SignedHeaders=${vector.signedHeaders}, Signature=${vector.signature}`,
    })
  })

  test.each(cases)('$id is accepted: $note', (vector) => {
    const claim = {
      accessKeyId: vector.accessKeyId,
      signedHeaders: vector.signedHeaders,
      signature: vector.signature,
    }
    const request = withHeader(vector, 'x-sdk-date', vector.date)

    const verdict = verifyAkSk({
      claim,
      secretKey: vector.secretKey,
      request,
      nowMs: timeOf(vector.date),
    })

    expect(verdict).toEqual({
      ok: true,
      deviations: vector.deviations ?? [],
      bodySigned: vector.payloadHash !== 'UNSIGNED-PAYLOAD',
    })
  })
})

describe('what official signers do otherwise is accepted', () => {
  const claimed = (request: AkSkRequest, signature: string, signedHeaders = 'host;x-sdk-date') =>
    verifyAkSk({
      claim: { accessKeyId: pair.accessKeyId, signedHeaders, signature },
      secretKey: pair.secretKey,
      request: withHeader(request, 'x-sdk-date', '20250102T030405Z'),
      nowMs,
    })
  /** The signature of a signer that takes the given request for the canonical one. */
  const signatureFor = (request: AkSkRequest): string =>
    /Signature=(.*)$/.exec(signAkSk({ ...pair, request, timeMs: nowMs }).headers.authorization)?.[1] ?? ''
  const host = { host: 'mkt.example.com' }

  test.each([
    [
      'names in lower case',
      '/q?orderid=1&orderlineid=2',
      '/q?OrderId=1&orderLineId=2',
      'query_names_lower_case',
    ],
    ['a plus that means a blank', '/q?a=x%20y', '/q?a=x+y', 'query_plus_is_blank'],
  ])('%s in the query', (_, signedTarget, target, deviation) => {
    const signature = signatureFor({ ...order, headers: host, target: signedTarget })

    const verdict = claimed({ ...order, target }, signature)

    expect(verdict).toMatchObject({ ok: true, deviations: [deviation] })
  })

  test('dots and double slashes in the path, removed or not', () => {
    const asMeant = signatureFor({ ...order, headers: host, target: '/v1/items' })

    expect(claimed({ ...order, target: '/v1//x/.././items' }, asMeant)).toMatchObject({ ok: true })
  })

  test('Authorization without blanks, with more of them, or with capitals in the signature and the scheme', () => {
    const request = signed(order)
    const written = authorizationOf(request)

    for (const text of [
      written.replaceAll(', ', ','),
      written.replaceAll(', ', ' ,  '),
      written.replace(/[0-9a-f]{64}$/, (signature) => signature.toUpperCase()),
      written.replace('SDK-HMAC-SHA256', 'sdk-hmac-sha256'),
    ])
      expect(verified(withHeader(request, 'authorization', text))).toMatchObject({ ok: true })
  })

  test('a host that is not signed', () => {
    const request = signed({ ...order, headers: { 'content-type': 'application/json' } })

    expect(verified(withHeader(request, 'host', 'mkt.example.com'))).toMatchObject({ ok: true })
  })

  test('headers of one name as a list, and blanks around a value', () => {
    const request = signed({ ...order, headers: { ...headers, 'x-stage': ['a', 'b'] } })

    expect(verified(withHeader(request, 'x-stage', ' a, b '))).toMatchObject({ ok: true })
  })
})

describe('a request is refused for its own reason', () => {
  const request = signed(order)

  test.each<[string, AkSkRequest, string]>([
    ['no Authorization', withHeader(request, 'authorization', undefined), 'authorization_missing'],
    ['another scheme', withHeader(request, 'authorization', 'Bearer abc'), 'algorithm_unknown'],
    [
      'a part is missing',
      withHeader(request, 'authorization', 'SDK-HMAC-SHA256 Access=a, Signature=b'),
      'authorization_malformed',
    ],
    [
      'a short signature',
      withHeader(request, 'authorization', authorizationOf(request).slice(0, -1)),
      'signature_malformed',
    ],
    ['no date', withHeader(request, 'x-sdk-date', undefined), 'date_missing'],
    ['a date of another form', withHeader(request, 'x-sdk-date', '2025-01-02T03:04:05Z'), 'date_malformed'],
    ['a day that is none', withHeader(request, 'x-sdk-date', '20250230T030405Z'), 'date_malformed'],
    [
      'a date that is not signed',
      withHeader(request, 'authorization', authorizationOf(request).replace(';x-sdk-date', '')),
      'date_unsigned',
    ],
    [
      'a signed header that did not arrive',
      withHeader(request, 'content-type', undefined),
      'signed_header_missing',
    ],
    [
      'another value in the query',
      { ...request, target: request.target.replace('AUY4H', 'AUY4J') },
      'signature_differs',
    ],
    ['another value of a signed header', withHeader(request, 'host', 'mkt.example.org'), 'signature_differs'],
    ['another body', { ...request, body: '{}' }, 'signature_differs'],
    ['another method', { ...request, method: 'POST' }, 'signature_differs'],
    ['another date', withHeader(request, 'x-sdk-date', '20250102T030406Z'), 'signature_differs'],
  ])('%s', (_, wrong, code) => {
    expect(codeOf(verified(wrong))).toBe(code)
  })

  test.each([
    [15 * 60_000, 'accepted'],
    [15 * 60_000 + 1000, 'stale'],
    [-15 * 60_000, 'accepted'],
    [-15 * 60_000 - 1000, 'stale'],
  ])('a date that is %i ms from the receiver’s clock', (byMs, code) => {
    expect(codeOf(verified(request, nowMs + byMs))).toBe(code)
  })

  test('a hash that the client names has to be the body’s: else any body would pass under it', () => {
    const body = '{"a":1}'
    const hash = createHash('sha256').update(body).digest('hex')
    const named = signed({
      ...order,
      method: 'POST',
      body,
      headers: { ...headers, 'x-sdk-content-sha256': hash },
    })

    expect(verified(named)).toEqual({ ok: true, deviations: [], bodySigned: true })
    expect(codeOf(verified({ ...named, body: '{"a":2}' }))).toBe('body_hash_differs')
  })
})

describe('the mistake that a client made is named', () => {
  /** Signs `taken`, the client's wrong view of the request, and sends the real one. */
  const mistaken = (taken: Partial<AkSkRequest>, sent: AkSkRequest): AkSkVerdict => {
    const { headers: made } = signAkSk({ ...pair, request: { ...sent, ...taken }, timeMs: nowMs })
    return verified({ ...sent, headers: { ...sent.headers, ...made } })
  }
  const json = { ...order, method: 'POST', body: '{"b":1, "a":"中"}' }

  test.each<[string, Partial<AkSkRequest>, AkSkRequest]>([
    ['query_left_out', { target: '/order/query' }, order],
    ['host_without_port', { headers }, { ...order, headers: { ...headers, host: 'mkt.example.com:8443' } }],
    ['body_empty', { body: '' }, json],
    ['body_reserialised', { body: '{"b":1,"a":"中"}' }, json],
  ])('%s', (mistake, taken, sent) => {
    expect(mistaken(taken, sent)).toMatchObject({ ok: false, reason: { code: 'signature_differs', mistake } })
  })

  test.each<[string, (canonical: string) => string]>([
    ['path_without_slash', (canonical) => canonical.replace('/query/\n', '/query\n')],
    ['query_unsorted', (canonical) => canonical.replace('a=%C3%A9&b=1', 'b=1&a=%C3%A9')],
    ['query_unescaped', (canonical) => canonical.replace('%C3%A9', 'é')],
    ['method_lower_case', (canonical) => canonical.replace(/^GET/, 'get')],
  ])('%s', (mistake, write) => {
    const request = { ...order, target: '/order/query?b=1&a=%C3%A9' }
    const { canonicalRequest, headers: made } = signAkSk({ ...pair, request, timeMs: nowMs })
    const hash = createHash('sha256').update(write(canonicalRequest)).digest('hex')
    const signature = createHmac('sha256', pair.secretKey)
      .update(`SDK-HMAC-SHA256\n${made['x-sdk-date']}\n${hash}`)
      .digest('hex')
    const authorization = made.authorization.replace(/[0-9a-f]{64}$/, signature)

    const verdict = verified({ ...request, headers: { ...headers, ...made, authorization } })

    expect(verdict).toMatchObject({ ok: false, reason: { code: 'signature_differs', mistake } })
  })

  test('and where none is found, the canonical request of the receiver is there to compare', () => {
    const request = signed(order)
    const read = readAkSk(authorizationOf(request))
    if (!read.ok) throw new Error('It was not read.')

    const verdict = verifyAkSk({ claim: read.claim, secretKey: 'another', request, nowMs })

    expect(verdict).toEqual({
      ok: false,
      reason: {
        code: 'signature_differs',
        canonicalRequest: signAkSk({ ...pair, request: order, timeMs: nowMs }).canonicalRequest,
      },
    })
  })
})

const letters = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019')), minLength: 1, maxLength: 12 })
const requests = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    segments: fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 4 }),
    query: fc.array(
      fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })),
      { maxLength: 5 },
    ),
    body: fc.uint8Array(),
    stage: letters,
  })
  .map(({ method, segments, query, body, stage }): AkSkRequest => {
    const path = segments.map((segment) => `/${encodeURIComponent(segment)}`).join('') || '/'
    const pairs = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
    return {
      method,
      target: pairs ? `${path}?${pairs}` : path,
      headers: { ...headers, 'x-stage': stage },
      body,
    }
  })

test('any request: what was signed is accepted by the rule, and by no other secret', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const sent = signed(request)
      const read = readAkSk(authorizationOf(sent))

      expect(verified(sent)).toEqual({ ok: true, deviations: [], bodySigned: true })
      if (!read.ok) throw new Error('It was not read.')
      expect(verifyAkSk({ claim: read.claim, secretKey: 'another', request: sent, nowMs }).ok).toBe(false)
    }),
  )
})

const next = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) ^ 1)
/** The text with one letter or digit replaced, so that its meaning changes too. */
function flipped(text: string, at: number): string {
  const places = [...text].flatMap((letter, i) => (/[b-yB-Y1-8]/.test(letter) ? [i] : []))
  const place = places[at % places.length]
  if (place === undefined) return text
  return text.slice(0, place) + next(text.charAt(place)) + text.slice(place + 1)
}

test('any request: one that is changed in one place on its way is refused', () => {
  const targets = fc.tuple(letters, letters, letters).map(([a, b, c]) => `/v1/${a}?${b}=1&${c}=2`)
  const places = fc.constantFrom('target', 'body', 'host', 'x-stage', 'x-sdk-date', 'authorization')
  fc.assert(
    fc.property(requests, targets, places, fc.nat(500), (request, target, place, at) => {
      const body = Buffer.from(`{"n":${at}}`)
      const sent = signed({ ...request, target, body })
      const wrong =
        place === 'target'
          ? { ...sent, target: flipped(target, at) }
          : place === 'body'
            ? { ...sent, body: body.map((byte, i) => (i === at % body.length ? byte ^ 1 : byte)) }
            : place === 'authorization'
              ? withHeader(
                  sent,
                  place,
                  authorizationOf(sent).replace(/[0-9a-f]{64}$/, (hex) => flipped(hex, at)),
                )
              : withHeader(sent, place, flipped(sent.headers[place] as string, at))

      const isSame = JSON.stringify(wrong) === JSON.stringify(sent)
      expect(verified(wrong).ok).toBe(isSame)
    }),
    { numRuns: 500 },
  )
})
