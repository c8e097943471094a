import { expect, test } from 'vitest'
import { detectProtocol } from './detect.ts'
import type { SeenRequest } from './exchange.ts'

const post = (target: string, body: object): SeenRequest => ({
  method: 'POST',
  target,
  headers: [],
  body: Buffer.from(JSON.stringify(body)),
})
const get = (target: string): SeenRequest => ({ method: 'GET', target, headers: [], body: Buffer.alloc(0) })
const stamped = '/x?signature=s&timestamp=1&nonce=n'

test.each<[SeenRequest, string | undefined]>([
  [post(stamped, { activity: 'queryInstance' }), 'saas-v2'],
  // Online activation has it too; SaaS is the usual one.
  [post(stamped, { activity: 'newInstance' }), 'saas-v2'],
  [post(stamped, { activity: 'getLicenseAsync' }), 'license-online'],
  [post(stamped, { activity: 'updateLicenseCodeStatus' }), 'license-code'],
  [post(stamped, { activity: 'orderNotify' }), 'order-notification'],
  [post(stamped, { activity: 'somethingElse' }), 'saas-v2'],
  [post(stamped, {}), 'saas-v2'],
  [get('/x?activity=refreshLicense&authToken=t'), 'license-v1'],
  [get('/x?activity=newInstance'), 'saas-v1'],
  [get('/x?authToken=t'), 'saas-v1'],
  [post('/api/mkp-openapi-public/global/v1/license/activate', { license: 'L' }), 'ak-sk'],
  [post('/behind/a/proxy/license/heartbeat', { license: 'L' }), 'ak-sk'],
  [get('/license/of/somebody'), undefined],
])('%o', (request, protocol) => {
  expect(detectProtocol({ request })).toBe(protocol)
})
