import { ApiProblem } from '@loggia/client'
import type { Session } from '@loggia/protocol/console'
import { Icon } from '@loggia/ui'
import { useRef, useState } from 'react'
import { frameTexts } from './texts.ts'
import { useApi } from '../frame.tsx'
import { Areas, usePartyName } from './areas.tsx'
import { getInitial } from '../initial.ts'
import { leaveFor } from '../leave-for.ts'
import { paths } from '../links.ts'
import { useCloseOutside } from './use-close-outside.ts'

/**
 * The signed-in member, their centres on a narrow page, and the ways to sign out. The menu opens without scripts;
 * signing out needs them.
 */
export function AccountMenu({ session }: { readonly session: Session }) {
  const texts = frameTexts.use()
  const menu = useRef<HTMLDetailsElement>(null)
  const name = usePartyName()
  useCloseOutside(menu)
  return (
    <details className="menu" ref={menu}>
      <summary className="avatar" aria-label={texts.accountOf(name)}>
        {getInitial(session.member.name)}
      </summary>
      <div className="pop">
        <div className="menu__who">
          <b>{name}</b>
          <span>{session.member.email}</span>
        </div>
        <Areas className="only-narrow" />
        <a href={paths.myApps}>{texts.myApps}</a>
        <a href={paths.account}>{texts.profile}</a>
        <SignOut />
      </div>
    </details>
  )
}

function SignOut() {
  const texts = frameTexts.use()
  const api = useApi()
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle')
  const leave = async (key: 'DELETE /api/session' | 'DELETE /api/sessions') => {
    if (state === 'busy') return undefined
    setState('busy')
    try {
      await api.request(key, {})
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 401)) return setState('failed')
    }
    await leaveFor(paths.home)
    setState('idle')
  }
  return (
    <>
      <hr className="sep" />
      <button type="button" aria-busy={state === 'busy'} onClick={() => void leave('DELETE /api/session')}>
        <Icon name="arrow-left" size={16} />
        {texts.signOut}
      </button>
      <button type="button" aria-busy={state === 'busy'} onClick={() => void leave('DELETE /api/sessions')}>
        <Icon name="lock" size={16} />
        {texts.signOutEverywhere}
      </button>
      <p className="error menu__error" role="alert">
        {state === 'failed' && texts.signOutFailed}
      </p>
    </>
  )
}
