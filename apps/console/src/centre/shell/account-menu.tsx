import { ApiProblem } from '@loggia/client'
import { Icon, useText } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useChange } from '../api.ts'
import { areas, mayUse, useFrame } from '../frame.ts'
import type { Area } from '../frame.ts'
import { shellTexts } from './texts.ts'
import { PopMenu } from './pop-menu.tsx'

/** The signed-in member, the other centres they may use, and the ways to sign out. */
export function AccountMenu({ area }: { readonly area: Area }) {
  const texts = shellTexts.use()
  const { session } = useFrame()
  const name = useName(area)
  if (!session) return null
  const others = areas.filter((other) => other !== area && mayUse(other, session))
  return (
    <PopMenu
      className="ct__me"
      face={
        <>
          <span className="avatar" aria-hidden="true">
            {[...session.member.name][0]?.toUpperCase()}
          </span>
          <span className="who">{session.member.name}</span>
          <span className="sr">{texts.account.menu}</span>
          <Icon name="chevron-down" size={16} />
        </>
      }
    >
      <p className="popmenu__who">
        <b>{name}</b>
        <span>{session.member.email}</span>
      </p>
      <hr className="sep" />
      {others.map((other) => (
        <a key={other} href={`/${other}`}>
          {texts.areas[other]}
        </a>
      ))}
      <a href="/my-apps">{texts.account.myApps}</a>
      <Link to={`/${area}/account`}>{texts.account.profile}</Link>
      <a href="/">{texts.account.storefront}</a>
      <a href="/help">{texts.account.help}</a>
      <hr className="sep" />
      <SignOut />
    </PopMenu>
  )
}

function useName(area: Area): string {
  const text = useText()
  const { session } = useFrame()
  const organisation = area === 'operator' ? undefined : session?.[area]
  const name = session?.member.name ?? ''
  return organisation ? `${text(organisation.name)} · ${name}` : name
}

function SignOut() {
  const texts = shellTexts.use().account
  const here = useChange('DELETE /api/session', [])
  const everywhere = useChange('DELETE /api/sessions', [])
  const all = [here, everywhere]
  // It stays so when it has succeeded, until the page is left.
  const isBusy = all.some(({ isPending, isSuccess }) => isPending || isSuccess)
  const leave = {
    // Loads a new page, so that nothing that the last session has loaded stays in memory.
    onSuccess: () => location.assign('/'),
    onError: (error: Error) => {
      if (isOver(error)) location.assign('/')
    },
  }
  const start = (act: () => void) => () => {
    if (isBusy) return
    for (const { reset } of all) reset()
    act()
  }
  return (
    <div data-stays>
      <button type="button" aria-busy={isBusy} onClick={start(() => here.mutate({}, leave))}>
        {texts.signOut}
      </button>
      <button type="button" aria-busy={isBusy} onClick={start(() => everywhere.mutate({ query: {} }, leave))}>
        {texts.signOutEverywhere}
      </button>
      <p className="error popmenu__error" role="alert">
        {all.some(({ error }) => error && !isOver(error)) && texts.signOutFailed}
      </p>
    </div>
  )
}

/** Nobody is signed in any more. */
const isOver = (error: Error): boolean => error instanceof ApiProblem && error.status === 401
