// A seller's server for SaaS access protocol V2.0 and for order notification, of nothing but what Node.js 20 brings.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { createServer } from 'node:http'

const { ACCESS_KEY, NOTIFY_KEY = ACCESS_KEY, PORT = '8091', STORE = 'instances.jsonl' } = process.env
const openingMs = Number(process.env.OPENING_MS ?? 2000)
if (!ACCESS_KEY) throw new Error('Set ACCESS_KEY to the key that the marketplace shows for this address.')

// --- What was sold: one JSON text a line. A line is on the disk before it is answered, so a crash forgets nothing.

const instances = new Map()
const idsByOrderLine = new Map()
const notified = new Set()
const keyOf = ({ orderId, orderLineId }) => JSON.stringify([orderId, orderLineId])

function apply(line) {
  if (line.notified) notified.add(line.notified)
  if (line.instanceId) instances.set(line.instanceId, { ...instances.get(line.instanceId), ...line })
  if (line.orderLine) idsByOrderLine.set(line.orderLine, line.instanceId)
}

function keep(line) {
  appendFileSync(STORE, `${JSON.stringify(line)}\n`, { flush: true })
  apply(line)
}

if (existsSync(STORE)) {
  const bytes = readFileSync(STORE)
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
  // Half a line was never answered. Left there, the next one would be written behind it and could not be read.
  if (whole.length < bytes.length) truncateSync(STORE, whole.length)
  for (const line of whole.toString('utf8').split('\n').slice(0, -1)) apply(JSON.parse(line))
}

// --- The activities: what members each demands, and what it does.

const isText = (most) => (value) => typeof value === 'string' && value !== '' && value.length <= most
const isOneOf = (values) => (value) => values.includes(value)
const optional = (check) => (value) => [undefined, null, ''].includes(value) || check(value)
const id = isText(64)
const orderLine = { orderId: id, orderLineId: id }
const testFlag = optional(isOneOf(['0', '1']))
// Some senders put the object into the body as JSON text.
const productOf = (value) => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value
  } catch {
    return undefined
  }
}
const isProduct = (value) => {
  const product = productOf(value)
  return (
    [product?.productId, product?.skuCode, product?.productName].every(id) &&
    optional(Number.isInteger)(product.linearValue)
  )
}
const splitIds = (text) => text.split(',').map((one) => one.trim())
const hasIds = (value) =>
  typeof value === 'string' && splitIds(value).every(id) && splitIds(value).length <= 100
const dateOf = (digits) => digits.replace(/^(....)(..)(..)(..)(..)(..)(...)?$/, '$1-$2-$3T$4:$5:$6Z')
// The day is read back, since 31 February would be carried over into March.
const isDay = (digits) =>
  !Number.isNaN(Date.parse(dateOf(digits))) &&
  new Date(dateOf(digits)).toISOString().replaceAll('-', '').startsWith(digits.slice(0, 8))
const isExpiry = (value) => typeof value === 'string' && /^\d{14}(\d{3})?$/.test(value) && isDay(value)
const scenes = ['TRIAL_TO_FORMAL', 'RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD', 'RENEWAL_CHANGE']

const saas = {
  newInstance: { members: { ...orderLine, businessId: id, testFlag }, run: newInstance },
  queryInstance: { members: { instanceId: hasIds, testFlag }, run: queryInstance },
  refreshInstance: {
    members: {
      ...orderLine,
      instanceId: id,
      scene: isOneOf(scenes),
      expireTime: isExpiry,
      productId: optional(id),
      testFlag,
    },
    run: (asked) => change(asked, () => ({ expireTime: asked.expireTime })),
  },
  updateInstanceStatus: {
    members: { instanceId: id, status: isOneOf(['FREEZE', 'UNFREEZE']), testFlag },
    run: (asked) => change(asked, () => ({ state: asked.status === 'FREEZE' ? 'frozen' : 'open' })),
  },
  releaseInstance: {
    members: { instanceId: id, orderId: optional(id), orderLineId: optional(id), testFlag },
    run: releaseInstance,
  },
  upgradeInstance: {
    members: { ...orderLine, instanceId: id, testFlag },
    // The same order comes again when our answer was lost: it upgrades once.
    run: (asked) =>
      change(asked, ({ upgrades }) => ({ upgrades: [...new Set([...upgrades, asked.orderId])] })),
  },
  changeInstanceCheck: {
    members: { instanceId: id, productInfo: isProduct, testFlag },
    run: (asked) => change(asked, () => ({})),
  },
}
const notifications = {
  // A missing testFlag is 0: the table has it as mandatory and with a default at once.
  orderNotify: { members: { ...orderLine, testFlag }, run: orderNotify },
}
// Each interface type has a key of its own, and so an address of its own here.
const addresses = {
  '/saas': { key: ACCESS_KEY, activities: saas },
  '/notify': { key: NOTIFY_KEY, activities: notifications },
}

const succeeded = { resultCode: '000000', resultMsg: 'success.' }
const refused = (resultCode, resultMsg) => ({ resultCode, resultMsg })
const unknownInstance = refused('000003', 'This instance does not exist here.')
const isReady = (instance) => instance.readyAtMs <= Date.now()
// The debugging console invents instances: with testFlag 1 any of them will do.
const find = ({ testFlag }, instanceId) =>
  instances.get(instanceId) ??
  (testFlag === '1'
    ? { instanceId, state: 'open', readyAtMs: 0, upgrades: [], password: 'for-tests' }
    : undefined)

/** Never told apart by businessId, which is new in each call: the same order line has the same instance. */
function newInstance(asked) {
  const orderLine = keyOf(asked)
  if (!idsByOrderLine.has(orderLine)) {
    // What was bought is learnt from the order query of the open API, by orderId and orderLineId. The work of opening
    // goes on behind this answer, which must not wait for it.
    keep({
      instanceId: asked.businessId,
      orderLine,
      state: 'open',
      readyAtMs: Date.now() + openingMs,
      upgrades: [],
      password: randomBytes(9).toString('base64url'),
      isTest: asked.testFlag === '1',
    })
  }
  const instance = instances.get(idsByOrderLine.get(orderLine))
  const { instanceId } = instance
  return isReady(instance)
    ? { ...succeeded, instanceId }
    : { ...refused('000004', 'The instance is being opened.'), instanceId }
}

/** Asked until it tells of the instance, and each time a buyer looks at it. */
function queryInstance(asked) {
  const known = splitIds(asked.instanceId)
    .map((instanceId) => find(asked, instanceId))
    .filter((instance) => instance && instance.state !== 'released')
  if (known.length === 0) return unknownInstance
  const info = known.filter(isReady).map(({ instanceId, password }) => {
    const frontEndUrl = `https://app.example.com/${encodeURIComponent(instanceId)}`
    return {
      instanceId,
      appInfo: { frontEndUrl, adminUrl: `${frontEndUrl}/admin`, userName: 'admin', password },
    }
  })
  return { ...succeeded, info }
}

function change(asked, decide) {
  const instance = find(asked, asked.instanceId)
  if (!instance || instance.state === 'released') return unknownInstance
  if (instances.has(instance.instanceId)) keep({ instanceId: instance.instanceId, ...decide(instance) })
  return succeeded
}

/** A release that comes again has nothing left to do, and succeeds. */
function releaseInstance(asked) {
  const released = instances.get(asked.instanceId)?.state === 'released'
  return released ? succeeded : change(asked, () => ({ state: 'released' }))
}

function orderNotify(asked) {
  const orderLine = keyOf(asked)
  // What is new is asked of the order query, behind this answer.
  if (!notified.has(orderLine)) keep({ notified: orderLine })
  return succeeded
}

// --- The proof: over the bytes as they came, before anything is parsed.

const hmac = (key, data, encoding) => createHmac('sha256', key).update(data).digest(encoding)
const windowMs = 60_000
const nonces = new Map()

function faultOf(key, query, body) {
  const [signature, timestamp, nonce] = ['signature', 'timestamp', 'nonce'].map((name) => query.get(name))
  if (!signature) return refused('000001', 'The signature is missing.')
  if (!timestamp || !nonce) return refused('000002', 'The timestamp or the nonce is missing.')
  if (!/^\d{13}$/.test(timestamp)) return refused('000002', 'The timestamp is not in milliseconds.')
  const now = Date.now()
  if (Math.abs(now - Number(timestamp)) > windowMs) return refused('000002', 'The timestamp is stale.')
  const expected = Buffer.from(hmac(key, key + nonce + timestamp + hmac(key, body, 'hex'), 'hex'))
  const given = Buffer.from(signature.toLowerCase())
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return refused('000001', 'The signature is wrong.')
  for (const [seen, untilMs] of nonces) if (untilMs < now) nonces.delete(seen)
  if (nonces.has(nonce)) return refused('000002', 'The nonce was used before.')
  nonces.set(nonce, now + 2 * windowMs)
  return undefined
}

function answer({ key, activities }, query, body) {
  const fault = faultOf(key, query, body)
  if (fault) return fault
  let asked
  try {
    asked = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return refused('000002', 'The body is not JSON.')
  }
  if (typeof asked?.activity !== 'string' || !Object.hasOwn(activities, asked.activity))
    return refused('000002', 'There is no such activity here.')
  const { members, run } = activities[asked.activity]
  const faulty = Object.keys(members).find((name) => !members[name](asked[name]))
  return faulty ? refused('000002', `The member ${faulty} is missing or not valid.`) : run(asked)
}

// --- The transport: whatever the answer is, it is JSON, signed over the bytes sent, with status 200.

const limitBytes = 1024 * 1024

function answerSafely(address, query, body) {
  try {
    return answer(address, query, body)
  } catch (error) {
    console.error(error)
    return refused('000005', 'Something broke here.')
  }
}

async function serve(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://seller.invalid')
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length <= limitBytes) chunks.push(chunk)
  }
  const address = addresses[pathname] ?? addresses['/saas']
  const reply =
    request.method !== 'POST' || length > limitBytes
      ? refused('000002', 'A POST of at most 1 MB is expected.')
      : answerSafely(address, searchParams, Buffer.concat(chunks))
  const bytes = Buffer.from(JSON.stringify(reply))
  response.writeHead(200, {
    'Content-Type': 'application/json;charset=utf-8',
    'Content-Length': bytes.length,
    'Body-Sign': `sign_type="HMAC-SHA256", signature="${hmac(address.key, bytes, 'base64')}"`,
  })
  response.end(bytes)
}

const server = createServer((request, response) => {
  // A caller that is gone before its request is whole needs no answer.
  serve(request, response).catch(() => response.destroy())
})
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on port ${server.address().port}`))
