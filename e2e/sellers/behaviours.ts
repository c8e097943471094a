import type { ServerResponse } from 'node:http'

/** All behaviours with which the faulty seller may meet a request. */
export const behaviours = [
  // Honest behaviours; the last one takes nearly the whole time limit.
  'ok',
  'pending',
  'refusal',
  'near_limit',
  // The instance is made, but the answer does not arrive.
  'hang',
  'reset_before_reply',
  'reset_mid_body',
  // The instance is made, but the answer does not follow the protocol.
  'wrong_json',
  'html',
  'slow_drip',
  'no_instance_id',
  'wrong_content_type',
  'redirect',
  'huge_body',
  'unknown_code',
  // Nothing is made.
  'status_500',
  'status_503',
] as const
export type Behaviour = (typeof behaviours)[number]

/** Whether the seller does what was requested and says so. */
export const isHonest = (behaviour: Behaviour): boolean => behaviour === 'ok' || behaviour === 'near_limit'
/** Whether a `newInstance` with this behaviour leaves an instance at the seller. */
export const isMakingInstance = (behaviour: Behaviour): boolean =>
  !(['refusal', 'status_500', 'status_503'] as Behaviour[]).includes(behaviour)

/** Whether the answer contains an instance's id that a reader can read completely. */
export const isTellingId = (behaviour: Behaviour): boolean =>
  (
    [
      'ok',
      'pending',
      'near_limit',
      'unknown_code',
      'slow_drip',
      'wrong_content_type',
      'redirect',
      'huge_body',
    ] as Behaviour[]
  ).includes(behaviour)

/** How the connection ended: `taken` if it took all bytes of the answer. */
export type Ended = { readonly taken: boolean }

type Answer = {
  readonly status?: number
  readonly type?: string
  readonly body: string
  readonly location?: string
}

const json = 'application/json;charset=utf-8'
const dripMs = 200
/** Of the 700 ms time limit of a call in the crash test: in time unless the machine is busy. */
const nearLimitMs = 550
/** More than the limit for a reply. */
const hugeBytes = 1_200_000
const welcome = '<!doctype html><title>Welcome</title><p>It works!'

/** Sends the reply that this behaviour makes from `reply`, an honest one. Resolves when the connection has ended. */
export function answerAs(
  behaviour: Behaviour,
  response: ServerResponse,
  reply: Readonly<Record<string, unknown>>,
): Promise<Ended> {
  const body = JSON.stringify(reply)
  switch (behaviour) {
    case 'ok':
    case 'pending':
    case 'refusal':
    case 'unknown_code':
      return send(response, { body })
    case 'near_limit':
      return sendLate(response, { body })
    case 'hang':
      return untilClosed(response)
    case 'reset_before_reply':
      response.socket?.resetAndDestroy()
      return Promise.resolve({ taken: false })
    case 'reset_mid_body':
      return resetMidBody(response, body)
    case 'wrong_json':
      return send(response, { body: body.slice(0, -1) })
    case 'html':
      return send(response, { type: 'text/html', body: welcome })
    case 'slow_drip':
      return drip(response, body)
    case 'no_instance_id':
      return send(response, { body: JSON.stringify({ ...reply, instanceId: undefined, info: undefined }) })
    case 'wrong_content_type':
      return send(response, { type: 'text/plain', body })
    case 'redirect':
      return send(response, { status: 302, body, location: '/elsewhere' })
    case 'huge_body':
      return send(response, { body: JSON.stringify({ ...reply, resultMsg: 'x'.repeat(hugeBytes) }) })
    case 'status_500':
      return send(response, { status: 500, body: '{"error":"internal"}' })
    case 'status_503':
      return send(response, { status: 503, type: 'text/html', body: welcome })
  }
}

function send(
  response: ServerResponse,
  { status = 200, type = json, body, location }: Answer,
): Promise<Ended> {
  const ended = untilClosed(response)
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(location && { location }),
  })
  response.end(body)
  return ended
}

function sendLate(response: ServerResponse, answer: Answer): Promise<Ended> {
  const ended = untilClosed(response)
  const timer = setTimeout(() => void send(response, answer), nearLimitMs)
  return ended.finally(() => clearTimeout(timer))
}

/**
 * `finish` comes when the last byte was passed to the system; `close` without `finish` when the connection broke
 * before.
 */
function untilClosed(response: ServerResponse): Promise<Ended> {
  return new Promise((resolve) => {
    response.once('finish', () => resolve({ taken: true }))
    response.once('close', () => resolve({ taken: response.writableFinished }))
  })
}

function resetMidBody(response: ServerResponse, body: string): Promise<Ended> {
  response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(body) })
  return new Promise((resolve) => {
    response.write(body.slice(0, body.length / 2), () => {
      response.socket?.resetAndDestroy()
      resolve({ taken: false })
    })
  })
}

/** Sends one byte now and then: each byte is in time, but the whole reply is not. */
function drip(response: ServerResponse, body: string): Promise<Ended> {
  const ended = untilClosed(response)
  response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(body) })
  let sent = 0
  const timer = setInterval(() => {
    response.write(body.slice(sent, sent + 1))
    sent += 1
    if (sent === body.length) response.end()
  }, dripMs)
  return ended.finally(() => clearInterval(timer))
}
