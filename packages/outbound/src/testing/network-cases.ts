import { expect } from 'vitest'
import type { Lookup } from '../connector.ts'
import { asking, insteadOfTls, onKept, rawEnd, secure, served } from './asking.ts'
import type { Ask, FaultCase, FaultCases } from './asking.ts'
import { openFullQueue } from './full-queue.ts'
import { answer, drip, failing, http, resolving } from './servers.ts'
import type { CertificateName, Serve } from './servers.ts'

const short = { timeLimitMs: 300 }
const timedOut = (
  phase: FaultCase<'timed_out'>[2]['phase'],
  server: string,
  ask: Ask,
): FaultCase<'timed_out'> => [server, ask, { phase, ms: short.timeLimitMs }]
const named = (lookup: Lookup, more: { allow?: string[]; timeLimitMs?: number } = {}): Ask =>
  asking('https://saas.test/', { lookup, ...more })
const showing = (certificate: CertificateName): Ask => secure({ certificate })
const whole = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n'

const takesNothing: Ask = async (world) => {
  const full = await openFullQueue()
  const sent = await asking(`https://saas.test:${full.port}/`, short)(world)
  await full.close()
  return sent
}
const isGone: Ask = async (world) => {
  const { port, close } = await world.plain(() => undefined)
  close()
  return asking(`https://saas.test:${port}/`)(world)
}
const endsUs: Ask = (world) => {
  const ending = new AbortController()
  const serve: Serve = (socket) => void socket.once('data', () => ending.abort())
  return served(serve, { stopping: ending.signal })(world)
}
/** Answers the first request and resets the connection at every other. */
const answersOnce: Serve = (socket, nth) => {
  let requests = 0
  socket.on('data', () => {
    requests += 1
    if (nth === 1 && requests === 1) socket.write(http(200, '{}'))
    else socket.resetAndDestroy()
  })
}

/** Servers that cannot be reached, or not in time, or not safely. */
export const networkCases: FaultCases<
  | 'timed_out'
  | 'connection_refused'
  | 'connection_reset'
  | 'host_unreachable'
  | 'connection_failed'
  | 'dns_not_found'
  | 'dns_failed'
  | 'tls_missing'
  | 'tls_too_old'
  | 'tls_broken_off'
  | 'tls_failed'
  | 'certificate_expired'
  | 'certificate_not_yet_valid'
  | 'certificate_self_signed'
  | 'certificate_untrusted'
  | 'certificate_wrong_host'
  | 'address_forbidden'
  | 'plain_http'
  | 'interrupted'
> = {
  timed_out: [
    timedOut(
      'lookup',
      'has silent name servers',
      named(() => undefined, short),
    ),
    timedOut('connect', 'takes no connection', takesNothing),
    timedOut(
      'tls',
      'never shakes hands',
      insteadOfTls(() => undefined, short),
    ),
    timedOut(
      'headers',
      'takes the request and is silent',
      served(() => undefined, short),
    ),
    timedOut(
      'headers',
      'drips its head',
      served(
        answer('HTTP/1.1 200 O', (socket) => drip(socket, 'K')),
        short,
      ),
    ),
    timedOut(
      'body',
      'drips its body',
      served(
        answer(whole, (socket) => drip(socket, ' ')),
        short,
      ),
    ),
  ],
  connection_refused: [['is not there', isGone, {}]],
  connection_reset: [
    ['closes without a reply', rawEnd(''), {}],
    [
      'resets without a reply',
      served((socket) => void socket.once('data', () => socket.resetAndDestroy())),
      {},
    ],
    ['resets what was kept, and what replaces it', onKept(answersOnce), {}],
  ],
  host_unreachable: [
    // TCP has no way to a multicast address: the system refuses at once and sends nothing.
    [
      'has an address that no way leads to',
      named(resolving('224.0.0.1'), { allow: ['224.0.0.0/4'] }),
      { reason: expect.stringMatching(/^(ENETUNREACH|EHOSTUNREACH|EAFNOSUPPORT)$/) as unknown as string },
    ],
  ],
  connection_failed: [
    ['is asked while this machine can open no files', named(failing('EMFILE')), { reason: 'EMFILE' }],
  ],
  dns_not_found: [
    ['has a name that nobody knows', named(failing('ENOTFOUND')), { host: 'saas.test' }],
    ['has a name without addresses', named(resolving()), { host: 'saas.test' }],
  ],
  dns_failed: [
    ['has name servers that fail', named(failing('EAI_AGAIN')), { host: 'saas.test', reason: 'EAI_AGAIN' }],
  ],
  tls_missing: [
    ['speaks HTTP', insteadOfTls(answer('HTTP/1.1 400 Bad Request\r\n\r\n')), {}],
    ['speaks another protocol', insteadOfTls((socket) => socket.write('SSH-2.0-Test\r\n')), {}],
  ],
  tls_too_old: [
    [
      'knows TLS 1.1',
      secure({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
      {},
    ],
  ],
  tls_broken_off: [
    [
      'closes instead of shaking hands',
      insteadOfTls((socket) => void socket.once('data', () => socket.end())),
      {},
    ],
    [
      'resets instead of shaking hands',
      insteadOfTls((socket) => void socket.once('data', () => socket.resetAndDestroy())),
      {},
    ],
  ],
  tls_failed: [
    // A TLS alert as it comes over the wire: fatal, unrecognized_name.
    [
      'does not know its own name',
      insteadOfTls(answer(Buffer.from('15030300020270', 'hex'))),
      { reason: 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME' },
    ],
  ],
  certificate_expired: [['shows an old certificate', showing('expired'), {}]],
  certificate_not_yet_valid: [['shows a certificate of the future', showing('early'), {}]],
  certificate_self_signed: [['signed its own certificate', showing('self-signed'), {}]],
  certificate_untrusted: [['has a certificate of nobody we know', showing('unknown'), {}]],
  certificate_wrong_host: [
    ['shows the certificate of another', showing('elsewhere'), { host: 'saas.test', names: 'other.test' }],
  ],
  address_forbidden: [['is in our own network', named(resolving('10.0.0.1')), { address: '10.0.0.1' }]],
  plain_http: [['is public and not encrypted', asking('http://saas.test/'), { host: 'saas.test' }]],
  interrupted: [['is asked as this process ends', endsUs, {}]],
}
