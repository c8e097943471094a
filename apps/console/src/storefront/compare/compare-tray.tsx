import { mostCompared } from '@loggia/protocol/console/catalog/kinds'
import { Icon, useText } from '@loggia/ui'
import { Logo } from '../frame/logo.tsx'
import { paths } from '../links.ts'
import { comparedList } from './compared-list.ts'
import { trayTexts } from './tray-texts.ts'

/** The chosen products at the foot of the window, as soon as there are any; it covers the page and moves nothing. */
export function CompareTray() {
  const texts = trayTexts.use()
  const text = useText()
  const chosen = comparedList.use()
  const isRefused = comparedList.useRefused()
  if (chosen.length === 0) return null
  return (
    <section className="tray" aria-label={texts.tray}>
      <div className="wrap tray__in">
        <p className="tray__count">
          <b>{texts.compare}</b> <output className="num">{texts.chosen(chosen.length, mostCompared)}</output>
        </p>
        <ul>
          {chosen.map(({ id, name, logo }) => (
            <li key={id}>
              <Logo src={logo} name={text(name)} size="sm" />
              <a href={paths.product(id)}>{text(name)}</a>
              <button
                type="button"
                className="copy"
                aria-label={texts.drop(text(name))}
                onClick={() => comparedList.remove(id)}
              >
                <Icon name="x" />
              </button>
            </li>
          ))}
        </ul>
        <p className={isRefused ? 'error tray__full' : 'sr'} role="alert">
          {isRefused && texts.full}
        </p>
        <div className="tray__acts">
          <button type="button" className="btn btn--quiet btn--sm" onClick={() => comparedList.replace([])}>
            {texts.clear}
          </button>
          {chosen.length > 1 ? (
            <a className="btn btn--primary btn--sm" href={paths.compare(chosen.map(({ id }) => id))}>
              {texts.start}
            </a>
          ) : (
            <span className="t13 faint">{texts.another}</span>
          )}
        </div>
      </div>
    </section>
  )
}
