import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Edge } from './edge.ts'
import { createCookieRules, getHostCookieName } from './identity.ts'

/** What binds a sign-in to the browser in which it began; later, an account that waits to be connected. */
const cookieName = ({ isHttps }: Edge): string => getHostCookieName('loggia_company', isHttps)
const cookieSeconds = 10 * 60

export const readCompanySecret = (edge: Edge, request: FastifyRequest): string | undefined =>
  request.cookies[cookieName(edge)] || undefined
export function keepCompanySecret(edge: Edge, reply: FastifyReply, secret: string): void {
  void reply.setCookie(cookieName(edge), secret, {
    ...createCookieRules(edge),
    httpOnly: true,
    maxAge: cookieSeconds,
  })
}
export function dropCompanySecret(edge: Edge, reply: FastifyReply): void {
  void reply.clearCookie(cookieName(edge), { ...createCookieRules(edge), httpOnly: true })
}
