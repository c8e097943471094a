import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Parties } from '../parties/index.ts'
import type { Edge } from './edge.ts'
import { createCookieRules, getHostCookieName } from './identity.ts'

type Site = NonNullable<Parameters<Parties['requestConfirmation']>[1]>

/**
 * Passkeys are bound to the domain of the public address; a browser takes no IP address (WebAuthn §5.1.2). Undefined where
 * they cannot be used.
 */
export function readSite({ options }: Edge): Site | undefined {
  const { origin, hostname } = new URL(options.baseUrl)
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { origin, rpId: hostname } : undefined
}

/** The sign-in that is under way in this browser: one that waits for its second factor, or a challenge of a passkey. */
const stepCookieName = ({ isHttps }: Edge): string => getHostCookieName('loggia_sign_in', isHttps)
const stepSeconds = 10 * 60

export const readStep = (edge: Edge, request: FastifyRequest): string | undefined =>
  request.cookies[stepCookieName(edge)] || undefined

export function keepStep(edge: Edge, reply: FastifyReply, token: string): void {
  void reply.setCookie(stepCookieName(edge), token, {
    ...createCookieRules(edge),
    httpOnly: true,
    maxAge: stepSeconds,
  })
}

export function dropStep(edge: Edge, reply: FastifyReply): void {
  void reply.clearCookie(stepCookieName(edge), { ...createCookieRules(edge), httpOnly: true })
}
