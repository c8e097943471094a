import type { ApiProblem } from '@loggia/client'
import type { OwnApp, Session } from '@loggia/protocol/console'
import { ArchPicture, Icon, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import { Refused } from '../entrance/refused.tsx'
import { useFrame } from '../frame.tsx'
import { Logo } from '../frame/logo.tsx'
import { paths } from '../links.ts'
import { groupApps } from './group-apps.ts'
import type { CompanyApps, ListedApp } from './group-apps.ts'
import { myAppTexts } from './texts.ts'
import { useOwnApps } from './use-own-apps.ts'

/**
 * The apps that the reader may use. With an app id they come from the app itself, and choose for which of their
 * companies they sign in.
 */
export function MyApps({ appId }: { readonly appId: string | undefined }) {
  const texts = myAppTexts.use()
  const isChoosing = appId !== undefined
  const { apps, problem, retry } = useOwnApps()
  const shown = apps?.filter((app) => !isChoosing || app.appId === appId)
  return (
    <main id="main" className="wrap myapps">
      <div className="myapps__head">
        <h1>{isChoosing ? texts.choose : texts.title}</h1>
        <p className="dim">{isChoosing ? texts.chooseLead : texts.lead}</p>
      </div>
      {problem ? (
        <Unread problem={problem} onRetry={retry} />
      ) : !shown ? (
        <Waiting />
      ) : shown.length === 0 ? (
        <Empty isChoosing={isChoosing} />
      ) : (
        <Shown apps={shown} isChoosing={isChoosing} />
      )}
      {isChoosing && (
        <p>
          <a href={paths.myApps}>{texts.all}</a>
        </p>
      )}
    </main>
  )
}

function Unread({ problem, onRetry }: { readonly problem: ApiProblem; readonly onRetry: () => void }) {
  const texts = myAppTexts.use()
  return (
    <div className="stack">
      <p>{texts.unread}</p>
      <Refused problem={problem} />
      <p>
        <button type="button" className="btn" onClick={onRetry}>
          {texts.retry}
        </button>
      </p>
    </div>
  )
}

/** Shaped like what comes. */
function Waiting() {
  const texts = myAppTexts.use()
  return (
    <div className="myapps__wait" role="status">
      <span className="sr">{texts.waiting}</span>
      <div className="tiles" aria-hidden="true">
        {['first', 'second', 'third'].map((key) => (
          <div key={key} className="tile">
            <span className="sk tile__sk" />
          </div>
        ))}
      </div>
    </div>
  )
}

function Empty({ isChoosing }: { readonly isChoosing: boolean }) {
  const texts = myAppTexts.use().empty
  const { session } = useFrame()
  return (
    <div className="empty myapps__empty">
      <ArchPicture />
      <h2 className="empty__title">{texts.title}</h2>
      <p>{isChoosing ? texts.chosen : texts.text}</p>
      <div className="row row--wrap">
        <a className="btn" href={paths.account}>
          {texts.account}
        </a>
        {mayManage(session) && (
          <a className="btn" href={paths.companies}>
            {texts.companies}
          </a>
        )}
      </div>
    </div>
  )
}

const mayManage = (session: Session | null): boolean => {
  const rights = session?.rights.buyer
  return rights !== undefined && (rights.main || rights.grants.includes('directory'))
}

type ShownApps = { readonly apps: readonly OwnApp[]; readonly isChoosing: boolean }

function Shown({ apps, isChoosing }: ShownApps) {
  const groups = groupApps(apps, useLanguage())
  if (!isChoosing) return groups.map((group) => <Company key={group.company.code} group={group} />)
  return (
    <ul className="tiles">
      {groups
        .flatMap((group) => group.apps)
        .map((app) => (
          <Choice key={app.id} app={app} />
        ))}
    </ul>
  )
}

function Company({ group: { company, apps } }: { readonly group: CompanyApps }) {
  const id = useId()
  return (
    <section className="myapps__of" aria-labelledby={id}>
      <h2 id={id}>{company.name}</h2>
      <ul className="tiles">
        {apps.map((app) => (
          <Tile key={app.id} app={app} />
        ))}
      </ul>
    </section>
  )
}

type OfApp = { readonly app: ListedApp }

/** The whole tile opens the app, in a tab of its own. */
function Tile({ app }: OfApp) {
  const texts = myAppTexts.use()
  const name = useText()(app.product.name)
  return (
    <li className="tile">
      <Logo src={app.product.logo} name={name} size="md" />
      <div>
        <h3>
          {app.closed ? (
            name
          ) : (
            <a href={paths.openApp(app.id)} target="_blank" rel="noopener">
              {name}
              <span className="sr">{texts.newTab}</span>
            </a>
          )}
        </h3>
        <p>{useMeta(app).join(' · ')}</p>
        <Closed app={app} />
      </div>
      {!app.closed && <Icon name="external" size={16} />}
    </li>
  )
}

/** The company is what tells one from the other. */
function Choice({ app }: OfApp) {
  const name = useText()(app.product.name)
  return (
    <li className="tile">
      <Logo src={app.product.logo} name={name} size="md" />
      <div>
        <h2>{app.closed ? app.company.name : <a href={paths.openApp(app.id)}>{app.company.name}</a>}</h2>
        <p>{[name, ...useMeta(app)].join(' · ')}</p>
        <Closed app={app} />
      </div>
      {!app.closed && <Icon name="arrow-right" size={16} />}
    </li>
  )
}

/** Why it cannot be opened now. */
function Closed({ app: { closed } }: OfApp) {
  const texts = myAppTexts.use().closed
  return closed && <p className="tile__closed">{texts[closed]}</p>
}

function useMeta({ role, opening, orderNumber, isTwin }: ListedApp): string[] {
  const texts = myAppTexts.use()
  return [
    texts.roles[role],
    ...(isTwin ? [texts.order(orderNumber)] : []),
    ...(opening === 'address' ? [texts.ownSignIn] : []),
  ]
}
