import type { KitActivity, KitGeneration } from '@loggia/protocol/kit'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import type { Exchange, Meant } from '../engine/exchange.ts'

/** One call of the joint kit. */
export type KitCall = {
  readonly name: string
  readonly activity: KitActivity
  readonly meant?: Meant
  /** The members in the words of V2: lists as lists, departments with `orgName`. */
  readonly message: JsonObject
  /** Changes the members as they are on the wire. */
  readonly wire?: ((body: JsonObject) => JsonObject) | undefined
  /** The interface in the address, if it is not `activity`. */
  readonly path?: string
}

/** A generation of the joint kit, as its checks need it. */
export type Kit = {
  readonly generation: KitGeneration
  /** The beginning of the ids of its checks. */
  readonly prefix: string
  /** Sends a call like a correct sender. */
  readonly send: (bench: Bench, call: KitCall) => Promise<Exchange>
  /** Sends a GET to the address of the call, without a body. */
  readonly get: (bench: Bench, call: KitCall) => Promise<Exchange>
  /** Sends a call that nobody has signed. */
  readonly sendUnproved: (bench: Bench, call: KitCall) => Promise<Exchange>
  /** Sends a call that another key has signed. */
  readonly sendForged: (bench: Bench, call: KitCall) => Promise<Exchange>
}

const paths: Readonly<Record<KitGeneration, string>> = { v1: '/produceAPI/', v2: '/produceAPI/v2/' }

/** The address of an interface (joint-kit §3). Written here, so that the checks do not share a fault with our other code. */
export const writeAddress = (url: string, generation: KitGeneration, name: string): string =>
  url.replace(/\/$/, '') + paths[generation] + name

/** A list in the form of a generation. */
export const writeList = (generation: KitGeneration, list: unknown): unknown =>
  generation === 'v1' ? JSON.stringify(list) : list

/** Departments in the words of V1. */
const withName = ({ orgName, ...department }: JsonObject): JsonObject => ({ ...department, name: orgName })

/** The members as a generation has them on the wire. */
export function toWire(generation: KitGeneration, { activity, message, wire = same }: KitCall): JsonObject {
  if (generation === 'v2') return wire(message)
  if (activity === 'authSync') return wire({ ...message, userList: writeList('v1', message['userList']) })
  if (activity !== 'allOrgSync') return wire(message)
  const { orgInfoList, ...rest } = message
  const list = Array.isArray(orgInfoList)
    ? orgInfoList.map((one) => withName(one as JsonObject))
    : orgInfoList
  return wire({ ...rest, orgInfo: writeList('v1', list) })
}

const same = (body: JsonObject): JsonObject => body
