import { expect } from 'vitest'
import type { Lookup } from '../connector.ts'
import {
  askUrl,
  askInsteadOfTls,
  askOnKept,
  askForBytesAndEnd,
  askSecureServer,
  askServer,
} from './asking.ts'
import type { Ask, FaultCase, FaultCases } from './asking.ts'
import { openFullQueue } from './full-queue.ts'
import { answerWith, writeSlowly, failToResolve, formatReply, resolveTo } from './servers.ts'
import type { CertificateName, Serve } from './servers.ts'

const short = { timeLimitMs: 300 }
const timedOut = (
  phase: FaultCase<'timed_out'>[2]['phase'],
  server: string,
  ask: Ask,
): FaultCase<'timed_out'> => [server, ask, { phase, ms: short.timeLimitMs }]
const createNamed = (lookup: Lookup, more: { allow?: string[]; timeLimitMs?: number } = {}): Ask =>
  askUrl('https://saas.test/', { lookup, ...more })
const showing = (certificate: CertificateName): Ask => askSecureServer({ certificate })
const whole = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n'

const takesNothing: Ask = async (world) => {
  const full = await openFullQueue()
  const sent = await askUrl(`https://saas.test:${full.port}/`, short)(world)
  await full.close()
  return sent
}
const isGone: Ask = async (world) => {
  const { port, close } = await world.plain(() => undefined)
  close()
  return askUrl(`https://saas.test:${port}/`)(world)
}
const endsUs: Ask = (world) => {
  const ending = new AbortController()
  const serve: Serve = (socket) => void socket.once('data', () => ending.abort())
  return askServer(serve, { stopping: ending.signal })(world)
}
/** Answers the first request, and resets the connection at every other request. */
const answersOnce: Serve = (socket, nth) => {
  let requests = 0
  socket.on('data', () => {
    requests += 1
    if (nth === 1 && requests === 1) socket.write(formatReply(200, '{}'))
    else socket.resetAndDestroy()
  })
}

/** Servers that cannot be reached, are too slow, or are not safe. */
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
      createNamed(() => undefined, short),
    ),
    timedOut('connect', 'takes no connection', takesNothing),
    timedOut(
      'tls',
      'never shakes hands',
      askInsteadOfTls(() => undefined, short),
    ),
    timedOut(
      'headers',
      'takes the request and is silent',
      askServer(() => undefined, short),
    ),
    timedOut(
      'headers',
      'drips its head',
      askServer(
        answerWith('HTTP/1.1 200 O', (socket) => writeSlowly(socket, 'K')),
        short,
      ),
    ),
    timedOut(
      'body',
      'drips its body',
      askServer(
        answerWith(whole, (socket) => writeSlowly(socket, ' ')),
        short,
      ),
    ),
  ],
  connection_refused: [['is not there', isGone, {}]],
  connection_reset: [
    ['closes without a reply', askForBytesAndEnd(''), {}],
    [
      'resets without a reply',
      askServer((socket) => void socket.once('data', () => socket.resetAndDestroy())),
      {},
    ],
    ['resets what was kept, and what replaces it', askOnKept(answersOnce), {}],
  ],
  host_unreachable: [
    // TCP has no route to a multicast address: the system refuses at once and sends nothing.
    [
      'has an address that no way leads to',
      createNamed(resolveTo('224.0.0.1'), { allow: ['224.0.0.0/4'] }),
      { reason: expect.stringMatching(/^(ENETUNREACH|EHOSTUNREACH|EAFNOSUPPORT)$/) as unknown as string },
    ],
  ],
  connection_failed: [
    [
      'is asked while this machine can open no files',
      createNamed(failToResolve('EMFILE')),
      { reason: 'EMFILE' },
    ],
  ],
  dns_not_found: [
    ['has a name that nobody knows', createNamed(failToResolve('ENOTFOUND')), { host: 'saas.test' }],
    ['has a name without addresses', createNamed(resolveTo()), { host: 'saas.test' }],
  ],
  dns_failed: [
    [
      'has name servers that fail',
      createNamed(failToResolve('EAI_AGAIN')),
      { host: 'saas.test', reason: 'EAI_AGAIN' },
    ],
  ],
  tls_missing: [
    ['speaks HTTP', askInsteadOfTls(answerWith('HTTP/1.1 400 Bad Request\r\n\r\n')), {}],
    ['speaks another protocol', askInsteadOfTls((socket) => socket.write('SSH-2.0-Test\r\n')), {}],
  ],
  tls_too_old: [
    [
      'knows TLS 1.1',
      askSecureServer({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }),
      {},
    ],
  ],
  tls_broken_off: [
    [
      'closes instead of shaking hands',
      askInsteadOfTls((socket) => void socket.once('data', () => socket.end())),
      {},
    ],
    [
      'resets instead of shaking hands',
      askInsteadOfTls((socket) => void socket.once('data', () => socket.resetAndDestroy())),
      {},
    ],
  ],
  tls_failed: [
    // A TLS alert on the wire: fatal, unrecognized_name.
    [
      'does not know its own name',
      askInsteadOfTls(answerWith(Buffer.from('15030300020270', 'hex'))),
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
  address_forbidden: [['is in our own network', createNamed(resolveTo('10.0.0.1')), { address: '10.0.0.1' }]],
  plain_http: [['is public and not encrypted', askUrl('http://saas.test/'), { host: 'saas.test' }]],
  interrupted: [['is asked as this process ends', endsUs, {}]],
}
