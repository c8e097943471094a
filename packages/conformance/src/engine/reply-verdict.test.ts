import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { CannotReach } from './gate.ts'
import { judgeSilence } from './reply-verdict.ts'
import { createTransport } from './transport.ts'

const url = 'https://seller.example/saas'

test.each([
  ['CERT_HAS_EXPIRED', 'certificate_expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate_self_signed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate_untrusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate_wrong_host'],
  ['ENOTFOUND', 'dns_not_found'],
  ['EAI_AGAIN', 'dns_failed'],
  ['ECONNREFUSED', 'connection_refused'],
  ['ECONNRESET', 'connection_reset'],
  ['EHOSTUNREACH', 'host_unreachable'],
  ['HPE_INVALID_CONSTANT', 'not_http'],
  ['EMFILE', 'connection_failed'],
])('a request that failed with %s is told as the marketplace tells it: %s', (reason, code) => {
  expect(judgeSilence({ code: 'failed', reason }, url, 1).code).toBe(code)
})

test('a certificate for another host is told with the names that it is for', () => {
  const message = new CannotReach(url, 'ERR_TLS_CERT_ALTNAME_INVALID', 'other.example').message

  expect(message).toContain('is for other.example, not for seller.example')
})

test('an address with https where no TLS is spoken is told so', async () => {
  const server = createServer((_, response) => void response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}/saas`
  const transport = createTransport()
  const asked = { method: 'GET', url: address, headers: {}, body: new Uint8Array() }

  const { noReply } = await transport.send(asked, 2_000, new AbortController().signal)
  transport.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))

  expect(noReply && judgeSilence(noReply, address, 2_000).code).toBe('tls_missing')
})
