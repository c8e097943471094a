import type { SsoCase } from '../cases.ts'
import type { Stage } from '../stage.ts'
import { describeVisit } from '../stage.ts'

const source = 'sign-on §1'
const bare = { query: new URLSearchParams() }

/** Somebody clicks on the app in the marketplace, in a browser that the server has not seen. */
async function click(stage: Stage) {
  const user = stage.a.draw()
  const first = await stage.comeBack({ browser: stage.openBrowser(), ...bare }, stage.a, {
    play: { user },
    change: { state: undefined },
    name: 'the callback after a click in the marketplace',
  })
  return { user, first }
}

export const clickCases: readonly SsoCase[] = [
  {
    id: 'click.signs-in',
    title: 'A click on the app in the marketplace signs in',
    source,
    fix: 'The callback has code and tenant, and no state. Start a sign-in at this company: the person is signed in there, and does not notice.',
    play: async (stage) => {
      const { user, first } = await click(stage)
      const { browser, visit } = await stage.goOn(first, stage.a, { user })
      return (await stage.isIn(browser, user))
        ? undefined
        : `After a click in the marketplace the callback ${describeVisit(visit)}, and nobody is signed in.`
    },
  },
  {
    id: 'click.own-code',
    title: 'A code that the browser did not ask for is not used',
    level: 'should',
    source,
    fix: 'Discard a code without state and start a sign-in: by a link with a code of their own, others could sign people in as themselves (login CSRF).',
    play: async (stage) => {
      const { first } = await click(stage)
      return first.asked.length === 0
        ? undefined
        : 'The server used a code that came without a state, so whoever sent the link could have signed the reader in as themselves.'
    },
  },
  {
    id: 'click.unknown-company',
    title: 'A click from a company that the server does not know signs nobody in',
    source,
    fix: 'Look the company up by tenant, and answer with a page if no tenantSync has told of it.',
    play: async (stage) => {
      const user = stage.a.draw()
      const { browser, visit } = await stage.comeBack({ browser: stage.openBrowser(), ...bare }, stage.a, {
        play: { user },
        change: { state: undefined, tenant: stage.bench.hex(32), iss: undefined },
        name: 'the callback from an unknown company',
      })
      if (await stage.isIn(browser, user)) return 'Somebody of an unknown company was signed in.'
      const status = visit.last.reply?.status ?? 0
      return visit.away || status >= 500
        ? `The callback from an unknown company ${describeVisit(visit)}; it must be answered with a page.`
        : undefined
    },
  },
]
