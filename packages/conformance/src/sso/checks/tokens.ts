import { CannotJudge } from '../../engine/check.ts'
import type { Judgement } from '../../engine/check.ts'
import type { SsoCase } from '../cases.ts'
import type { Play } from '../desk.ts'
import { describeVisit } from '../stage.ts'
import type { Returned, Stage } from '../stage.ts'

const source = 'sign-on §3'
/** So short that a server which renews its tokens does so at the next page. */
const accessMs = 1_000
const pauseMs = 1_200

/** Signs in with a short token, and looks at the page once it has run out. */
async function outlast(stage: Stage, user: Play['user'], play: Omit<Play, 'user'> = {}): Promise<Returned> {
  const returned = await stage.signIn(stage.a, { user, accessMs, ...play })
  await stage.bench.wait(pauseMs)
  await stage.visitPage(returned.browser, 'the page after the end of the access token')
  return returned
}
const countRefreshes = ({ asked }: Returned): number => asked.filter(({ what }) => what === 'refresh').length

/** Throws a {@link CannotJudge} if the server has not renewed its tokens. */
function requireRefresh(returned: Returned): void {
  if (countRefreshes(returned) === 0)
    throw new CannotJudge('The server does not renew its tokens when somebody looks at a page.')
}

async function judgeNoAnswer(
  stage: Stage,
  code: 'fails' | 'hangs',
): Promise<{ returned: Returned; fault: Judgement }> {
  const user = stage.a.draw()
  const name =
    code === 'fails' ? 'a callback while the token call fails' : 'a callback while the token call hangs'
  const returned = await stage.signIn(stage.a, { user, code }, { name })
  const isIn = await stage.isIn(returned.browser, user)
  return { returned, fault: isIn ? 'Somebody was signed in although there were no tokens.' : undefined }
}

export const tokenCases: readonly SsoCase[] = [
  {
    id: 'tokens.refresh',
    title: 'Tokens are renewed while the person is active',
    level: 'should',
    source: 'sign-on §1',
    fix: 'When expires_in has passed and the person is active, send the refresh token: by it you learn that they signed out or may not use the app.',
    play: async (stage) =>
      countRefreshes(await outlast(stage, stage.a.draw())) > 0
        ? undefined
        : 'The access token ran out, and the next page did not renew it.',
  },
  {
    id: 'tokens.newest',
    title: 'Each refresh token is used once',
    source,
    fix: 'Keep the refresh token of each answer: the former one counts no more, and its use ends the sign-on.',
    play: async (stage) => {
      const user = stage.a.draw()
      const returned = await outlast(stage, user)
      requireRefresh(returned)
      await stage.bench.wait(pauseMs)
      const isIn = await stage.isIn(returned.browser, user)
      const refused = returned.asked.some(({ what, status }) => what === 'refresh' && status !== 200)
      return isIn && !refused
        ? undefined
        : 'The second refresh was not accepted: it must send the refresh token of the first one.'
    },
  },
  {
    id: 'tokens.ended',
    title: 'Whoever signed out at the marketplace is signed out',
    source: 'sign-on §6',
    fix: 'If the refresh token is refused with invalid_grant, end the session and show the sign-in.',
    play: async (stage) => {
      const user = stage.a.draw()
      const returned = await outlast(stage, user, { isEnded: true })
      requireRefresh(returned)
      return (await stage.isIn(returned.browser, user))
        ? 'The refresh token was refused, and the person is still signed in.'
        : undefined
    },
  },
  {
    id: 'tokens.failing',
    title: 'A token call that fails signs nobody in',
    source,
    fix: 'Read status and body of the token call; without tokens, show a page that says to try again later.',
    play: async (stage) => {
      const { returned, fault } = await judgeNoAnswer(stage, 'fails')
      const { visit } = returned
      if (fault !== undefined) return fault
      return visit.isEndless || stage.findAuthorisation(visit, stage.a)
        ? `The callback ${describeVisit(visit)} while the token call fails; it must show a page.`
        : undefined
    },
  },
  {
    id: 'tokens.slow',
    title: 'A token call that hangs ends with a page',
    level: 'should',
    source,
    fix: 'Give the token call a time limit of some seconds, and show a page that says to try again later.',
    play: async (stage) => {
      const { returned, fault } = await judgeNoAnswer(stage, 'hangs')
      if (fault !== undefined) return fault
      return returned.asked.some(({ waited }) => waited)
        ? 'The server waited for the token call until it was broken off.'
        : undefined
    },
  },
]
