// A seller's server for SaaS V2.0 in plain Node.js, written from docs/spec/saas-v2.md.
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'

const { ACCESS_KEY: accessKey, PORT: port } = process.env

/** The instances by their id, and the id of each order line. */
const instances = new Map()
const idOfLine = new Map()

const hmac = (data) => createHmac('sha256', accessKey).update(data).digest('hex')

/** saas-v2 §2.2 */
function isProven(query, body) {
  const signature = query.get('signature') ?? ''
  const timestamp = query.get('timestamp') ?? ''
  const nonce = query.get('nonce') ?? ''
  if (!/^\d{13}$/.test(timestamp) || nonce === '') return false
  if (Math.abs(Date.now() - Number(timestamp)) > 60_000) return false
  return signature.toLowerCase() === hmac(accessKey + nonce + timestamp + hmac(body))
}

const success = { resultCode: '000000', resultMsg: 'success.' }

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

function findInstance(instanceId) {
  const instance = instances.get(instanceId)
  if (!instance || instance.status === 'RELEASED')
    throw new Refusal('000003', `There is no instance ${instanceId}.`)
  return instance
}

const activities = {
  newInstance(request) {
    need(request, 'orderId', 'orderLineId', 'businessId')
    const line = JSON.stringify([request.orderId, request.orderLineId])
    if (!idOfLine.has(line)) {
      idOfLine.set(line, request.businessId)
      instances.set(request.businessId, { status: 'RUNNING', orders: [request.orderId] })
    }
    return { ...success, instanceId: idOfLine.get(line) }
  },

  queryInstance(request) {
    need(request, 'instanceId')
    const ids = request.instanceId.split(',')
    if (ids.length > 100) throw new Refusal('000002', 'More than 100 instances were asked for.')
    const info = ids.map((instanceId) => {
      findInstance(instanceId)
      const appInfo = { frontEndUrl: `https://app.example.com/${encodeURIComponent(instanceId)}` }
      return { instanceId, appInfo }
    })
    return { ...success, info }
  },

  refreshInstance(request) {
    need(request, 'scene', 'orderId', 'orderLineId', 'instanceId', 'expireTime')
    const scenes = ['TRIAL_TO_FORMAL', 'RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD', 'RENEWAL_CHANGE']
    if (!scenes.includes(request.scene)) throw new Refusal('000002', 'scene is not known.')
    if (!/^\d{14}(\d{3})?$/.test(request.expireTime)) throw new Refusal('000002', 'expireTime is no time.')
    findInstance(request.instanceId).expireTime = request.expireTime
    return success
  },

  updateInstanceStatus(request) {
    need(request, 'instanceId', 'status')
    if (!['FREEZE', 'UNFREEZE'].includes(request.status)) throw new Refusal('000002', 'status is not known.')
    findInstance(request.instanceId).status = request.status === 'FREEZE' ? 'FROZEN' : 'RUNNING'
    return success
  },

  releaseInstance(request) {
    need(request, 'instanceId')
    const instance = instances.get(request.instanceId)
    if (!instance) throw new Refusal('000003', `There is no instance ${request.instanceId}.`)
    instance.status = 'RELEASED'
    return success
  },

  upgradeInstance(request) {
    need(request, 'instanceId', 'orderId', 'orderLineId')
    const { orders } = findInstance(request.instanceId)
    if (!orders.includes(request.orderId)) orders.push(request.orderId)
    return success
  },

  changeInstanceCheck(request) {
    need(request, 'instanceId')
    findInstance(request.instanceId)
    if (typeof request.productInfo !== 'object') throw new Refusal('000002', 'productInfo is missing.')
    need(request.productInfo, 'productId', 'skuCode', 'productName')
    return success
  },
}

function answer(query, body) {
  if (!isProven(query, body)) throw new Refusal('000001', 'The request is not signed with our key.')
  const request = JSON.parse(body)
  if (!Object.hasOwn(activities, request.activity)) throw new Refusal('000002', 'activity is not known.')
  return activities[request.activity](request)
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
