import type { SsoCase } from '../cases.ts'
import { requireTenant } from '../cases.ts'
import { describeVisit } from '../stage.ts'
import type { Stage } from '../stage.ts'

const source = 'sign-on §2'

/** Why states could be guessed; undefined if they look random. */
function findStateFault(states: readonly (string | null)[]): string | undefined {
  for (const state of states) {
    if (state === null || state === '') return 'The start of a sign-in sends no state'
    if (state.length < 16)
      return `The state ${state} has ${state.length} characters; it must have at least 16, so that nobody guesses it`
    if (/^\d+$/.test(state)) return `The state ${state} is a number that can be guessed`
  }
  return new Set(states).size < states.length ? 'Two sign-ins have the same state' : undefined
}

const states = async ({ a, begin }: Stage): Promise<(string | null)[]> => [
  (await begin(a)).query.get('state'),
  (await begin(a)).query.get('state'),
  (await begin(a)).query.get('state'),
]

export const startCases: readonly SsoCase[] = [
  {
    id: 'start.leads',
    title: 'The start of a sign-in leads to the address of the company',
    source,
    needsSignIn: false,
    fix: 'Redirect to domainName of tenantSync, followed by /api/v1/oauth2/authorize. domainName differs by company.',
    play: async ({ a, visitStart, openBrowser, findAuthorisation, issuerOf }) => {
      const visit = await visitStart(openBrowser(), a)
      return findAuthorisation(visit, a)
        ? undefined
        : `The start of a sign-in ${describeVisit(visit)}; it must redirect to ${issuerOf(a)}/authorize.`
    },
  },
  {
    id: 'start.client',
    title: 'It asks for a code with the client ID of the company',
    source,
    needsSignIn: false,
    fix: 'Send response_type=code, and client_id as applicationSync told it for this company.',
    play: async ({ a, begin }) => {
      const { query } = await begin(a)
      const [type, id] = [query.get('response_type'), query.get('client_id')]
      return type === 'code' && id === a.clientId
        ? undefined
        : `The start of a sign-in sends response_type ${type} and client_id ${id}; they must be code and ${a.clientId}.`
    },
  },
  {
    id: 'start.callback',
    title: 'Its redirect_uri is the callback address, equal to the byte',
    source,
    needsSignIn: false,
    fix: 'Send the callback address exactly as the app credential has it, or leave redirect_uri out.',
    play: async ({ a, begin, places }) => {
      const address = (await begin(a)).query.get('redirect_uri')
      return address === null || address === places.callback
        ? undefined
        : `redirect_uri is ${address}; it must be ${places.callback}.`
    },
  },
  {
    id: 'start.state',
    title: 'Each sign-in has a state of its own that nobody can guess',
    source,
    needsSignIn: false,
    fix: 'Send at least 16 random bytes from a cryptographic generator as state, and keep them for this browser alone.',
    play: async (stage) => {
      const fault = findStateFault(await states(stage))
      return fault && `${fault}.`
    },
  },
  {
    id: 'start.pkce',
    title: 'It protects the code with PKCE',
    level: 'should',
    source,
    needsSignIn: false,
    fix: 'Send code_challenge with code_challenge_method=S256, and code_verifier with the code (RFC 7636).',
    play: async ({ a, begin }) => {
      const { query } = await begin(a)
      const isThere =
        (query.get('code_challenge') ?? '') !== '' && query.get('code_challenge_method') === 'S256'
      return isThere ? undefined : 'The start of a sign-in sends no code_challenge with the method S256.'
    },
  },
  {
    id: 'start.company',
    title: 'Each company is asked at its own address, with its own client ID',
    source: 'sign-on §1',
    needsSignIn: false,
    fix: 'Look up domainName and clientId by the company each time; an app has no fixed values.',
    play: async (stage) => {
      requireTenant(stage)
      const { b, visitStart, openBrowser, findAuthorisation } = stage
      const visit = await visitStart(openBrowser(), b)
      const query = findAuthorisation(visit, b)
      if (!query) return `The start of a sign-in at the second company ${describeVisit(visit)}.`
      return query.get('client_id') === b.clientId
        ? undefined
        : 'The start of a sign-in at the second company sends another client_id than that of this company.'
    },
  },
  {
    id: 'start.unknown-company',
    title: 'A company that the server does not know is answered with a page',
    level: 'should',
    source: 'sign-on §1',
    needsSignIn: false,
    fix: 'Answer with a page and a status from 400 to 499 if no tenantSync has told of the company.',
    play: async (stage) => {
      requireTenant(stage)
      const visit = await stage.visitStart(stage.openBrowser(), { tenantId: stage.bench.hex(32) })
      const status = visit.last.reply?.status ?? 0
      return !visit.away && status < 500
        ? undefined
        : `The start of a sign-in at an unknown company ${describeVisit(visit)}; it must be answered with a page.`
    },
  },
]
