import type { Judgement } from '../../engine/check.ts'
import type { Play } from '../desk.ts'
import type { SsoCase } from '../cases.ts'
import { requireTenant } from '../cases.ts'
import { withdraw } from '../companies.ts'
import type { Query, Returned, Stage } from '../stage.ts'

const source = 'sign-on §2'

/** That nobody is signed in, and that a page says so. */
async function judgeOut(stage: Stage, { browser, visit }: Returned, user: Play['user']): Promise<Judgement> {
  if (await stage.isIn(browser, user))
    return `After ${visit.exchanges[0].name}, the person is signed in; it must be refused.`
  const status = visit.last.reply?.status ?? 0
  return status >= 500 && !visit.away
    ? `${visit.exchanges[0].name[0]?.toUpperCase()}${visit.exchanges[0].name.slice(1)} was answered HTTP ${status}; the person must see a page that says why.`
    : undefined
}

/** A sign-in in which one thing is wrong. */
const wrong =
  (name: string, of: (stage: Stage, user: Play['user']) => { play?: Partial<Play>; change?: Query }) =>
  async (stage: Stage): Promise<Judgement> => {
    const user = stage.a.draw()
    const { play, change = {} } = of(stage, user)
    const returned = await stage.signIn(stage.a, { user, ...play }, { change, name })
    return judgeOut(stage, returned, play?.user ?? user)
  }

async function judgeCode(stage: Stage, play: Omit<Play, 'user'>): Promise<Judgement> {
  const user = stage.a.draw()
  const first = await stage.signIn(
    stage.a,
    { user, ...play },
    { name: 'a callback whose code is not accepted' },
  )
  const { isEndless, ...last } = await stage.goOn(first, stage.a, { user, ...play })
  if (isEndless)
    return 'The server starts the sign-in again and again if its code is not accepted; it must show a page.'
  if (first.asked.length > 1)
    return `The server sent the same code ${first.asked.length} times; a code counts once.`
  return judgeOut(stage, last, user)
}

export const refusedCases: readonly SsoCase[] = [
  {
    id: 'refused.state-forged',
    title: 'A state that the server did not send is refused',
    source,
    fix: 'Compare state with the one that you keep for this browser, and show a page if it differs.',
    play: wrong('a callback with another state', ({ bench }) => ({ change: { state: bench.hex(40) } })),
  },
  {
    id: 'refused.state-reused',
    title: 'A state counts once',
    source,
    fix: 'Forget the state at the first callback, whatever becomes of it.',
    play: async (stage) => {
      const [first, second] = [stage.a.draw(), stage.a.draw()]
      const begun = await stage.begin(stage.a)
      await stage.comeBack(begun, stage.a, { play: { user: first } })
      const name = 'a second callback with the same state'
      return judgeOut(stage, await stage.comeBack(begun, stage.a, { play: { user: second }, name }), second)
    },
  },
  {
    id: 'refused.other-browser',
    title: 'A state of another browser is refused',
    source,
    fix: 'Tie state to the browser by a cookie: otherwise a link with the state and code of somebody else signs the reader in as them (login CSRF).',
    play: async (stage) => {
      const user = stage.a.draw()
      const { query } = await stage.begin(stage.a)
      const { browser } = await stage.begin(stage.a)
      const name = 'a callback with the state of another browser'
      return judgeOut(
        stage,
        await stage.comeBack({ browser, query }, stage.a, { play: { user }, name }),
        user,
      )
    },
  },
  {
    id: 'refused.mix-up',
    title: 'The answer of another company is refused',
    source,
    fix: 'Exchange a code at the company at which the sign-in began, and refuse if tenant or iss is that of another.',
    play: async (stage) => {
      requireTenant(stage)
      const user = stage.b.draw()
      const begun = await stage.begin(stage.a)
      const name = 'a callback with the code of another company'
      return judgeOut(stage, await stage.comeBack(begun, stage.b, { play: { user }, name }), user)
    },
  },
  {
    id: 'refused.tenant',
    title: 'A callback that names another company is refused',
    source,
    fix: 'Compare tenant with the company at which the sign-in began.',
    play: wrong('a callback that names another company', ({ b }) => ({
      change: { tenant: b.tenantId, iss: undefined },
    })),
  },
  {
    id: 'refused.issuer',
    title: 'A callback of another issuer is refused',
    level: 'should',
    source,
    fix: 'Compare iss, if it is there, with domainName of the company, followed by /api/v1/oauth2 (RFC 9207).',
    play: wrong('a callback of another issuer', ({ b, issuerOf }) => ({ change: { iss: issuerOf(b) } })),
  },
  {
    id: 'refused.userinfo-company',
    title: 'A person of another company is refused',
    source: 'sign-on §4',
    fix: 'Compare tenant of userinfo with the company at which the sign-in began.',
    play: wrong('a callback whose userinfo is that of another company', ({ b }) => ({
      play: { userinfo: { tenant: b.tenantId } },
    })),
  },
  {
    id: 'refused.unassigned',
    title: 'A person whom the server was not told of is refused',
    source: 'sign-on §1',
    fix: 'Sign in nobody who is not among the people of authSync, and say on a page that the company assigns the app.',
    play: wrong('the callback of somebody who is not assigned', ({ a }) => ({
      play: { user: a.unassigned },
    })),
  },
  {
    id: 'refused.disabled',
    title: 'A disabled person is refused',
    source: 'sign-on §1',
    fix: 'Refuse people whom authSync told with enable false.',
    play: wrong('the callback of a disabled person', ({ a }) => ({ play: { user: a.disabled } })),
  },
  {
    id: 'refused.withdrawn',
    title: 'Whoever may not use the app any more is signed out',
    level: 'should',
    source: 'sign-on §1',
    fix: 'Look the person up with each request, or end their sessions when authSync withdraws them.',
    play: async (stage) => {
      const user = stage.a.draw()
      const { browser } = await stage.signIn(stage.a, { user })
      await withdraw(stage.bench, stage.a, user)
      return (await stage.isIn(browser, user))
        ? 'Somebody who was withdrawn by authSync is still signed in.'
        : undefined
    },
  },
  {
    id: 'refused.code',
    title: 'A code that the company does not accept ends with a page',
    source: 'sign-on §3',
    fix: 'Send each code once. If the answer is invalid_grant, show a page from which people can start again.',
    play: (stage) => judgeCode(stage, { code: 'refused' }),
  },
  {
    id: 'refused.denied',
    title: 'An error in the callback ends with a page',
    source,
    fix: 'If the callback has error, show a page and ask for no tokens.',
    play: async (stage) => {
      const user = stage.a.draw()
      const name = 'a callback with error=access_denied'
      const change = { error: 'access_denied', code: undefined }
      const returned = await stage.signIn(stage.a, { user }, { change, name })
      return stage.findAuthorisation(returned.visit, stage.a)
        ? 'The server starts the sign-in again after error=access_denied, which would go on for ever; it must show a page.'
        : judgeOut(stage, returned, user)
    },
  },
]
