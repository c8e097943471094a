// A seller's server for the callbacks about authorisation codes in plain Node.js, written from docs/spec/license.md.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

const { ACCESS_KEY: accessKey, PORT: port, LICENSES: codes = '' } = process.env

/** The codes that our software has activated, and what we were told of them. */
const licenses = new Map(codes.split(',').map((code) => [code, { status: 'ALIVE' }]))

const hmac = (data) => createHmac('sha256', accessKey).update(data).digest('hex')

/** saas-v2 §2.2 */
function isProven(query, body) {
  const timestamp = query.get('timestamp') ?? ''
  const nonce = query.get('nonce') ?? ''
  if (!/^\d{13}$/.test(timestamp) || nonce === '') return false
  if (Math.abs(Date.now() - Number(timestamp)) > 60_000) return false
  const expected = hmac(accessKey + nonce + timestamp + hmac(body))
  return query.get('signature')?.toLowerCase() === expected
}

class Refusal extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}

function need(request, ...names) {
  for (const name of names)
    if (typeof request[name] !== 'string' || request[name] === '')
      throw new Refusal('000002', `${name} is missing.`)
}

function findLicense(code) {
  const license = licenses.get(code)
  if (!license || license.status === 'RELEASED') throw new Refusal('000003', 'There is no such license.')
  return license
}

const activities = {
  refreshLicenseCode(request) {
    need(request, 'license', 'scene', 'orderId', 'orderLineId', 'expireTime')
    if (!/^\d{14}(\d{3})?$/.test(request.expireTime)) throw new Refusal('000002', 'expireTime is no time.')
    findLicense(request.license).expireTime = request.expireTime
  },

  updateLicenseCodeStatus(request) {
    need(request, 'license', 'status')
    if (!['FREEZE', 'UNFREEZE'].includes(request.status)) throw new Refusal('000002', 'status is not known.')
    findLicense(request.license).status = request.status === 'FREEZE' ? 'FROZEN' : 'ALIVE'
  },

  releaseLicenseCode(request) {
    need(request, 'license')
    const license = licenses.get(request.license)
    if (!license) throw new Refusal('000003', 'There is no such license.')
    license.status = 'RELEASED'
  },
}

function answer(query, body) {
  if (!isProven(query, body)) throw new Refusal('000001', 'The request is not signed with our key.')
  const request = JSON.parse(body)
  if (!Object.hasOwn(activities, request.activity)) throw new Refusal('000002', 'activity is not known.')
  activities[request.activity](request)
  return { resultCode: '000000', resultMsg: 'success.' }
}

function reply(url, body) {
  try {
    return answer(new URL(url, 'http://localhost').searchParams, body)
  } catch (error) {
    const resultCode = error instanceof Refusal ? error.code : '000005'
    return { resultCode, resultMsg: error.message }
  }
}

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(reply(request.url, Buffer.concat(chunks))))
  })
})

server.listen(Number(port), '127.0.0.1')
